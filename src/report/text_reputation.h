/* report/text_reputation.h - "What lists say" in the text report: a line for each name,
 * address or link, and each list that was asked about it. */
#pragma once
#include "report/page.h"

void text_reputation(struct page *page);
