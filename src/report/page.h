/* report/page.h - lines on a terminal: widths, word wrap, styles that never stand alone.
 *
 * What is written here is inert already (report/inert.h, report/phrase.h). Colour only
 * repeats what a word says. */
#pragma once
#include "report/report.h"

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_DIM, STYLE_BAD, STYLE_ODD, STYLE_GOOD };

struct page;
/* Rows of a label and a text that are not lines of a terminal: whoever writes another
 * form takes them here, the text from page->text. */
struct page_rows {
	void (*begin)(void *arg, const char *label); /* N_() */
	void (*end)(void *arg, struct page *page);
	void *arg;
};

struct page {
	struct buf *out;
	const struct report_options *options;
	const struct inspection *in;
	size_t width;
	const struct page_rows *rows; /* NULL: lines */
	struct buf text;	      /* a line or sentence is made here, then laid out */
};

void page_init(struct page *page, const struct inspection *in,
	       const struct report_options *options, struct buf *out);
void page_fini(struct page *page);

void page_newline(struct page *page);
void page_heading(struct page *page, const char *msgid);
/* `text` in `style`, on this line. */
void page_add(struct page *page, struct str text, enum style style);
/* Text wrapped: the cursor stands at column `at`, further lines begin at `indent`. Ends
 * the line. */
void page_wrap(struct page *page, size_t at, size_t indent, struct str text,
	       enum style style);
/* What stands in page->text, wrapped; it is forgotten then. */
void page_wrap_made(struct page *page, size_t at, size_t indent, enum style style);
/* "  label      " up to column `indent`; returns the column reached. A label that is too
 * wide gets a line of its own. */
size_t page_label(struct page *page, size_t left, size_t indent, struct str label,
		  enum style style);
/* What stands in page->text, cut to `columns` and padded to them; it is forgotten then.
 */
void page_cell_made(struct page *page, size_t columns, enum style style);
/* The same as the end of a line that has reached column `at`. */
void page_line_made(struct page *page, size_t at, enum style style);
/* Translation of a text of ours. */
struct str page_our(const struct page *page, const char *msgid);
/* Lines written since `from` (an offset in the output). */
size_t page_lines_since(const struct page *page, size_t from);
