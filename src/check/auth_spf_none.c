/* check/auth_spf_none.c - our side recorded that there is no SPF record. */
#include "check/results.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct recorded *spf = results_ours(in, "spf");

	if (results_is(spf, "none"))
		results_finding(in, self, spf);
}

const struct check check_auth_spf_none = {
	.id = "auth.spf-none",
	.title = N_("SPF: none published by {domain}, as recorded by {by}"),
	.details = { N_("{by} recorded that {domain} publishes no SPF record ({scope}: "
			"{identity}). That is not a failure: nothing was said.") },
	.means =
	    N_("Without a record nobody can tell which servers may send for the domain."),
	.wrong = N_("Small domains often have none."),
	.cites = "RFC 7208, 2.6; RFC 8601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
