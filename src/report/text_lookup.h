/* report/text_lookup.h - the page of a thing that was looked up.
 *
 * First a screen that answers: who runs it, where it is, which names lead there and back,
 * whether and how it takes mail, what stands there. Then the findings, what was not asked
 * and why; with -v all that was learnt of every name and address, and all answers. */
#pragma once
#include "report/page.h"

/* The rows of its first screen; a taker of rows (report/page.h) gets them. */
void text_lookup_rows(struct page *page);
void text_lookup(const struct inspection *in, const struct report_options *options,
		 struct buf *out);
