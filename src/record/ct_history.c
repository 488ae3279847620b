/* record/ct_history.c - see ct_history.h. */
#include "record/ct_history.h"

#include "base/civil.h"
#include "base/json_read.h"
#include "base/limits.h"

#include <stdlib.h>

struct row {
	struct str issuer, serial, names, common;
	int64_t first, last;
	bool dated;
};

struct reader {
	struct arena *arena;
	struct json_walk walk;
	struct ct_history *ret;
	uint64_t *marks; /* of certificates, to count them */
};

/* "2023-01-01T08:12:30", with or without parts of a second: UTC. */
static bool read_time(struct arena *arena, struct str text, int64_t *ret)
{
	enum { WHOLE = 19 };
	int32_t offset;

	return text.n >= WHOLE &&
	       civil_from_iso(arena_concat(arena, str_sub(text, 0, WHOLE), STR("Z")), ret,
			      &offset);
}

static struct str text_of(struct json_walk *walk)
{
	struct str text = STR_NONE;

	if (json_walk_peek(walk) == '"')
		json_walk_text(walk, &text);
	else
		json_walk_skip(walk);
	return text;
}

static void read_row(struct reader *r, struct row *ret)
{
	struct str key, first = STR_NONE, last = STR_NONE;

	*ret = (struct row){ 0 };
	for (json_walk_open(&r->walk, '{'); json_walk_member(&r->walk, &key);) {
		if (str_eq(key, STR("issuer_name")))
			ret->issuer = text_of(&r->walk);
		else if (str_eq(key, STR("serial_number")))
			ret->serial = text_of(&r->walk);
		else if (str_eq(key, STR("common_name")))
			ret->common = text_of(&r->walk);
		else if (str_eq(key, STR("name_value")))
			ret->names = text_of(&r->walk);
		else if (str_eq(key, STR("not_before")))
			first = text_of(&r->walk);
		else if (str_eq(key, STR("not_after")))
			last = text_of(&r->walk);
		else
			json_walk_skip(&r->walk);
	}
	ret->dated = read_time(r->arena, first, &ret->first) &&
		     read_time(r->arena, last, &ret->last);
}

/* FNV-1a: two that fall together are counted as one, and nothing worse. */
static uint64_t mark_of(const struct row *row)
{
	const struct str texts[] = { row->serial, row->issuer };
	uint64_t mark = 14695981039346656037u;

	for (size_t k = 0; k < COUNT(texts); k++)
		for (size_t i = 0; i < texts[k].n; i++)
			mark = (mark ^ (uint8_t)texts[k].p[i]) * 1099511628211u;
	return mark;
}

static void add_issuer(struct reader *r, struct str name)
{
	struct ct_history *ret = r->ret;

	for (uint32_t i = 0; i < ret->issuer_count; i++)
		if (str_eq(ret->issuers[i].name, name)) {
			ret->issuers[i].count++;
			return;
		}
	if (name.n == 0 || ret->issuer_count == LIMIT_CT_ISSUERS)
		return;
	ARENA_GROW(r->arena, ret->issuers, ret->issuer_count, ret->issuer_cap);
	ret->issuers[ret->issuer_count++] = (struct ct_issuer){ name, 1 };
}

/* A mailbox, or an organization's name, is no name of a host. */
static bool is_host(struct str name)
{
	str_eat(&name, STR("*."));
	for (size_t i = 0; i < name.n; i++)
		if (!ascii_is_alnum(name.p[i]) && name.p[i] != '-' && name.p[i] != '_' &&
		    (name.p[i] != '.' || i == 0 || name.p[i - 1] == '.'))
			return false;
	return name.n && name.n <= LIMIT_HOST_BYTES && str_find(name, '.') != STR_NPOS;
}

static void add_name(struct reader *r, struct str name)
{
	struct ct_history *ret = r->ret;

	name = str_trim(name);
	if (ret->names_cut || !is_host(name))
		return;
	for (uint32_t i = 0; i < ret->name_count; i++)
		if (str_eq_nocase(ret->names[i], name))
			return;
	if (ret->name_count == LIMIT_CT_NAMES) {
		ret->names_cut = true;
		return;
	}
	ARENA_GROW(r->arena, ret->names, ret->name_count, ret->name_cap);
	ret->names[ret->name_count++] = arena_lower(r->arena, name);
}

static void take_row(struct reader *r, const struct row *row)
{
	struct ct_history *ret = r->ret;
	struct str names = row->names, name;

	if (row->dated && (!ret->dated || row->first < ret->first)) {
		ret->first = row->first;
		ret->first_issuer = row->issuer;
	}
	if (row->dated && (!ret->dated || row->first > ret->last))
		ret->last = row->first;
	if (row->dated && (!ret->dated || row->last > ret->last_day))
		ret->last_day = row->last;
	ret->dated |= row->dated;
	add_issuer(r, row->issuer);
	add_name(r, row->common);
	while (str_split(&names, '\n', &name))
		add_name(r, name);
	r->marks[ret->entries++] = mark_of(row);
}

static int by_mark(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

	return one < other ? -1 : one > other;
}

static uint32_t count_different(uint64_t *marks, uint32_t n)
{
	uint32_t different = 0;

	qsort(marks, n, sizeof *marks, by_mark);
	for (uint32_t i = 0; i < n; i++)
		different += i == 0 || marks[i] != marks[i - 1];
	return different;
}

bool ct_history_read(struct arena *arena, struct str body, struct ct_history *ret)
{
	struct reader r = { .arena = arena, .ret = ret };
	struct row row;

	*ret = (struct ct_history){ 0 };
	json_walk_init(&r.walk, arena, body);
	if (!json_walk_open(&r.walk, '['))
		return false;
	r.marks = arena_alloc_array(arena, LIMIT_CT_ENTRIES, sizeof *r.marks);
	while (json_walk_item(&r.walk)) {
		if (ret->entries == LIMIT_CT_ENTRIES) {
			ret->cut = true;
			break;
		}
		read_row(&r, &row);
		if (r.walk.broken)
			break;
		take_row(&r, &row);
	}
	if (!ret->cut && !json_walk_end(&r.walk)) {
		ret->cut = true;
		if (ret->entries == 0)
			return false;
	}
	ret->certificates = count_different(r.marks, ret->entries);
	return true;
}
