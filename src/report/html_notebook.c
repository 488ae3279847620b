/* report/html_notebook.c - what people added to the case: sources, statements, notes,
 * hypotheses with what speaks for and against them. */
#include "report/html.h"

#include "case/notebook.h"
#include "report/text_notebook.h"

static bool has(const struct html *html)
{
	return html->in->notebook && html->in->notebook->count > 0;
}

static void piece(struct html *html, struct str text)
{
	if (text.n == 0)
		return;
	html_text(html, " · ");
	html_outside(html, text, 0);
}

/* Title, outlet, date, who says it, at how many removes: what a footnote has. */
static void write_source(struct html *html, const struct entry *entry)
{
	if (entry->title.n == 0 && entry->outlet.n == 0 && entry->url.n == 0)
		return;
	html_begin(html, TAG_P, NULL);
	html_outside(html, entry->title, 0);
	piece(html, entry->outlet);
	piece(html, entry->when);
	piece(html, entry->said_by);
	if (entry->removes) {
		html_text(html, " · ");
		html_our_count(html, N_("at {count} removes"), entry->removes);
	}
	html_end(html, TAG_P);
	if (entry->url.n) {
		html_begin(html, TAG_DIV, NULL);
		html_copy(html, entry->url);
		html_end(html, TAG_DIV);
	}
}

static void write_about(struct html *html, const struct entry *entry)
{
	const struct notebook *notebook = html->in->notebook;

	if (entry->about == 0 || entry->about > notebook->count)
		return;
	html_text(html, " → ");
	html_begin(html, TAG_A, NULL);
	html_attribute_number(html, HAS_HREF, "#entry-", entry->about);
	html_text(html, "#");
	html_number(html, entry->about);
	html_end(html, TAG_A);
}

static void write_entry(struct html *html, const struct entry *entry)
{
	bool gone = entry->withdrawn != 0;

	html_begin(html, TAG_LI, gone ? "entry withdrawn" : "entry");
	html_attribute_number(html, HAS_ID, "entry-", entry->n);
	html_begin(html, TAG_P, "meta");
	html_text(html, "#");
	html_number(html, entry->n);
	html_text(html, " ");
	html_begin(html, TAG_SPAN, "badge");
	html_our(html, text_entry_kind(entry->kind));
	html_end(html, TAG_SPAN);
	write_about(html, entry);
	if (gone) {
		html_text(html, " ");
		html_begin(html, TAG_SPAN, "badge");
		html_our(html, N_("withdrawn"));
		html_end(html, TAG_SPAN);
	}
	piece(html, entry->state);
	html_text(html, " · ");
	html_time(html, entry->utc);
	piece(html, entry->author);
	html_end(html, TAG_P);
	html_begin(html, TAG_DIV, "words");
	html_language(html, entry->text);
	html_lines(html, entry->text);
	html_end(html, TAG_DIV);
	write_source(html, entry);
	html_end(html, TAG_LI);
}

static void write(struct html *html)
{
	const struct notebook *notebook = html->in->notebook;

	html_begin(html, TAG_P, "meta");
	html_our(html, N_("What people added by hand. Who is named as having said "
			  "something said it; it is not adopted here."));
	html_end(html, TAG_P);
	html_begin(html, TAG_OL, "entries");
	for (uint32_t i = 0; i < notebook->count; i++)
		write_entry(html, &notebook->entries[i]);
	html_end(html, TAG_OL);
}

const struct html_section html_notebook = {
	.id = "notebook",
	.title = N_("Notebook"),
	.has = has,
	.write = write,
};
