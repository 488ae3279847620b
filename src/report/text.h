/* report/text.h - the report for a terminal.
 *
 * First a screen that answers: verdict, who sent it, is it plausible, what it pretends to
 * be, who handed it over, what was found. Then the evidence (report/text_evidence.c). */
#pragma once
#include "report/page.h"

extern const struct report_format report_text;

/* The pages behind the first screen. */
void text_evidence(struct page *page);

/* All findings, the gravest first, each with its evidence. */
void text_findings(struct page *page);
/* "mekiki  NAME", the first line of a page. */
void text_name_line(struct page *page);

/* Words for people: "against it", "vouched". */
const char *text_severity(enum severity severity);
const char *text_class(enum verdict_class class_);
const char *text_grade(enum grade grade);
enum style text_severity_style(enum severity severity);
/* From outside, inert, into page->text; at most `columns` wide, 0: a sentence's limit. */
void text_outside(struct page *page, struct str text, size_t columns);
/* "2023-01-01T12:41:04Z (21:41:04 +09:00)" into page->text. */
void text_time(struct page *page, int64_t utc);

/* Where the links lead: the places on the first screen, a line each and the first in
 * full, in about `lines` lines; all links behind it (report/text_link.c). */
void text_leads_to(struct page *page, size_t indent, struct str label, uint32_t lines);
void text_all_links(struct page *page);
