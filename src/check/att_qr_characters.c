/* check/att_qr_characters.c - a code drawn with characters or with cells of a table. */
#include "check/attachment_list.h"

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.drawn_count; i++) {
		const struct drawn *drawn = &in->attachments.drawn[i];
		struct finding *finding;

		if (!drawn->media || !drawn->media->code_count)
			continue;
		finding = finding_add(in, self);
		finding_word(finding, "with",
			     drawn->with == DRAWN_CELLS ? N_("cells of a table")
							: N_("block characters"));
		finding_str(finding, "text", drawn->media->codes[0].text);
		finding_at_part(finding, drawn->part);
	}
}

const struct check check_att_qr_characters = {
	.id = "att.qr-characters",
	.title = N_("A code is drawn with {with}"),
	.details = { N_("Drawn as a picture here it says: {text}") },
	.means = N_("A code without a picture passes those who look for codes in "
		    "pictures."),
	.wrong = N_("Programs for terminals draw codes so; they send no mail to "
		    "customers."),
	.cites = "ISO/IEC 18004",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
