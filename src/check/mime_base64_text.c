/* check/mime_base64_text.c - text in base64, where its bytes could have stood there. */
#include "base/utf8.h"
#include "check/check.h"

enum { OTHER, ASCII };

/* Could the bytes travel as 7bit? ASCII, no NUL, no line beyond 998 (RFC 5322, 2.1.1). */
static bool is_sevenbit(struct str bytes)
{
	struct str line;

	if (!ascii_is_all(bytes) || memchr(bytes.p, '\0', bytes.n))
		return false;
	while (str_split(&bytes, '\n', &line)) {
		if (line.n > 998)
			return false;
	}
	return true;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;

	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];
		struct finding *finding;

		if (part->reading != 0 || part->encoding != ENCODING_BASE64 ||
		    part->bytes.n == 0 ||
		    !str_starts(part->content_type.value, STR("text/")) ||
		    str_eq(part->disposition.value, STR("attachment")))
			continue;
		finding = finding_add(in, self);
		finding_int(finding, "part", inspection_part_id(in, part));
		finding_str(finding, "type", part->content_type.value);
		finding_variant(finding, is_sevenbit(part->bytes) ? ASCII : OTHER);
		finding_at_part(finding, part);
		return;
	}
}

const struct check check_mime_base64_text = {
	.id = "mime.base64-text",
	.title = N_("The text is encoded in base64"),
	.details = { N_("Part {part} ({type}) is text in base64: lawful, and unreadable "
			"to a "
			"filter that does not decode."),
		     N_("Part {part} ({type}) is plain ASCII in base64: nothing in it "
			"needed "
			"the encoding.") },
	.means = N_(
	    "Base64 hides words from simple filters and from whoever reads the source. "
	    "The decoded text is what counts."),
	.wrong = N_("Many programs encode all UTF-8 text so, in Japan most of all."),
	.cites = "RFC 2045, 6.8",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
