/* report/text_compare.c - see text_compare.h. */
#include "report/text_compare.h"

#include "check/compare.h"
#include "report/phrase.h"

enum { METHOD = 9, NAME = 34 };

static void line(struct page *page, const char *title, const struct comparison *item)
{
	struct value values[] = {
		{ .key = "then",
		  .kind = VALUE_STR,
		  .str = item->recorded->method->result },
		{ .key = "now", .kind = VALUE_STR, .str = str_c(item->today) },
		{ .key = "why", .kind = VALUE_WORD, .word = item->why ? item->why : "" },
	};

	page_label(page, 2, METHOD, str_c(title), STYLE_DIM);
	phrase_outside(page->options, item->domain, NAME - METHOD - 2, &page->text);
	page_cell_made(page, NAME - METHOD, STYLE_PLAIN);
	phrase_add(page->in, page->options,
		   item->same ? N_("{then} as recorded, {now} here")
			      : N_("{then} as recorded, {now} here: {why}"),
		   values, COUNT(values), &page->text);
	page_wrap_made(page, NAME, NAME, item->same ? STYLE_PLAIN : STYLE_ODD);
}

void text_compare(struct page *page)
{
	static const struct {
		const char *method, *title;
	} rows[] = { { "spf", "SPF" }, { "dkim", "DKIM" }, { "dmarc", "DMARC" } };
	bool any = false;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct comparison items[COMPARISONS];
		uint32_t count = compare_results(page->in, rows[i].method, items);

		if (count && !any)
			page_heading(page, N_("What our server recorded, and today"));
		any |= count > 0;
		for (uint32_t k = 0; k < count; k++)
			line(page, rows[i].title, &items[k]);
	}
}
