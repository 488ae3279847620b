/* check/auth_spf_pass.c - our side recorded that SPF passed. */
#include "check/results.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct recorded *spf = results_ours(in, "spf");

	if (results_is(spf, "pass"))
		results_finding(in, self, spf);
}

const struct check check_auth_spf_pass = {
	.id = "auth.spf-pass",
	.title = N_("SPF: pass for {domain}, recorded by {by}"),
	.details = { N_("{by} recorded that {domain} allows {ip} to send for it "
			"({scope}: {identity}).") },
	.means = N_("The owner of that domain has named this server in DNS. It says "
		    "nothing of the name in From, nor of honesty."),
	.wrong = N_("A pass belongs to the domain tested; whoever owns a domain can make "
		    "its mail pass."),
	.cites = "RFC 7208, 2.6; RFC 8601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
