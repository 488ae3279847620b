/* report/text_tell.h - "Whom to tell" in the text report: a line for each desk, what it
 * can do where all is shown. Nothing where the verdict supports no letters. */
#pragma once
#include "desk/desk.h"
#include "report/page.h"

void text_tell(struct page *page);
/* The word for a desk's role, for people. */
const char *text_desk_role(const struct desk *desk);
/* Its name in the report's language; a word of ours where it has none. */
struct str text_desk_name(const struct report_options *options, const struct desk *desk);
