/* report/html_piece.c - the pieces of which sections are made. */
#include "report/html.h"

#include "base/limits.h"
#include "report/outside.h"
#include "report/picture.h"
#include "report/text.h"

void html_grade(struct html *html, enum grade grade)
{
	static const char *const classes[] = {
		[GRADE_OBSERVED] = "grade observed",
		[GRADE_VOUCHED] = "grade vouched",
		[GRADE_CLAIMED] = "grade claimed",
		[GRADE_GUESSED] = "grade guessed",
	};

	html_begin(html, TAG_SPAN, classes[grade]);
	html_our(html, text_grade(grade));
	html_end(html, TAG_SPAN);
}

void html_row(struct html *html, const char *msgid)
{
	html_begin(html, TAG_DIV, NULL);
	html_begin(html, TAG_DT, NULL);
	html_our(html, msgid);
	html_end(html, TAG_DT);
	html_begin(html, TAG_DD, NULL);
}

void html_end_row(struct html *html)
{
	html_end(html, TAG_DD);
	html_end(html, TAG_DIV);
}

void html_table_open(struct html *html, const char *caption, const char *const heads[])
{
	/* Who uses the keyboard must be able to reach it in order to scroll. */
	html_begin(html, TAG_DIV, "wide");
	html_attribute(html, HAS_TABINDEX, "0");
	html_attribute(html, HAS_ROLE, "group");
	html_attribute_our(html, HAS_ARIA_LABEL, caption);
	html_begin(html, TAG_TABLE, NULL);
	html_begin(html, TAG_CAPTION, NULL);
	html_our(html, caption);
	html_end(html, TAG_CAPTION);
	html_begin(html, TAG_THEAD, NULL);
	html_begin(html, TAG_TR, NULL);
	for (size_t i = 0; heads[i]; i++) {
		html_begin(html, TAG_TH, NULL);
		html_attribute(html, HAS_SCOPE, "col");
		html_our(html, heads[i]);
		html_end(html, TAG_TH);
	}
}

void html_table_body(struct html *html)
{
	html_end(html, TAG_TR);
	html_end(html, TAG_THEAD);
	html_begin(html, TAG_TBODY, NULL);
}

void html_table(struct html *html, const char *caption, const char *const heads[])
{
	html_table_open(html, caption, heads);
	html_table_body(html);
}

void html_end_table(struct html *html)
{
	html_end(html, TAG_TBODY);
	html_end(html, TAG_TABLE);
	html_end(html, TAG_DIV);
}

void html_cell_our(struct html *html, const char *msgid)
{
	html_begin(html, TAG_TD, NULL);
	html_our(html, msgid);
	html_end(html, TAG_TD);
}

void html_hash(struct html *html, const char *hex)
{
	if (!outside_identifies(html->options))
		return;
	html_begin(html, TAG_CODE, "copy hash");
	html_text(html, hex);
	html_end(html, TAG_CODE);
	html_pivots(html, "sha256", str_c(hex));
}

void html_fold(struct html *html, const char *msgid)
{
	html_begin(html, TAG_DETAILS, "fold");
	html_begin(html, TAG_SUMMARY, NULL);
	html_our(html, msgid);
	html_end(html, TAG_SUMMARY);
}

void html_end_fold(struct html *html)
{
	html_end(html, TAG_DETAILS);
}

void html_fold_text(struct html *html, const char *msgid, void (*write)(struct page *))
{
	struct report_options options = *html->options;
	struct page page;
	struct buf text;

	options.colour = false;
	options.verbose = 1;
	options.width = 96;
	buf_init(&text, LIMIT_REPORT_BYTES);
	page_init(&page, html->in, &options, &text);
	write(&page);
	page_fini(&page);
	if (text.n) {
		html_fold(html, msgid);
		html_begin(html, TAG_PRE, NULL);
		html_attribute(html, HAS_TABINDEX, "0");
		buf_add(&html->page.text, str_trim(buf_peek(&text)));
		html_made(html);
		html_end(html, TAG_PRE);
		html_end_fold(html);
	}
	buf_fini(&text);
}

void html_picture(struct html *html, const char *name)
{
	const struct picture *picture = picture_find(str_c(name));
	struct buf svg;

	buf_init(&svg, LIMIT_REPORT_BYTES);
	if (picture && picture->draw(html->in, html->options, false, &svg)) {
		html_begin(html, TAG_FIGURE, "drawing");
		html_drawing(html, buf_peek(&svg));
		html_begin(html, TAG_FIGCAPTION, NULL);
		html_our(html, picture->title);
		html_end(html, TAG_FIGCAPTION);
		html_end(html, TAG_FIGURE);
	}
	buf_fini(&svg);
}

/* A masked value would lead to a page about the mask, and one that is ours tells a
 * stranger's server who is looking. */
static bool may_be_looked_up(const struct html *html, struct str value)
{
	struct report_options options = html->raw;
	const struct str_list *own = &html->in->env->site->own_domains;
	struct buf masked;
	bool same;

	for (uint32_t i = 0; i < own->count; i++)
		if (str_is_domain_or_below(value, own->items[i]))
			return false;
	buf_init(&masked, LIMIT_REPORT_STRING);
	outside_add_raw(&options, value, &masked);
	same = str_eq(buf_peek(&masked), value);
	buf_fini(&masked);
	return same;
}

void html_pivots(struct html *html, const char *kind, struct str value)
{
	const struct pivots *pivots = &html->in->env->tables->pivots;
	bool any = false;

	if (value.n == 0 || !may_be_looked_up(html, value))
		return;
	for (uint32_t i = 0; i < pivots->count; i++) {
		const struct pivot *pivot = &pivots->items[i];

		if (!pivot_is_for(pivot, str_c(kind)))
			continue;
		if (!any) {
			html_begin(html, TAG_SPAN, "pivots");
			html_our(html, N_("look up at:"));
		}
		any = true;
		html_text(html, " ");
		html_pivot(html, pivot->name, pivot->template, value);
	}
	if (any)
		html_end(html, TAG_SPAN);
}
