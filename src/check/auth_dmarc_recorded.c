/* check/auth_dmarc_recorded.c - what our side recorded about DMARC. */
#include "check/results.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct recorded *dmarc = results_ours(in, "dmarc");

	if (dmarc && !results_is(dmarc, "fail"))
		results_finding(in, self, dmarc);
}

const struct check check_auth_dmarc_recorded = {
	.id = "auth.dmarc-recorded",
	.title = N_("DMARC: {result} for {domain}, recorded by {by}"),
	.details = { N_(
	    "{by} recorded {result} for {domain}. \"pass\" means that SPF or DKIM passed "
	    "for the domain in From; \"none\", that the domain publishes no policy; "
	    "anything else, that it could not be decided.") },
	.means = N_("DMARC ties the results of SPF and DKIM to the domain that is shown "
		    "in From."),
	.wrong = N_("A pass says that the domain is genuine, not that it is the one the "
		    "reader takes it for."),
	.cites = "RFC 9989; RFC 8601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
