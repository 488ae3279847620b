/* check/salt.h - words that a reader sees and a filter does not: cut by characters
 * without width, or spelt with letters of another script that look the same. */
#pragma once
#include "base/arena.h"

enum { SALT_WORDS = 6, SALT_CODE_POINTS = 8 };

struct salt_words {
	struct str words[SALT_WORDS]; /* the first of them, slices of the text */
	uint32_t kept;		      /* of `words` */
	uint32_t count;
	int32_t code_points[SALT_CODE_POINTS]; /* what does not belong, each once */
	uint32_t code_point_count;
};

struct salt {
	struct salt_words cut;	/* "Pay<U+200B>Pal" */
	struct salt_words soft; /* soft hyphens only, where a hyphenator puts them */
	/* Letters of two scripts, those of one of them look-alikes throughout:
	 * "Am\u0430zon", and "c\u0431\u0435\u0440" with a Latin c. */
	struct salt_words mixed;
	uint32_t sure; /* of these: two look-alikes and more, so no slip of a keyboard */
	struct salt_words wide; /* kana, Han or Hangul cut by characters without width */
	struct salt_words styled; /* mathematical letters: "\U0001D400pple" */
	/* Words that could be either script; they are deceptive where no other word of
	 * theirs stands around. */
	struct salt_words twins;
	size_t latin, foreign; /* letters; foreign: that no Latin one looks like */
};

/* Linear in the text. */
void salt_find(struct str text, struct salt *ret);
