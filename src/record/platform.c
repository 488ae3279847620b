/* record/platform.c - see platform.h and the head of data/platforms.txt. */
#include "record/platform.h"

static const char *const kind_names[] = {
	[PLATFORM_NOTIFIER] = "notifier",
	[PLATFORM_TENANT] = "tenant",
	[PLATFORM_DEFAULT] = "default",
	[PLATFORM_RELAY] = "relay",
};
static const char *const slot_names[] = {
	[SLOT_NAME] = "name", [SLOT_SUBJECT] = "subject", [SLOT_TITLE] = "title",
	[SLOT_TEXT] = "text", [SLOT_NOTE] = "note",	  [SLOT_ITEM] = "item",
	[SLOT_FILE] = "file", [SLOT_COMMENT] = "comment",
};

static int index_of(struct str word, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(word, str_c(names[i])))
			return (int)i;
	return -1;
}

/* "-" is the empty list; an empty piece is an error. */
static bool read_list(struct arena *arena, struct str text, struct platform_list *ret)
{
	uint32_t cap = 0;
	struct str piece;

	*ret = (struct platform_list){ 0 };
	if (str_eq(text, STR("-")))
		return true;
	while (str_split(&text, '|', &piece)) {
		if (piece.n == 0)
			return false;
		ARENA_GROW(arena, ret->items, ret->count, cap);
		ret->items[ret->count++] = piece;
	}
	return ret->count > 0;
}

static bool read_slots(struct str text, uint32_t *ret)
{
	struct str piece;

	*ret = 0;
	while (str_split(&text, '|', &piece)) {
		int slot = index_of(piece, slot_names, PLATFORM_SLOTS);

		if (slot < 0)
			return false;
		*ret |= 1u << slot;
	}
	return *ret != 0;
}

static bool is_tenant(struct str text)
{
	return str_eq(text, STR("from-host")) || str_eq(text, STR("from-plus")) ||
	       str_eq(text, STR("path-plus")) ||
	       (str_starts(text, STR("header:")) && text.n > 7) ||
	       (str_starts(text, STR("link:")) && str_find(text, '/') != STR_NPOS);
}

static bool are_tenants(const struct platform_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (!is_tenant(list->items[i]))
			return false;
	return true;
}

static bool are_addresses(const struct platform_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (str_find(list->items[i], '@') == STR_NPOS)
			return false;
	return true;
}

bool platform_read(struct arena *arena, const struct str columns[8],
		   struct platforms *platforms)
{
	struct platform row = { .id = columns[0], .name = columns[1] };
	int kind = index_of(columns[4], kind_names, PLATFORM_KINDS);

	if (row.id.n == 0 || row.name.n == 0 || kind < 0 || columns[7].n == 0 ||
	    !read_list(arena, columns[2], &row.from) || !are_addresses(&row.from) ||
	    !read_list(arena, columns[3], &row.signers) || row.signers.count == 0 ||
	    !read_slots(columns[5], &row.slots) ||
	    !read_list(arena, columns[6], &row.tenants) || !are_tenants(&row.tenants))
		return false;
	row.kind = (enum platform_kind)kind;
	if (!str_eq(columns[7], STR("-")))
		row.abuse = columns[7];
	ARENA_GROW(arena, platforms->items, platforms->count, platforms->cap);
	platforms->items[platforms->count++] = row;
	return true;
}

/* How closely `pattern` names the address; 0: not at all. `domain` is the address's,
 * empty where it has none. */
static size_t closeness(struct str pattern, struct str address, struct str domain)
{
	if (pattern.p[0] != '@')
		return str_eq_nocase(pattern, address) ? 1000 : 0;
	pattern = str_skip(pattern, 1);
	return str_is_domain_or_below(domain, pattern) ? pattern.n : 0;
}

const struct platform *platform_of_address(const struct platforms *platforms,
					   struct str address)
{
	const struct platform *best = NULL;
	struct str local, domain = STR_NONE;
	size_t most = 0;

	str_cut_last(address, '@', &local, &domain);
	for (uint32_t i = 0; i < platforms->count; i++) {
		const struct platform *row = &platforms->items[i];

		for (uint32_t k = 0; k < row->from.count; k++) {
			size_t close = closeness(row->from.items[k], address, domain);

			if (close > most) {
				most = close;
				best = row;
			}
		}
	}
	return best;
}

bool platform_signs(const struct platform *platform, struct str domain)
{
	for (uint32_t i = 0; i < platform->signers.count; i++)
		if (str_is_domain_or_below(domain, platform->signers.items[i]))
			return true;
	return false;
}

const struct platform *platform_of_relay(const struct platforms *platforms,
					 struct str domain)
{
	for (uint32_t i = 0; domain.n && i < platforms->count; i++) {
		const struct platform *row = &platforms->items[i];

		if (row->kind == PLATFORM_RELAY && platform_signs(row, domain))
			return row;
	}
	return NULL;
}
