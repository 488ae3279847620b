/* report/html_thing.c - the first screen of a thing that was looked up: what it is, who
 * runs it, where it is, what stands there. */
#include "report/html.h"

#include "record/thing.h"
#include "report/text_lookup.h"

void html_thing_title(struct html *html)
{
	phrase_outside(html->options, html->in->thing->text, 300, &html->page.text);
}

static void begin_row(void *arg, const char *label)
{
	html_row(arg, label);
}

static void end_row(void *arg, struct page *page)
{
	struct html *html = arg;

	buf_add(&html->page.text, buf_peek(&page->text));
	buf_clear(&page->text);
	html_made(html);
	html_end_row(html);
}

void html_rows(struct html *html, void (*rows)(struct page *, const void *),
	       const void *arg)
{
	struct page_rows taker = { begin_row, end_row, html };
	struct page page;

	page_init(&page, html->in, html->options, html->out);
	page.rows = &taker;
	rows(&page, arg);
	page_fini(&page);
}

static void write_rows(struct page *page, const void *arg)
{
	(void)arg;
	text_lookup_rows(page);
}

void html_thing_head(struct html *html)
{
	const struct thing *thing = html->in->thing;

	html_begin(html, TAG_HEADER, "head");
	html_begin(html, TAG_P, "kicker");
	html_our(html, N_("mekiki: what is public about it"));
	html_end(html, TAG_P);
	html_copy_heading(html, TAG_H1, thing->text);
	html_begin(html, TAG_DL, "facts");
	html_rows(html, write_rows, NULL);
	html_end(html, TAG_DL);
	if (thing->ip.kind != IP_NONE)
		html_pivots(html, "ip", thing->text);
	else
		html_pivots(html, "domain", thing->host.registrable_domain);
	html_end(html, TAG_HEADER);
}
