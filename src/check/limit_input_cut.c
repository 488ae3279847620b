/* check/limit_input_cut.c - the message was not read to its end. */
#include "base/limits.h"
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding;

	if (in->input.complete)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "size", (int64_t)in->input.size);
	finding_int(finding, "read", (int64_t)LIMIT_MESSAGE_BYTES);
}

const struct check check_limit_input_cut = {
	.id = "limit.input-cut",
	.title = N_("Only the beginning of the message was examined"),
	.details = { N_("The input has {size} bytes; the first {read} were examined.") },
	.means =
	    N_("A cap keeps one message from taking the whole machine. What lies behind "
	       "it was not looked at."),
	.wrong = N_("A lawful message with very large attachments is cut as well."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
