/* report/text_compare.h - what our own server recorded, and what was found today, side by
 * side. */
#pragma once
#include "report/page.h"

/* Nothing where nothing was recorded that has its counterpart. */
void text_compare(struct page *page);
