/* check/att_qr_split.c - a code that stands in two pictures side by side. */
#include "check/attachment_list.h"

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.pair_count; i++) {
		const struct attachment_pair *pair = &in->attachments.pairs[i];
		const struct attachment *left = &in->attachments.items[pair->left - 1];
		const struct attachment *right = &in->attachments.items[pair->right - 1];
		struct finding *finding;

		if (!pair->media || !pair->media->code_count)
			continue;
		finding = finding_for_attachment(in, self, left);
		if (!finding)
			return;
		finding_str(finding, "text", pair->media->codes[0].text);
		finding_str(finding, "other", right->name.n ? right->name : STR("-"));
		finding_at_part(finding, right->part);
	}
}

const struct check check_att_qr_split = {
	.id = "att.qr-split",
	.title = N_("A code is cut into two pictures"),
	.details = { N_("{name} and {other} beside each other show a code that neither "
			"shows alone. It says: {text}") },
	.means = N_("Whoever cuts a code hides it from those who look for codes; the "
		    "reader's telephone sees the whole."),
	.wrong = N_("Programs that cut large pictures into strips may cut a code as "
		    "well."),
	.cites = "ISO/IEC 18004",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
