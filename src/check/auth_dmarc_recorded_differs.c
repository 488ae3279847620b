/* check/auth_dmarc_recorded_differs.c - our side recorded another DMARC result than the
 * one found here. */
#include "check/compare.h"

static void run(struct inspection *in, const struct check *self)
{
	compare_findings(in, self, "dmarc");
}

const struct check check_auth_dmarc_recorded_differs = {
	.id = "auth.dmarc-recorded-differs",
	.title = N_("DMARC for {domain}: {result} as recorded, {today} here"),
	.details = { N_("{by} recorded {result} for {domain}, the domain in From; "
			"evaluated here it is {today}. The likely reason: {why}.") },
	.means = N_("The result at the time of receipt and the one found here are two "
		    "statements; both stand."),
	.wrong = N_("Records and keys change, and receivers follow one of two standards "
		    "and rules of their own."),
	.cites = "RFC 9989; RFC 8601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
