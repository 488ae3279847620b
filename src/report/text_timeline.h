/* report/text_timeline.h - everything that has a time, in order: UTC, the recipient's and
 * the sender's clock side by side. */
#pragma once
#include "report/page.h"

void text_timeline(struct page *page);
