/* link/wrapper_rule.c - rows of data/wrappers.txt. See wrapper.h and the table's head. */
#include "link/wrapper_rule.h"

#include <stdlib.h>

enum { COLUMNS = 7 };

struct word {
	const char *name;
	int value;
};

static bool find_word(const struct word *words, size_t count, struct str text, int *ret)
{
	for (size_t i = 0; i < count; i++) {
		if (str_eq(text, str_c(words[i].name))) {
			*ret = words[i].value;
			return true;
		}
	}
	return false;
}

static const struct word kinds[] = {
	{ "redirector", WRAPPER_REDIRECTOR }, { "vendor", WRAPPER_VENDOR },
	{ "tracker", WRAPPER_TRACKER },	      { "shortener", WRAPPER_SHORTENER },
	{ "proxy", WRAPPER_PROXY },	      { "program", WRAPPER_PROGRAM },
};

const char *wrapper_kind_name(enum wrapper_kind kind)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (kinds[i].value == (int)kind)
			return kinds[i].name;
	}
	return "";
}

static bool read_host(struct str text, struct wrapper_rule *rule)
{
	rule->exact = str_eat_char(&text, '=');
	if (str_eq(text, STR("*"))) {
		rule->host = STR_NONE;
		return true;
	}
	if (str_ends(text, STR(".*"))) {
		text.n -= 2;
		rule->any_suffix = true;
	}
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (!(c >= 'a' && c <= 'z') && !ascii_is_digit(c) && c != '.' && c != '-')
			return false;
	}
	rule->host = text;
	return text.n > 0;
}

static bool read_where(struct str text, struct wrapper_rule *rule)
{
	static const struct word words[] = {
		{ "opaque", WHERE_OPAQUE },
		{ "data", WHERE_DATA },
		{ "query", WHERE_QUERY },
		{ "segment", WHERE_SEGMENT },
		{ "path", WHERE_PATH },
		{ "after", WHERE_AFTER },
		{ "segment-after", WHERE_SEGMENT_AFTER },
		{ "fragment", WHERE_FRAGMENT },
		{ "host", WHERE_HOST },
	};
	struct str word = text, more = STR_NONE;
	int value;

	str_cut(text, ':', &word, &more);
	if (!find_word(words, COUNT(words), word, &value))
		return false;
	rule->where = (enum wrapper_where)value;
	rule->text = more;
	if (rule->where == WHERE_SEGMENT || rule->where == WHERE_PATH)
		return str_to_u32(more, &rule->number) && rule->number > 0;
	if (rule->where == WHERE_AFTER || rule->where == WHERE_SEGMENT_AFTER)
		return more.n > 0;
	return true;
}

static bool read_coding(struct str text, struct wrapper_rule *rule)
{
	static const struct word words[] = {
		{ "-", CODING_PERCENT },
		{ "percent", CODING_PERCENT },
		{ "base64", CODING_BASE64 },
		{ "hex", CODING_HEX },
		{ "inside64", CODING_INSIDE64 },
		{ "bare", CODING_BARE },
		{ "bare-http", CODING_BARE_HTTP },
		{ "proofpoint2", CODING_PROOFPOINT2 },
		{ "proofpoint3", CODING_PROOFPOINT3 },
		{ "checkpoint", CODING_CHECKPOINT },
		{ "translate", CODING_TRANSLATE },
	};
	struct str word = text, skip;
	int value;

	if (str_cut(text, ':', &word, &skip) && !str_to_u32(skip, &rule->coding_skip))
		return false;
	if (!find_word(words, COUNT(words), word, &value))
		return false;
	rule->coding = (enum wrapper_coding)value;
	return true;
}

/* "-", "label", "NAME", "NAME:3" */
static bool read_tenant(struct str text, struct wrapper_rule *rule)
{
	struct str name = text, piece;

	if (str_eq(text, STR("-")))
		return true;
	if (str_eq(text, STR("label"))) {
		rule->tenant_label = true;
		return true;
	}
	if (str_cut(text, ':', &name, &piece) && !str_to_u32(piece, &rule->tenant_piece))
		return false;
	rule->tenant_name = name;
	return name.n > 0;
}

static bool read_rule(struct str line, struct wrapper_rule *rule)
{
	struct str columns[COLUMNS], piece;
	size_t n = 0;
	int kind;

	while (str_split(&line, '\t', &piece)) {
		if (n == COLUMNS)
			return false;
		columns[n++] = piece;
	}
	if (n != COLUMNS || !read_host(columns[0], rule) || columns[1].n == 0 ||
	    columns[1].p[0] != '/' || !read_where(columns[2], rule) ||
	    !read_coding(columns[3], rule) ||
	    !find_word(kinds, COUNT(kinds), columns[4], &kind) ||
	    !read_tenant(columns[5], rule) || columns[6].n == 0)
		return false;
	rule->path = columns[1];
	rule->kind = (enum wrapper_kind)kind;
	rule->name = columns[6];
	return true;
}

static struct wrapper_rule *new_rule(struct arena *arena, struct wrapper_rules *rules)
{
	struct wrapper_rule *rule;

	ARENA_GROW(arena, rules->items, rules->count, rules->cap);
	rule = &rules->items[rules->count];
	*rule = (struct wrapper_rule){ .order = rules->count };
	return rule;
}

bool wrapper_rule_read(struct arena *arena, struct str line, struct wrapper_rules *rules,
		       struct err *err)
{
	struct wrapper_rule *rule = new_rule(arena, rules);

	if (!read_rule(line, rule))
		return err_set(err, ERR_DATA, "wrappers",
			       "\"%.*s\" is not a row of host, path, where, coding, "
			       "kind, tenant and name",
			       STR_ARG(str_sub(line, 0, 80)));
	rules->count++;
	return true;
}

void wrapper_rule_shortener(struct arena *arena, struct wrapper_rules *rules,
			    struct str host, bool exact, struct str name)
{
	struct wrapper_rule *rule = new_rule(arena, rules);

	rule->host = host;
	rule->exact = exact;
	rule->path = arena_str(arena, STR("/"));
	rule->where = WHERE_OPAQUE;
	rule->kind = WRAPPER_SHORTENER;
	rule->name = name;
	rules->count++;
}

static int by_host(const void *a, const void *b)
{
	const struct wrapper_rule *one = a, *two = b;
	int order = one->any_suffix - two->any_suffix;

	if (order == 0)
		order = str_cmp(one->host, two->host);
	if (order == 0)
		order = one->order < two->order ? -1 : one->order > two->order;
	return order;
}

void wrapper_rules_sort(struct arena *arena, struct wrapper_rules *rules)
{
	uint32_t hosts = 0;

	if (rules->count == 0)
		return;
	qsort(rules->items, rules->count, sizeof *rules->items, by_host);
	while (hosts < rules->count && !rules->items[hosts].any_suffix)
		hosts++;
	rules->hosts = hosts;
	name_index_build(arena, &rules->items->host, sizeof *rules->items, hosts,
			 &rules->by_host);
	name_index_build(arena, &rules->items[hosts].host, sizeof *rules->items,
			 rules->count - hosts, &rules->by_any);
}
