/* record/usage.h - how words are written that should be written otherwise: rows of
 * data/usage.txt, and what follows from them.
 *
 * Of each frequent word all neighbours are made that differ in one glyph from it, by the
 * table's own list of glyphs that look alike; all patterns are searched in one pass. */
#pragma once
#include "base/arena.h"
#include "base/automaton.h"

enum usage_kind {
	USAGE_CHINESE,	  /* "zh" */
	USAGE_FORM,	  /* "form": a spelling that is none */
	USAGE_WORD,	  /* "word"; as a match: a neighbour of one */
	USAGE_KNOWN,	  /* "known": a word of which none are made */
	USAGE_GLYPH,	  /* "glyph" */
	USAGE_MARK,	  /* "mark" */
	USAGE_REAL,	  /* "real" */
	USAGE_TRANSLATED, /* "ja" */
	USAGE_OPENER,	  /* "opener" */
	USAGE_TYPO,	  /* "en" */
	USAGE_BAIT,	  /* "bait" */
	USAGE_TERM,	  /* "term" */
	USAGE_KINDS
};

struct usage_row {
	enum usage_kind kind;
	struct str found, expected; /* expected: empty where nothing is meant */
	struct str reason;
	bool genuine; /* a neighbour that is part of another word */
};

struct usages {
	struct usage_row *rows; /* of the table, then the neighbours */
	uint32_t count, cap;
	struct str *words; /* "word" and "known", sorted */
	uint32_t word_count;
	const struct automaton *east, *west; /* Japanese; English in lower case */
};

/* Four columns: kind, found, expected, reason. False: no such kind, or empty. */
bool usage_read(struct arena *arena, const struct str columns[4], struct usages *usages);
/* After the last row. */
void usage_finish(struct arena *arena, struct usages *usages);

struct usage_match {
	const struct usage_row *row;
	size_t start, end; /* in the text */
};
/* What stands in `text`, by rising end: without what lies inside something real, or
 * inside a longer match of its kind. At most LIMIT_USAGE_MATCHES are looked at. `east`:
 * words of Japanese; else of English, and `text` is in lower case with single blanks. */
uint32_t usage_find(struct arena *arena, const struct usages *usages, bool east,
		    struct str text, struct usage_match **ret);
/* Is all of `text` a word of the table? */
bool usage_is_word(const struct usages *usages, struct str text);
