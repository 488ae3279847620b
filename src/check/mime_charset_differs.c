/* check/mime_charset_differs.c - the text depends on whether one believes its label. */
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;

	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];
		struct finding *finding;

		if (part->kind != PART_LEAF || part->reading != 0 ||
		    !part->text_sniffed || part->charset.n == 0)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "declared", part->charset);
		finding_str(finding, "used", str_c(part->used_charset));
		finding_at_part(finding, part);
	}
}

const struct check check_mime_charset_differs = {
	.id = "mime.charset-differs",
	.title = N_("The text does not fit its declared charset"),
	.details = { N_(
	    "Part declared as {declared}; its bytes were read as {used}, which "
	    "they fit.") },
	.means =
	    N_("A wrong label makes readers that believe it see other text than readers "
	       "that look at the bytes. Mostly it is a mistake of the sending program."),
	.wrong = N_("Very common in honest mail from simple scripts."),
	.cites = "RFC 2046, 4.1.2",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
