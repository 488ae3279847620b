/* language/writing.h - a text as characters with their places and classes: what the
 * readers of Japanese and Chinese walk over. */
#pragma once
#include "base/arena.h"

enum letter_class {
	LETTER_OTHER,
	LETTER_HIRAGANA,
	LETTER_KATAKANA, /* with the long mark */
	LETTER_HALF,	 /* half-width katakana */
	LETTER_HAN,
	LETTER_LATIN, /* ASCII letters */
	LETTER_WIDE,  /* full-width Latin letters */
	LETTER_DIGIT, /* of either width */
	LETTER_STOP,  /* 。．！？!? */
	LETTER_BLANK,
	LETTER_LINE, /* LF */
};

struct letter {
	uint32_t at;
	int32_t c;
	uint8_t class_; /* enum letter_class */
	bool quoted;	/* inside quotation marks that close in the same line */
};

struct writing {
	struct str text;
	struct letter *items; /* and one behind the last: LETTER_LINE at text.n */
	uint32_t count;
};

/* Characters of each kind, without decoding all of it. */
struct scripts {
	uint32_t kana, han, hangul, latin;
};
void scripts_count(struct str text, struct scripts *ret);
/* Enough kana to be Japanese; Chinese characters without. */
bool scripts_are_japanese(const struct scripts *scripts);
bool scripts_are_chinese(const struct scripts *scripts);
bool scripts_are_latin(const struct scripts *scripts);

void writing_read(struct arena *arena, struct str text, struct writing *ret);
/* The letter that begins at `offset` or behind it. */
uint32_t writing_at(const struct writing *writing, size_t offset);
struct str writing_slice(const struct writing *writing, uint32_t from, uint32_t to);
/* Do the letters from `at` on begin with `word`? */
bool writing_has(const struct writing *writing, uint32_t at, struct str word);
/* Do those before `at` end with it? */
bool writing_ends(const struct writing *writing, uint32_t at, struct str word);

/* The next sentence: up to a stop, or a line's end. False at the end. */
struct sentence {
	uint32_t from, to; /* to: of the stop, or the line's end */
	uint32_t kana, han;
};
bool writing_sentence(const struct writing *writing, uint32_t *at, struct sentence *ret);
