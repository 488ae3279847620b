/* check/auth_spf_fail.c - our side recorded that SPF failed. */
#include "check/results.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct recorded *spf = results_ours(in, "spf");

	if (results_is(spf, "fail") || results_is(spf, "hardfail"))
		results_finding(in, self, spf);
}

const struct check check_auth_spf_fail = {
	.id = "auth.spf-fail",
	.title = N_("SPF: fail for {domain}, recorded by {by}"),
	.details = { N_("{by} recorded that {domain} does not allow {ip} to send for it "
			"({scope}: {identity}).") },
	.means =
	    N_("The owner of the domain says that mail from this server is not theirs."),
	.wrong = N_("Forwarding without rewriting the envelope breaks SPF honestly; "
		    "records are sometimes incomplete."),
	.cites = "RFC 7208, 2.6; RFC 8601",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
