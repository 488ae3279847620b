/* check/limit_cap.c - a cap was reached while the message was read. */
#include "check/defect_list.h"

static void run(struct inspection *in, const struct check *self)
{
	finding_of_defects(in, self, STR("limit."), "caps");
}

const struct check check_limit_cap = {
	.id = "limit.cap",
	.title = N_("Part of the message was not examined: a cap was reached"),
	.details = { N_(
	    "Reached: {caps}. What lies beyond was kept and hashed but not read.") },
	.means =
	    N_("Everything that can grow has a ceiling, so that no message can stop the "
	       "analysis of the others. Ordinary mail stays far below all of them."),
	.wrong = N_("Very large digests and forwarded threads can reach a cap honestly."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
