/* report/redact_match.h - words found in a text, however they are written there.
 *
 * One pass over all readings of each place (redact_reading.h); then what is base64 or
 * hexadecimal is decoded at every alignment and searched as well, a few levels deep.
 * Linear in the text. ASCII letters of either case are equal. */
#pragma once
#include "base/automaton.h"

/* Deeper than a coding in a coding nobody writes. */
enum { REDACT_DEPTH = 3 };

enum redact_edge {
	EDGE_LEFT = 1 << 0,  /* no letter or digit of ASCII may stand before it */
	EDGE_RIGHT = 1 << 1, /* nor behind it */
	EDGE_WORD = EDGE_LEFT | EDGE_RIGHT,
};

struct redact_pattern {
	struct str text;
	unsigned edges;
	uint32_t number; /* the caller's */
};
struct redact_matcher;
const struct redact_matcher *redact_matcher_build(struct arena *arena,
						  const struct redact_pattern *patterns,
						  uint32_t count);

struct redact_match {
	uint32_t number;
	size_t start, end;
	bool coded; /* inside base64 or hexadecimal: the whole run */
};
struct redact_matches {
	struct redact_match *items; /* malloc'ed */
	size_t count, cap;
};
/* In the order of their starts, longer ones first; they may overlap. */
void redact_matcher_find(const struct redact_matcher *matcher, struct str text,
			 struct redact_matches *ret);
void redact_matches_free(struct redact_matches *matches);
