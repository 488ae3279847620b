/* report/text_log.h - what the mail log says: a table of sessions, what became of the
 * message, and the lines themselves with -v. */
#pragma once
#include "report/page.h"

void text_log(struct page *page);
