/* report/text_notebook.h - what people add to a case, when it was looked at, and what
 * its sites were then. */
#pragma once
#include "case/notebook.h"
#include "report/page.h"

/* What an entry is called, in a word or two: a msgid. */
const char *text_entry_kind(enum entry_kind kind);

/* Statements, hypotheses, what was looked for by hand, notes, letters, sources as
 * footnotes; nothing where there is no notebook. */
void text_notebook(struct page *page);
/* A row for each site, with a state for each look. `always`: also where there was one
 * look only. */
void text_sites(struct page *page, bool always);
/* The revisions of the case, a line each (更新履歴). */
void text_history(struct page *page, bool always);
