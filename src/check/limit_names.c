/* check/limit_names.c - more names than are set side by side or searched for brands. */
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding;

	if (!in->ids.dropped && !in->claims.cut)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "kept", in->ids.count);
	finding_int(finding, "left", (int64_t)in->ids.dropped);
}

const struct check check_limit_names = {
	.id = "limit.names",
	.title = N_("Not all names in the header were compared: a cap was reached"),
	.details = { N_(
	    "{kept} names were set side by side, {left} were left out; brand names "
	    "were searched in the first of them only.") },
	.means =
	    N_("A header can hold ten thousand addresses. Ordinary mail stays far below "
	       "the cap."),
	.wrong = N_("A mail to a very long list of open recipients reaches it honestly."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
