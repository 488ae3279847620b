/* report/text_dkim.h - signatures for people: who signed, what it covers, what it leaves
 * open, and why it does or does not verify. */
#pragma once
#include "auth/arc.h"
#include "report/page.h"

void text_dkim(struct page *page, struct arena *arena, const struct message *message,
	       const struct dkim_results *results);
/* Nothing where the message carries no chain. */
void text_arc(struct page *page, const struct arc_results *results);
