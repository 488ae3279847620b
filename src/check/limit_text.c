/* check/limit_text.c - more to read than is read for what it says. */
#include "check/check.h"

static bool is_cut(const struct inspection *in)
{
	bool cut = in->passages.cut || in->levers.cut || in->numbers.cut;

	for (uint32_t i = 0; i < in->passages.count; i++)
		cut |= in->passages.items[i].quoted.cut;
	return cut;
}

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding;

	if (!is_cut(in))
		return;
	finding = finding_add(in, self);
	finding_int(finding, "passages", in->passages.count);
	finding_int(finding, "bytes", (int64_t)in->passages.bytes);
}

const struct check check_limit_text = {
	.id = "limit.text",
	.title = N_("Not all of the text was read for what it says: a cap was reached"),
	.details = { N_("{passages} texts of {bytes} bytes together were searched; what "
			"lies beyond, or says the same again and again, was not.") },
	.means = N_("What a reader does not reach deceives nobody; but what was not read "
		    "is not judged."),
	.wrong = N_("Logs and long digests reach it honestly."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
