/* report/page.c - see page.h. */
#include "report/page.h"

#include "base/limits.h"
#include "report/inert.h"
#include "report/phrase.h"

enum { NARROWEST = 40, WIDEST = 100 };

void page_init(struct page *page, const struct inspection *in,
	       const struct report_options *options, struct buf *out)
{
	*page = (struct page){ .out = out, .options = options, .in = in };
	/* Lines longer than this are no pleasure to read on any terminal. */
	page->width = options->width < NARROWEST ? NARROWEST
		      : options->width > WIDEST	 ? WIDEST
						 : (size_t)options->width;
	buf_init(&page->text, LIMIT_REPORT_BYTES);
}

void page_fini(struct page *page)
{
	buf_fini(&page->text);
}

void page_newline(struct page *page)
{
	buf_add_char(page->out, '\n');
}

static const char *style_code(enum style style)
{
	static const char *const codes[] = {
		[STYLE_STRONG] = "1", [STYLE_DIM] = "2",   [STYLE_BAD] = "1;31",
		[STYLE_ODD] = "1;33", [STYLE_GOOD] = "32",
	};

	return codes[style];
}

void page_add(struct page *page, struct str text, enum style style)
{
	bool coloured = page->options->colour && style != STYLE_PLAIN && text.n;

	if (coloured)
		buf_printf(page->out, "\033[%sm", style_code(style));
	buf_add(page->out, text);
	if (coloured)
		buf_add(page->out, STR("\033[0m"));
}

struct str page_our(const struct page *page, const char *msgid)
{
	return str_c(phrase_text(page->options, msgid));
}

void page_heading(struct page *page, const char *msgid)
{
	struct str text = page_our(page, msgid);
	size_t used = inert_width(text) + 1;

	page_newline(page);
	page_add(page, text, STYLE_STRONG);
	buf_add_char(page->out, ' ');
	buf_clear(&page->text);
	for (size_t i = used; i < page->width; i++)
		buf_add(&page->text, STR("─"));
	page_add(page, buf_peek(&page->text), STYLE_DIM);
	buf_clear(&page->text);
	page_newline(page);
}

void page_wrap(struct page *page, size_t at, size_t indent, struct str text,
	       enum style style)
{
	size_t room = page->width > at ? page->width - at : 1;

	while (text.n) {
		size_t n = inert_break(text, room);
		struct str line = str_trim_right(str_sub(text, 0, n));

		page_add(page, line, style);
		page_newline(page);
		text = str_skip(text, n);
		if (text.n)
			buf_add_repeat(page->out, ' ', indent);
		room = page->width > indent ? page->width - indent : 1;
		at = 0;
	}
	if (at)
		page_newline(page);
}

void page_wrap_made(struct page *page, size_t at, size_t indent, enum style style)
{
	page_wrap(page, at, indent, buf_peek(&page->text), style);
	buf_clear(&page->text);
}

size_t page_label(struct page *page, size_t left, size_t indent, struct str label,
		  enum style style)
{
	size_t at = left + inert_width(label);

	buf_add_repeat(page->out, ' ', left);
	page_add(page, label, style);
	if (at >= indent) {
		page_newline(page);
		at = 0;
	}
	buf_add_repeat(page->out, ' ', indent - at);
	return indent;
}

/* page->text, cut to `columns`; returns the columns used. */
static size_t add_cut(struct page *page, size_t columns, enum style style)
{
	struct str text = buf_peek(&page->text);
	size_t width = inert_width(text);

	if (width > columns) {
		text = str_trim_right(inert_fit(text, columns - 1));
		width = inert_width(text) + 1;
		page_add(page, text, style);
		page_add(page, STR("…"), style);
	} else {
		page_add(page, text, style);
	}
	buf_clear(&page->text);
	return width;
}

void page_cell_made(struct page *page, size_t columns, enum style style)
{
	size_t width = add_cut(page, columns, style);

	buf_add_repeat(page->out, ' ', columns - width);
}

void page_line_made(struct page *page, size_t at, enum style style)
{
	add_cut(page, page->width - at, style);
	page_newline(page);
}

size_t page_lines_since(const struct page *page, size_t from)
{
	size_t lines = 0;

	for (size_t i = from; i < page->out->n; i++)
		lines += page->out->p[i] == '\n';
	return lines;
}
