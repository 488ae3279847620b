/* record/brand_index.h - the aliases of all brands, searched in one pass.
 *
 * Aho-Corasick automata over folded bytes, built once after the tables are read, one for
 * each folding: plain (NFKC, case, invisible characters out) and twin (UTS 39 skeletons),
 * in which "paypaI" and "p\u0430ypal" are "paypal". In both a name is a word of its own:
 * "Uberlingen" is no Uber. A third finds names that are long enough for it inside words,
 * too. */
#pragma once
#include "base/automaton.h"
#include "base/name_index.h"
#include "record/fold.h"
#include "record/tables.h"

enum alias_kind {
	ALIAS_DISTINCTIVE, /* nothing else is called so */
	ALIAS_ORDINARY,	   /* a word, a surname, a thing that people write about */
	ALIAS_SHORT,	   /* three Latin letters or less */
};

struct alias {
	uint32_t brand; /* index in tables.brands */
	enum alias_kind kind;
	struct str text; /* as in the table */
	bool katakana_first, katakana_last;
	uint32_t characters;
};

struct brand_label { /* what a domain of the brand is known by */
	struct str text, skeleton;
	uint32_t brand;
	bool ordinary;
};

struct brand_domain {
	struct str domain;
	uint32_t brand;
};

struct brand_index {
	struct alias *aliases;
	uint32_t alias_count;
	struct brand_label *labels; /* sorted by skeleton */
	uint32_t label_count;
	struct brand_domain *domains; /* sorted by domain */
	uint32_t domain_count;
	struct name_index domain_index;
	struct brand_domain *countries; /* labels that are the brand's in every country */
	uint32_t country_count;
	/* Their numbers are indexes of aliases. */
	const struct automaton *plain, *twin, *anywhere;
};

enum { ALIAS_LONG = 6 };

struct alias_match {
	const struct alias *alias;
	size_t start, end; /* in the folded text */
};
/* One search: set `index`, `text` and which names, then call until false. Matches come by
 * rising end, the longest of one end first. Where a letter or digit of ASCII goes on with
 * one, there is none; other neighbours are not looked at. Linear. */
struct alias_search {
	const struct brand_index *index;
	struct str text;
	bool twin;
	/* In plain folding, inside words as well: distinctive names of ALIAS_LONG bytes.
	 */
	bool anywhere;
	struct automaton_search inside; /* zero at the start */
};
bool alias_search_next(struct alias_search *search, struct alias_match *ret);
