/* check/auth_spf_softfail.c - our side recorded an SPF softfail. */
#include "check/results.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct recorded *spf = results_ours(in, "spf");

	if (results_is(spf, "softfail"))
		results_finding(in, self, spf);
}

const struct check check_auth_spf_softfail = {
	.id = "auth.spf-softfail",
	.title = N_("SPF: softfail for {domain}, recorded by {by}"),
	.details = { N_("{by} recorded that {ip} is probably not allowed to send for "
			"{domain} ({scope}: {identity}).") },
	.means = N_("The owner of the domain says that mail from this server is probably "
		    "not theirs, and asks for no refusal."),
	.wrong =
	    N_("Forwarding, and domains whose owners have never finished their record."),
	.cites = "RFC 7208, 2.6; RFC 8601",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
