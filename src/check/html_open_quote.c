/* check/html_open_quote.c - HTML that ends inside a tag, and another part behind it. */
#include "check/view_list.h"

enum { ANY_PART, ENCRYPTED, ELEMENT };

static bool is_encrypted(const struct part *part)
{
	static const struct str types[] = { STR("multipart/encrypted"),
					    STR("application/pgp-encrypted"),
					    STR("application/pkcs7-mime"),
					    STR("application/x-pkcs7-mime") };

	for (size_t i = 0; i < COUNT(types); i++)
		if (str_eq(part->content_type.value, types[i]))
			return true;
	return str_find_str(part->text, STR("-----BEGIN PGP MESSAGE-----")) != STR_NPOS;
}

static bool is_after(const struct part *part, const struct part *other)
{
	return part->reading == other->reading && part->body.p > other->body.p;
}

/* What stands behind it, an encrypted part first. */
static const struct part *next_part(const struct inspection *in, const struct part *part)
{
	const struct part *found = NULL;

	for (uint32_t i = 0; i < in->message->part_count; i++) {
		const struct part *other = in->message->parts[i];

		if (!is_after(other, part) ||
		    (other->bytes.n == 0 && !is_encrypted(other)))
			continue;
		if (is_encrypted(other))
			return other;
		if (!found)
			found = other;
	}
	return found;
}

enum { OPEN_PARTS = 8 }; /* looked at; one is enough to be told */

/* An element that stays open is told before an encrypted part only: templates forget to
 * close things, and what follows them is another page. */
static void judge(struct inspection *in, const struct check *self,
		  const struct part_view *view)
{
	const struct html_document *document = view->document;
	const struct part *next = next_part(in, view->part);
	struct finding *finding;

	if (!next || (!document->open_quote && !is_encrypted(next)))
		return;
	finding = finding_add(in, self);
	finding_int(finding, "part", inspection_part_id(in, view->part));
	finding_int(finding, "next", inspection_part_id(in, next));
	finding_at_view(finding, view,
			document->open_quote ? document->open_quote_offset
					     : document->open_element_offset,
			0);
	finding_at_part(finding, next);
	if (!is_encrypted(next))
		return;
	finding_variant(finding, document->open_quote ? ENCRYPTED : ELEMENT);
	finding_severity(finding, SEVERITY_ADVERSE);
}

static void run(struct inspection *in, const struct check *self)
{
	uint32_t open = 0;

	for (uint32_t i = 0; i < in->links.view_count && open < OPEN_PARTS; i++) {
		const struct part_view *view = &in->links.views[i];

		if (view->inside_link ||
		    (!view->document->open_quote && !view->document->open_element))
			continue;
		open++;
		judge(in, self, view);
	}
}

const struct check check_html_open_quote = {
	.id = "html.open-quote",
	.title = N_("An HTML part does not end, and another part follows"),
	.details = { N_("Part {part} ends inside a quoted value; a program that shows "
			"the parts as one page takes part {next} for its continuation."),
		     N_("Part {part} ends inside a quoted value, and part {next} is "
			"encrypted. A program that joins them sends the decrypted text "
			"to the server named in the quote."),
		     N_("Part {part} leaves an element open that takes all that follows "
			"for its own, a style sheet or a field of a form, and part "
			"{next} is encrypted. A program that joins them sends the "
			"decrypted text away with it.") },
	.means = N_("This is how decrypted mail was carried off from programs that glue "
		    "parts together (EFAIL)."),
	.wrong = N_("A mail that was cut on its way ends so by accident."),
	.cites = "CVE-2017-17688; WHATWG HTML, 13.2.5",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
