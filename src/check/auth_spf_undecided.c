/* check/auth_spf_undecided.c - our side recorded an SPF result that decides nothing. */
#include "check/results.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct recorded *spf = results_ours(in, "spf");

	if (spf && !results_is(spf, "pass") && !results_is(spf, "fail") &&
	    !results_is(spf, "hardfail") && !results_is(spf, "softfail") &&
	    !results_is(spf, "none"))
		results_finding(in, self, spf);
}

const struct check check_auth_spf_undecided = {
	.id = "auth.spf-undecided",
	.title = N_("SPF: {result} for {domain}, recorded by {by}"),
	.details = { N_(
	    "{by} recorded \"{result}\" for {ip} and {domain} ({scope}: {identity}). "
	    "Neutral means that the owner says nothing either way; an error means that "
	    "it could not be found out. Neither is a failure.") },
	.means = N_("Not authenticated, and not refuted."),
	.wrong =
	    N_("A DNS error at the receiver gives such a result for honest mail too."),
	.cites = "RFC 7208, 2.6; RFC 8601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
