/* check/auth_spf_differs.c - our side recorded another SPF result than the one found
 * here. */
#include "check/compare.h"

static void run(struct inspection *in, const struct check *self)
{
	compare_findings(in, self, "spf");
}

const struct check check_auth_spf_differs = {
	.id = "auth.spf-differs",
	.title = N_("SPF for {domain}: {result} as recorded, {today} here"),
	.details = { N_("{by} recorded {result} for {ip} and {domain}; evaluated here it "
			"is {today}. The likely reason: {why}.") },
	.means = N_("The result at the time of receipt and the one found here are two "
		    "statements; both stand."),
	.wrong = N_("Owners change their records every day, and a server may count "
		    "another hop as the client."),
	.cites = "RFC 7208, 2.6; RFC 8601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
