/* check/auth_dmarc_fail.c - our side recorded that DMARC failed. */
#include "check/results.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct recorded *dmarc = results_ours(in, "dmarc");

	if (results_is(dmarc, "fail"))
		results_finding(in, self, dmarc);
}

const struct check check_auth_dmarc_fail = {
	.id = "auth.dmarc-fail",
	.title = N_("DMARC: fail for {domain}, recorded by {by}"),
	.details = { N_("{by} recorded that neither the envelope nor a signature belongs "
			"to {domain}, the domain shown in From.") },
	.means = N_("The owner of the domain in From publishes a policy, and this "
		    "message does not meet it."),
	.wrong = N_("Mailing lists and forwarders break it honestly."),
	.cites = "RFC 9989; RFC 8601",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
