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
const char *text_standing(enum standing standing); /* "the address shown is at a …" */
/* How a name stands to From; NULL: nothing is to be said. */
const char *text_relation(const struct identity *id);
const char *text_basis(enum boundary_basis basis); /* how our side was known */
/* "Return-Path", "reverse name"; "+2 h 05 min": into page->text. */
void text_role(struct page *page, enum identity_role role);
void text_delay(struct page *page, int64_t seconds);
/* Why a link deceives, or whose it is: " — …; …", into page->text. */
void text_link_reasons(struct page *page, const struct link *link);
/* The score, and what each finding adds to it. */
void text_shares(struct page *page);
/* Parts of the message and their other readings, deviations from the standards. */
void text_parts(struct page *page);
/* The sandbox that was in force, into page->text. */
void text_sandbox(struct page *page);
/* From outside, inert, into page->text; at most `columns` wide, 0: a sentence's limit. */
void text_outside(struct page *page, struct str text, size_t columns);
/* "2023-01-01T12:41:04Z (21:41:04 +09:00)" into page->text. */
void text_time(struct page *page, int64_t utc);

/* Where the links lead: the places on the first screen, a line each and the first in
 * full, in about `lines` lines; all links behind it (report/text_link.c). */
void text_leads_to(struct page *page, size_t indent, struct str label, uint32_t lines);
void text_all_links(struct page *page);
