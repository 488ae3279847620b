/* check/parts_compare.h - do two texts of one message say the same? */
#pragma once
#include "check/check.h"

struct parts_comparison {
	bool differs; /* both long enough to tell, and hardly a word in common */
	uint32_t percent; /* of the shorter text's words that stand in the other too */
};
/* Words of Latin text, pairs of characters of text without blanks. Linear. */
void parts_compare(struct arena *arena, struct str a, struct str b,
		   struct parts_comparison *ret);
/* Is `plain` the text that stands for `html` in a multipart/alternative? */
bool are_alternatives(const struct message *message, const struct part *plain,
		      const struct part *html);
