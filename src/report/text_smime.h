/* report/text_smime.h - signatures of the content for people: who signed, on whose word,
 * and what of the mail it is. */
#pragma once
#include "report/page.h"

/* Nothing where the mail has none. */
void text_smime(struct page *page);
