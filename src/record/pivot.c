/* record/pivot.c - see pivot.h and the head of data/pivots.txt. */
#include "record/pivot.h"

static bool is_kind(struct str kind)
{
	return str_eq(kind, STR("domain")) || str_eq(kind, STR("ip")) ||
	       str_eq(kind, STR("sha256"));
}

static bool are_kinds(struct str kinds)
{
	struct str kind;

	while (str_split(&kinds, '|', &kind))
		if (!is_kind(kind))
			return false;
	return true;
}

/* A place for the value behind the host, and nothing that could end the attribute in
 * which the address is going to stand. */
static bool is_template(struct str template)
{
	size_t at = str_find_str(template, STR("{value}"));
	struct str host = str_skip(template, STR("https://").n);

	if (!str_starts(template, STR("https://")) || at == STR_NPOS ||
	    at < STR("https://").n + str_until(host, '/').n)
		return false;
	for (size_t i = 0; i < template.n; i++)
		if (template.p[i] <= ' ' || strchr("\"'<>\x7F", template.p[i]))
			return false;
	return str_find_str(str_skip(template, at + 1), STR("{value}")) == STR_NPOS;
}

bool pivot_read(struct arena *arena, const struct str columns[3], struct pivots *pivots)
{
	if (columns[0].n == 0 || columns[1].n == 0 || !are_kinds(columns[1]) ||
	    !is_template(columns[2]))
		return false;
	ARENA_GROW(arena, pivots->items, pivots->count, pivots->cap);
	pivots->items[pivots->count++] = (struct pivot){
		.name = columns[0],
		.kinds = columns[1],
		.template = columns[2],
	};
	return true;
}

bool pivot_is_for(const struct pivot *pivot, struct str kind)
{
	struct str rest = pivot->kinds, one;

	while (str_split(&rest, '|', &one))
		if (str_eq(one, kind))
			return true;
	return false;
}
