/* record/page_rule.c - see page_rule.h and the head of data/visits.txt. */
#include "record/page_rule.h"

enum { PLACES = 8 };

static const struct {
	const char *name;
	const char *places[PLACES];
} kinds[PAGE_RULE_KINDS] = {
	[PAGE_NEVER] = { "never", { "url", "url+value", "text" } },
	[PAGE_PARKED] = { "parked", { "title", "text", "url" } },
	[PAGE_BLOCKED] = { "blocked", { "title", "text", "field" } },
	[PAGE_NAVIGATION] = { "navigation", { "text" } },
	[PAGE_FIELD] = { "field",
			 { "password", "mail", "card", "code", "phone", "name", "birth",
			   "address" } },
};

static bool is_place(enum page_rule_kind kind, struct str where)
{
	for (size_t i = 0; i < PLACES && kinds[kind].places[i]; i++)
		if (str_eq(where, str_c(kinds[kind].places[i])))
			return true;
	return false;
}

bool page_rule_read(struct arena *arena, const struct str columns[4],
		    struct page_rules *rules)
{
	struct page_rule *rule;
	size_t kind = 0;

	while (kind < PAGE_RULE_KINDS && !str_eq(columns[0], str_c(kinds[kind].name)))
		kind++;
	if (kind == PAGE_RULE_KINDS || !is_place((enum page_rule_kind)kind, columns[1]) ||
	    columns[2].n == 0 || columns[3].n == 0)
		return false;
	ARENA_GROW(arena, rules->items, rules->count, rules->cap);
	rule = &rules->items[rules->count++];
	*rule = (struct page_rule){ (enum page_rule_kind)kind, columns[1],
				    arena_lower(arena, columns[2]), columns[3] };
	return true;
}

static bool stands_alone(struct str text, size_t at, size_t n)
{
	return !(at > 0 && ascii_is_alnum(text.p[at - 1])) &&
	       !(at + n < text.n && ascii_is_alnum(text.p[at + n]));
}

static bool stands_in(struct str text, struct str what, bool words)
{
	size_t from = 0, at;

	while ((at = str_find_str_nocase(str_skip(text, from), what)) != STR_NPOS) {
		at += from;
		if (!words || stands_alone(text, at, what.n))
			return true;
		from = at + 1;
	}
	return false;
}

const struct page_rule *page_rule_in(const struct page_rules *rules,
				     enum page_rule_kind kind, struct str where,
				     struct str text, bool words)
{
	for (uint32_t i = 0; i < rules->count; i++) {
		const struct page_rule *rule = &rules->items[i];

		if (rule->kind == kind && (where.n == 0 || str_eq(rule->where, where)) &&
		    stands_in(text, rule->text, words))
			return rule;
	}
	return NULL;
}

const struct page_rule *page_rule_is(const struct page_rules *rules,
				     enum page_rule_kind kind, struct str text)
{
	for (uint32_t i = 0; i < rules->count; i++)
		if (rules->items[i].kind == kind &&
		    str_eq_nocase(rules->items[i].text, text))
			return &rules->items[i];
	return NULL;
}
