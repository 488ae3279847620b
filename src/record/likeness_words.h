/* record/likeness_words.h - words that stand beside a name in hosts made to deceive, and
 * words that do not. */
#pragma once
#include "base/str.h"

enum word_kind {
	WORDS_OTHER,   /* something else, or nothing that could be told */
	WORDS_SERVICE, /* "mail", "shop", "my": of any company's names */
	WORDS_LURE,    /* "login", "secure", "verify", "co", "jp" among them */
};

/* What a run of lower-case letters and digits is made of, from its first byte to its
 * last. Digits alone are WORDS_SERVICE; so is the empty run. */
enum word_kind likeness_words(struct str run);
/* Does a word of service of three letters or more, or "jp" or "co", begin `run`? */
bool likeness_word_starts(struct str run);
/* May it be a word of a language? Letters only, four or more, vowels as words have them.
 */
bool likeness_is_word(struct str run);
/* "co", "com", "ne", "jp" …: labels of the top levels that people trust. */
bool likeness_is_top(struct str label);
