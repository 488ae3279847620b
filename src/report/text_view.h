/* report/text_view.h - "In a browser" in the text report: where it came, what it asked
 * for, what it looks like. */
#pragma once
#include "report/page.h"

void text_views(struct page *page);
