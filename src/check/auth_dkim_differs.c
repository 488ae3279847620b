/* check/auth_dkim_differs.c - our side recorded another result for a signature than the
 * one found here. */
#include "check/compare.h"

static void run(struct inspection *in, const struct check *self)
{
	compare_findings(in, self, "dkim");
}

const struct check check_auth_dkim_differs = {
	.id = "auth.dkim-differs",
	.title = N_("DKIM of {domain}: {result} as recorded, {today} here"),
	.details = { N_("{by} recorded {result} for the signature of {domain}; verified "
			"here it has {today}. The likely reason: {why}.") },
	.means = N_("The result at the time of receipt and the one found here are two "
		    "statements; both stand."),
	.wrong = N_("Owners take keys away after some months, and programs that store "
		    "mail change it: line ends, fields, warnings in the text."),
	.cites = "RFC 6376, 3.6.1; RFC 8601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
