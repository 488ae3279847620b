/* check/att_polyglot.c - two files in one. */
#include "check/attachment_list.h"

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct finding *finding;

		if (!item->also)
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		finding_str(finding, "also", str_c(item->also));
		finding_int(finding, "at", (int64_t)item->also_at);
	}
}

const struct check check_att_polyglot = {
	.id = "att.polyglot",
	.title = N_("Two files in one: {name} is {kind} and {also}"),
	.details = { N_("By its beginning it is {kind}. From byte {at} on it is {also}, "
			"which another program finds there.") },
	.means = N_("A filter sees the one file, the program that the reader is told to "
		    "use opens the other."),
	.wrong = N_("Programs that unpack themselves are made so; they are told as "
		    "programs."),
	.cites = "MITRE ATT&CK T1036.008",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
