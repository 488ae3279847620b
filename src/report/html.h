/* report/html.h - the report as one page for a browser: a file that asks nobody for
 * anything and runs nothing.
 *
 * First a screen as somebody who knows would tell it: a headline, the verdict with its
 * two statements, what it pretends to be, who handed it over, where it leads, whom it
 * aims at, what to do. Then a section each of what that rests on, in the order of
 * sections[] (report/html.c). Each section is a file and a row there. */
#pragma once
#include "report/html_out.h"
#include "report/phrase.h"

extern const struct report_format report_html;

struct html_section {
	const char *id;	   /* of the element, and in links of the page: "path" */
	const char *title; /* N_() */
	/* False: there is nothing to tell, and no heading either. */
	bool (*has)(const struct html *html);
	void (*write)(struct html *html);
};

extern const struct html_section html_findings, html_notes, html_identities,
    html_indicators, html_desks, html_history, html_path, html_links, html_words,
    html_timeline, html_log, html_notebook, html_owners, html_visits, html_authentication,
    html_reputation, html_attachments, html_answers, html_limits, html_run;

/* The first screen (report/html_head.c), and the sentence at its top
 * (report/html_headline.c): made of the strongest findings, into page.text. */
void html_head(struct html *html);
void html_headline(struct html *html);
/* What to do now, and what not (report/html_advice.c). */
void html_advice(struct html *html);

/* The first screen of a thing that was looked up (report/html_thing.c), and its name into
 * page.text. */
void html_thing_head(struct html *html);
void html_thing_title(struct html *html);

/* --- what sections share (report/html_piece.c) --- */

/* "observed", as a badge whose words say what its colour repeats. */
void html_grade(struct html *html, enum grade grade);
/* A row of a <dl>: its name; html_end_row() after what is written of it. */
void html_row(struct html *html, const char *msgid);
void html_end_row(struct html *html);
/* Rows of the text report (those that know report/page.h's taker) as rows of a <dl>. */
void html_rows(struct html *html, void (*rows)(struct page *, const void *),
	       const void *arg);
/* A table that scrolls by itself where it is too wide, with its caption and the heads of
 * its columns (N_(), up to NULL). */
void html_table(struct html *html, const char *caption, const char *const heads[]);
void html_end_table(struct html *html);
/* The same in two steps: the row of heads is open until its body begins. */
void html_table_open(struct html *html, const char *caption, const char *const heads[]);
void html_table_body(struct html *html);
/* A cell with a text of ours. */
void html_cell_our(struct html *html, const char *msgid);
/* A SHA-256 of the message's, to be copied; nothing where it would tell who has it. */
void html_hash(struct html *html, const char *hex);
/* A fold: what it is called, closed at first. */
void html_fold(struct html *html, const char *msgid);
void html_end_fold(struct html *html);
/* Pages of the text report as they are, in a fold. */
void html_fold_text(struct html *html, const char *msgid, void (*write)(struct page *));
/* The picture of that name (report/picture.h) with its caption; nothing where there is
 * nothing to draw. */
void html_picture(struct html *html, const char *name);
/* Public pages where `value` can be looked up, of those for that kind ("domain", "ip",
 * "sha256"); nothing of our own names, nor of what is masked. */
void html_pivots(struct html *html, const char *kind, struct str value);
