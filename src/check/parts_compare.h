/* check/parts_compare.h - do two texts of one message say the same? */
#pragma once
#include "check/check.h"

struct parts_comparison {
	bool differs;	  /* both long enough to tell, and hardly a word in common */
	uint32_t percent; /* of the shorter text's words that stand in the other too */
};
/* Words of Latin text, pairs of characters of text without blanks. Linear. */
void parts_compare(struct arena *arena, struct str a, struct str b,
		   struct parts_comparison *ret);
/* How far above an HTML part the container of both may be. */
enum { ALTERNATIVE_DEPTH = 3 };
/* Could it stand for an HTML part: a plain text in a multipart/alternative? */
bool is_plain_alternative(const struct message *message, const struct part *part);
/* Is `plain` the text that stands for `html` in a multipart/alternative? */
bool are_alternatives(const struct message *message, const struct part *plain,
		      const struct part *html);
