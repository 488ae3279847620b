/* check/text_picture_only.c - what it says stands in a picture, and the picture is a
 * link.
 */
#include "check/identity_list.h"
#include "check/view_list.h"

enum { FEW_LETTERS = 60 };

static uint32_t letters_of(struct str text, uint32_t most)
{
	uint32_t letters = 0;

	for (size_t i = 0; i < text.n && letters < most; i++)
		letters += ascii_is_alnum(text.p[i]) || (uint8_t)text.p[i] >= 0xc3;
	return letters;
}

static bool is_picture_link(const struct html_link *link)
{
	return (link->carrier == CARRIER_A || link->carrier == CARRIER_AREA) &&
	       !link->hidden && link->url.n && (link->text_is_alt || link->text.n == 0) &&
	       str_starts_nocase(link->url, STR("http"));
}

static const struct html_link *first_picture_link(const struct html_document *document)
{
	for (uint32_t i = 0; i < document->link_count; i++)
		if (is_picture_link(&document->links[i]))
			return &document->links[i];
	return NULL;
}

/* The same in words stands beside it. */
static bool has_words(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];

		if (passage->part && !passage->document &&
		    letters_of(passage->text, FEW_LETTERS) >= FEW_LETTERS)
			return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	if (mailing_list(in) || has_words(in))
		return;
	for (uint32_t i = 0; i < in->links.view_count; i++) {
		const struct part_view *view = &in->links.views[i];
		const struct html_link *link = first_picture_link(view->document);
		struct finding *finding;

		if (view->inside_link || !link || view->document->images == 0 ||
		    letters_of(view->document->text, FEW_LETTERS) >= FEW_LETTERS)
			continue;
		finding = finding_add(in, self);
		finding_int(finding, "letters",
			    letters_of(view->document->text, FEW_LETTERS));
		finding_str(finding, "url", link->url);
		finding_at_view(finding, view, link->offset, link->length);
		return;
	}
}

const struct check check_text_picture_only = {
	.id = "text.picture-only",
	.title =
	    N_("There is next to nothing to read: a picture is all, and it is a link"),
	.details = { N_(
	    "The page shows {letters} letters of text; a click on its picture "
	    "opens {url}.") },
	.means = N_("Words in a picture are read by people and not by filters; and who "
		    "clicks anywhere has clicked the link."),
	.wrong = N_("Greeting cards, and shops whose advertisement is one poster."),
	.cites = "",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
