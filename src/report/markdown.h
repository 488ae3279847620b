/* report/markdown.h - the report for a blog or a wiki, as Markdown (CommonMark with the
 * tables of GFM).
 *
 * Text from outside never becomes markup, nor a link: it is defanged whatever the options
 * say, signs that mean something are escaped, "@" and "www." are broken up so that no
 * renderer makes links of them by itself, and values stand in code spans. */
#pragma once
#include "report/page.h"

extern const struct report_format report_markdown;

struct markdown {
	struct page page; /* page.text: a line is made here, then escaped */
	const struct inspection *in;
	/* What is asked for, with `defang` always. */
	struct report_options options;
	struct buf *out;
};

/* What stands in page.text, as a text, or in a code span; it is forgotten then. */
void markdown_text_made(struct markdown *md);
void markdown_code_made(struct markdown *md);
/* From outside, on one line; "-" where it is empty. */
void markdown_outside(struct markdown *md, struct str text);
void markdown_code(struct markdown *md, struct str text);
/* A text of ours, translated. */
void markdown_our(struct markdown *md, const char *msgid);
void markdown_heading(struct markdown *md, const char *msgid);
/* A table's head: N_() texts up to NULL. Each row begins with markdown_row(), and
 * markdown_cell() stands behind each of its cells. */
void markdown_table(struct markdown *md, const char *const heads[]);
void markdown_row(struct markdown *md);
void markdown_cell(struct markdown *md);
void markdown_row_end(struct markdown *md);

/* --- for one text alone --- */
/* Inert text as Markdown. */
void markdown_escape(struct buf *out, struct str text);
/* A code span in a table; `text` is inert. */
void markdown_span(struct buf *out, struct str text);

/* Sections (report/markdown_section.c). */
void markdown_findings(struct markdown *md);
void markdown_identities(struct markdown *md);
void markdown_path(struct markdown *md);
void markdown_links(struct markdown *md);
void markdown_timeline(struct markdown *md);
void markdown_indicators(struct markdown *md);
void markdown_limits(struct markdown *md);
void markdown_revisions(struct markdown *md);
