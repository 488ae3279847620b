/* base/automaton.h - many byte strings, searched at once (Aho and Corasick, 1975).
 *
 * Built once from patterns with a number each; one pass over a text then finds every
 * place of every pattern, overlapping ones too. Bytes are bytes: who wants other cases
 * or forms of a letter to match folds patterns and text alike before. What stands beside
 * a match is looked at only where a pattern asks for it. */
#pragma once
#include "base/arena.h"
#include "base/str.h"

struct automaton_pattern {
	struct str text; /* not needed after the building; an empty one never matches */
	uint32_t number; /* the caller's; several patterns may have the same */
	/* It matches not where a letter or digit of ASCII stands right before (behind) it
	 * and its own first (last) byte is one, too. Where no pattern may stand inside
	 * words, searches pass over them. */
	bool begins_word, ends_word;
};

struct automaton;

/* Lives in `arena`, is not written after this. All patterns together are shorter than
 * AUTOMATON_BYTES. */
enum { AUTOMATON_BYTES = 1 << 23 };
const struct automaton *automaton_build(struct arena *arena,
					const struct automaton_pattern *patterns,
					uint32_t count);

struct automaton_match {
	uint32_t number;
	size_t start, end; /* offsets in the text */
};

/* One search: set `automaton` and `text`, the rest zero, then call until false. Matches
 * come by rising end, the longest of one end first, equal patterns in the order of the
 * building. Linear in the text and in the number of matches. */
struct automaton_search {
	const struct automaton *automaton;
	struct str text;
	size_t position;
	uint32_t state, pattern;
};
bool automaton_search_next(struct automaton_search *search, struct automaton_match *ret);

/* The same a byte at a time, for texts that can be read in more than one way: a search
 * stands at a state, the first is 0. For patterns that ask for no borders of words. */
uint32_t automaton_step(const struct automaton *automaton, uint32_t state,
			unsigned char byte);
/* The patterns that end where a state stands, longest first: begin with `at` of the state
 * and `pattern` 0, call until false. */
struct automaton_end {
	uint32_t at, pattern;
};
bool automaton_end_next(const struct automaton *automaton, struct automaton_end *end,
			uint32_t *ret_number);
