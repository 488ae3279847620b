/* check/mime_html_only.c - HTML without a plain text beside it. */
#include "check/check.h"

static bool is_shown(const struct part *part)
{
	return part->reading == 0 && part->kind == PART_LEAF &&
	       part->place == PLACE_BODY &&
	       !str_eq(part->disposition.value, STR("attachment"));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	const struct part *html = NULL;
	struct finding *finding;

	if (message->headers_only)
		return;
	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];

		if (!is_shown(part))
			continue;
		if (str_eq(part->content_type.value, STR("text/plain")) && part->bytes.n)
			return;
		if (!html && str_eq(part->content_type.value, STR("text/html")))
			html = part;
	}
	if (!html)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "part", html->id);
	finding_at_part(finding, html);
}

const struct check check_mime_html_only = {
	.id = "mime.html-only",
	.title = N_("HTML only, no plain text"),
	.details = { N_("Part {part} is HTML; no text/plain stands beside it.") },
	.means =
	    N_("Mail programs send a plain text along with HTML. Scripts often do not, "
	       "and what a reader sees then depends on the HTML alone."),
	.wrong = N_("Many newsletters and notices are HTML only."),
	.cites = "RFC 2046, 5.1.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
