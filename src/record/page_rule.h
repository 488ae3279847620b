/* record/page_rule.h - what is known of pages and links without knowing them: rows of
 * data/visits.txt.
 *
 * Which links nobody may follow for somebody else, by what words a parked page and one
 * that keeps visitors out are known, which words are a site's navigation, and what a
 * field of a form asks for. */
#pragma once
#include "base/arena.h"

enum page_rule_kind {
	PAGE_NEVER, /* a link that is not to be followed */
	PAGE_PARKED,
	PAGE_BLOCKED,
	PAGE_NAVIGATION,
	PAGE_FIELD,
	PAGE_RULE_KINDS
};

struct page_rule {
	enum page_rule_kind kind;
	struct str where; /* as the head of the table says, for each kind */
	struct str text;  /* lower case where it is ASCII */
	struct str reason;
};

struct page_rules {
	struct page_rule *items;
	uint32_t count, cap;
};

/* Four columns: kind, where, text, reason. False: no such kind or place. */
bool page_rule_read(struct arena *arena, const struct str columns[4],
		    struct page_rules *rules);
/* The first rule of that kind and place whose text stands in `text` (any ASCII case);
 * `words`: as whole words, that is, with no letter or digit of ASCII on either side.
 * NULL: none. `where` empty: any place. */
const struct page_rule *page_rule_in(const struct page_rules *rules,
				     enum page_rule_kind kind, struct str where,
				     struct str text, bool words);
/* The first whose text is all of `text`. */
const struct page_rule *page_rule_is(const struct page_rules *rules,
				     enum page_rule_kind kind, struct str text);
