/* link/html_page.h - a page being filled with text: white space as browsers join it, line
 * ends where blocks begin and end. */
#pragma once
#include "base/arena.h"

struct html_page {
	struct arena *scratch; /* where it grows */
	char *p;
	size_t n, cap;
	unsigned line_ends; /* wanted before the next text */
	bool blank;	    /* so is a space */
};

/* At least so many line ends before the next text; <br> asks for one more. */
void html_page_lines(struct html_page *page, unsigned line_ends);
void html_page_break(struct html_page *page);
/* A space before the next text, unless a line ends there. */
static inline void html_page_blank(struct html_page *page)
{
	if (page->line_ends == 0)
		page->blank = true;
}

/* Runs of white space are one space; NUL is nothing, as in browsers. */
void html_page_flow(struct html_page *page, struct str text);
void html_page_preformatted(struct html_page *page, struct str text);

/* What stands there, without blanks at its ends, kept in `arena`. Nothing may be added
 * any more. */
struct str html_page_end(struct html_page *page, struct arena *arena);
/* Of a finished page: from one length of it to another, without blanks at its ends. */
struct str html_page_slice(const struct html_page *page, size_t from, size_t to);
