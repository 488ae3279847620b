/* report/text_visit.h - what stands where the links lead: a line for the first screen,
 * and each hop behind it. */
#pragma once
#include "report/page.h"

/* A line for each visit of a link to `domain`, from column `indent`. */
void text_visit_of(struct page *page, size_t indent, struct str domain);
/* What came of it, into page->text. */
void text_visit_state(struct page *page, const struct visit *visit);
/* All visits, hop by hop. */
void text_visits(struct page *page);
