/* lookup/list_file.c - see list_file.h.
 *
 * Three indexes of (hash, row), sorted by hash: 24 bytes a row beside its text. What a
 * hash finds is read again and compared, so that a collision is no match. */
#include "lookup/list_file.h"

#include "base/json.h"
#include "base/limits.h"
#include "link/url.h"
#include "reputation/canonical.h"
#include "reputation/copy.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	SHOWN = LIMIT_LIST_MATCHES / COPY_WAYS,
	/* A query that is shorter says nothing: honest programs write "id=12" too. */
	TELLING_QUERY = 12,
	FIELDS = 16
};

struct index_entry {
	uint32_t hash, row;
};

struct index {
	struct index_entry *items;
	uint32_t count;
};

struct list_file {
	char id[32];
	char as_of[16];
	unsigned
	    text_behind; /* so many fields behind the URL is what it imitates; 0: none */
	struct buf text;
	uint32_t *rows; /* offsets of lines */
	uint32_t count, cap;
	struct index by[COPY_WAYS];
};

/* --- one line -------------------------------------------------------------------------
 */

struct row {
	struct str url, date, text;
};

/* The next field; quotes around it are taken off. */
static struct str take_field(struct str *line)
{
	struct str field;

	if (line->n && line->p[0] == '"') {
		size_t i = 1;

		while (i < line->n &&
		       (line->p[i] != '"' || (i + 1 < line->n && line->p[i + 1] == '"')))
			i += line->p[i] == '"' ? 2 : 1;
		field = str_sub(*line, 1, i < line->n ? i : line->n);
		*line = str_skip(*line, i < line->n ? i + 1 : line->n);
		str_eat_char(line, ',');
		return field;
	}
	field = str_until(*line, ',');
	*line = str_skip(*line, field.n + 1 < line->n ? field.n + 1 : line->n);
	return str_trim(field);
}

static bool is_url(struct str field)
{
	return str_starts_nocase(field, STR("http://")) ||
	       str_starts_nocase(field, STR("https://"));
}

/* "2021-10-06 09:00:00", "2021/10/06" */
static bool is_date(struct str field)
{
	for (size_t i = 0; i < 4; i++)
		if (i >= field.n || !ascii_is_digit(field.p[i]))
			return false;
	return field.n >= 10 && (field.p[4] == '-' || field.p[4] == '/');
}

static bool read_row(const struct list_file *list, struct str line, struct row *ret)
{
	unsigned behind = 0;

	*ret = (struct row){ 0 };
	line = str_trim(line);
	if (line.n == 0 || line.p[0] == '#')
		return false;
	for (int i = 0; i < FIELDS && line.n; i++) {
		struct str field = take_field(&line);

		if (ret->url.n && ++behind == list->text_behind)
			ret->text = field;
		else if (ret->url.n == 0 && is_url(field))
			ret->url = field;
		else if (ret->date.n == 0 && is_date(field))
			ret->date = str_sub(field, 0, 10);
	}
	return ret->url.n > 0 && ret->url.n <= LIMIT_QUESTION_BYTES;
}

static bool row_at(const struct list_file *list, uint32_t row, struct row *ret)
{
	struct str rest = str_skip(buf_peek(&list->text), list->rows[row]);

	return read_row(list, str_until(rest, '\n'), ret);
}

/* --- what makes two of them alike -----------------------------------------------------
 */

static uint32_t hash_of(uint32_t h, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return (h ^ 0xff) * 16777619u;
}

/* Counters and campaigns write these everywhere. */
static bool is_ordinary(struct str name)
{
	static const char *const names[] = { "gclid",  "fbclid",  "yclid", "msclkid",
					     "mc_cid", "mc_eid",  "_ga",   "ref",
					     "source", "medium",  "lang",  "locale",
					     "hl",     "campaign" };

	if (str_starts_nocase(name, STR("utm_")))
		return true;
	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq_nocase(name, str_c(names[i])))
			return true;
	return false;
}

/* The names of a query in their order; `*ret_telling`: bytes that are not a counter's. */
static uint32_t query_hash(struct str query, size_t *ret_telling)
{
	uint32_t h = 2166136261u;
	struct str name, value;

	*ret_telling = 0;
	while (url_next_pair(&query, false, &name, &value)) {
		h = hash_of(h, name);
		if (!is_ordinary(name))
			*ret_telling += name.n + value.n;
	}
	return h;
}

/* The same names in the same order, each with the same value or with none, and enough of
 * it the same to tell. */
static bool same_query(struct str a, struct str b)
{
	struct str name_a, value_a, name_b, value_b;
	size_t telling = 0;

	while (url_next_pair(&a, false, &name_a, &value_a)) {
		if (!url_next_pair(&b, false, &name_b, &value_b) ||
		    !str_eq(name_a, name_b))
			return false;
		if (value_a.n && value_b.n && !str_eq(value_a, value_b))
			return false;
		if (value_a.n && value_b.n && !is_ordinary(name_a))
			telling += name_a.n + value_a.n;
	}
	return !url_next_pair(&b, false, &name_b, &value_b) && telling >= TELLING_QUERY;
}

static bool is_alike(enum copy_by by, const struct canonical_url *a,
		     const struct canonical_url *b)
{
	bool host = str_eq(a->host, b->host);

	switch (by) {
	case COPY_BY_URL: /* whatever the scheme */
		return host && str_eq(a->path, b->path) && str_eq(a->query, b->query);
	case COPY_BY_HOST:
		return host && !is_alike(COPY_BY_URL, a, b);
	default:
		return !host && same_query(a->query, b->query);
	}
}

/* False: this URL has no key of that kind. */
static bool key_of(enum copy_by by, const struct canonical_url *url, uint32_t *ret)
{
	size_t telling;

	switch (by) {
	case COPY_BY_URL:
		*ret = hash_of(hash_of(hash_of(2166136261u, url->host), url->path),
			       url->query);
		return true;
	case COPY_BY_HOST:
		*ret = hash_of(2166136261u, url->host);
		return true;
	default:
		*ret = query_hash(url->query, &telling);
		return telling >= TELLING_QUERY / 2;
	}
}

/* --- reading ---------------------------------------------------------------------------
 */

/* How far behind the URL stands what the page imitates, or what it spreads. */
static unsigned text_place(const char *id)
{
	static const struct {
		const char *id;
		unsigned behind;
	} rows[] = { { "jpcert", 1 }, { "phishtank", 6 }, { "urlhaus", 3 } };

	for (size_t i = 0; i < COUNT(rows); i++)
		if (strcmp(rows[i].id, id) == 0)
			return rows[i].behind;
	return 0;
}

struct list_file *list_file_new(const char *id)
{
	struct list_file *list = calloc(1, sizeof *list);

	if (!list)
		abort();
	snprintf(list->id, sizeof list->id, "%s", id);
	list->text_behind = text_place(id);
	buf_init(&list->text, LIMIT_LIST_COPY);
	return list;
}

void list_file_free(struct list_file *list)
{
	if (!list)
		return;
	for (int i = 0; i < COPY_WAYS; i++)
		free(list->by[i].items);
	free(list->rows);
	buf_fini(&list->text);
	free(list);
}

static bool add_row(struct list_file *list, size_t offset)
{
	if (list->count == LIMIT_LIST_ROWS)
		return false;
	if (list->count == list->cap) {
		list->cap = list->cap ? 2 * list->cap : 1024;
		list->rows = realloc(list->rows, list->cap * sizeof *list->rows);
		if (!list->rows)
			abort();
	}
	list->rows[list->count++] = (uint32_t)offset;
	return true;
}

bool list_file_add(struct list_file *list, struct str text, struct str as_of)
{
	size_t start = list->text.n;
	struct row row;

	if (text.n >= LIMIT_LIST_COPY - start)
		return false;
	buf_add(&list->text, text);
	buf_add_char(&list->text, '\n');
	if (str_cmp(as_of, str_c(list->as_of)) > 0)
		snprintf(list->as_of, sizeof list->as_of, "%.*s", STR_ARG(as_of));
	while (start < list->text.n) {
		struct str line = str_until(str_skip(buf_peek(&list->text), start), '\n');

		if (read_row(list, line, &row) && !add_row(list, start))
			return false;
		start += line.n + 1;
	}
	return true;
}

static int by_hash(const void *a, const void *b)
{
	const struct index_entry *one = a, *other = b;

	if (one->hash != other->hash)
		return one->hash < other->hash ? -1 : 1;
	return one->row < other->row ? -1 : one->row > other->row;
}

void list_file_index(struct list_file *list)
{
	struct arena *arena = arena_new(0);

	if (!arena)
		abort();
	for (int by = 0; by < COPY_WAYS; by++) {
		list->by[by].items = calloc(list->count + 1, sizeof *list->by[by].items);
		if (!list->by[by].items)
			abort();
	}
	for (uint32_t i = 0; i < list->count; i++) {
		struct canonical_url url;
		struct row row;
		uint32_t hash;

		arena_reset(arena, 0);
		if (!row_at(list, i, &row) || !canonical_read(arena, row.url, &url))
			continue;
		for (int by = 0; by < COPY_WAYS; by++)
			if (key_of((enum copy_by)by, &url, &hash))
				list->by[by].items[list->by[by].count++] =
				    (struct index_entry){ hash, i };
	}
	for (int by = 0; by < COPY_WAYS; by++)
		qsort(list->by[by].items, list->by[by].count, sizeof *list->by[by].items,
		      by_hash);
	arena_free(arena);
}

/* --- looking through -------------------------------------------------------------------
 */

static uint32_t first_of(const struct index *index, uint32_t hash)
{
	uint32_t low = 0, high = index->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (index->items[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* "2021/10/06" as "2021-10-06" */
static void key_date(struct json *json, struct str date)
{
	char text[11] = "";

	for (size_t i = 0; i < date.n && i < 10; i++)
		text[i] = date.p[i] == '/' ? '-' : date.p[i];
	json_key_c(json, "date", text);
}

static void show(struct json *json, enum copy_by by, const struct row *row)
{
	json_object(json);
	json_key_c(json, "by", copy_by_name(by));
	json_key_str(json, "url", row->url);
	key_date(json, row->date);
	json_key_str(json, "text", row->text);
	json_object_end(json);
}

/* One host may have ten thousand rows: so many are compared, the rest is not counted. */
static uint64_t look(const struct list_file *list, struct arena *arena, enum copy_by by,
		     const struct canonical_url *url, struct json *json)
{
	const struct index *index = &list->by[by];
	uint64_t found = 0;
	uint32_t hash, compared = 0;

	if (!key_of(by, url, &hash))
		return 0;
	for (uint32_t i = first_of(index, hash);
	     i < index->count && index->items[i].hash == hash; i++) {
		struct canonical_url other;
		struct row row;

		if (compared++ >= LIMIT_LIST_COMPARED)
			break;
		if (!row_at(list, index->items[i].row, &row) ||
		    !canonical_read(arena, row.url, &other) || !is_alike(by, url, &other))
			continue;
		if (found++ < SHOWN)
			show(json, by, &row);
	}
	return found;
}

void list_file_answer(const struct list_file *list, struct arena *arena, struct str text,
		      struct buf *out)
{
	uint64_t found[COPY_WAYS] = { 0 };
	struct canonical_url url;
	struct json json;

	json_init(&json, out);
	json_object(&json);
	json_key_c(&json, "list", list->id);
	json_key_c(&json, "as_of", list->as_of);
	json_key_int(&json, "rows", list->count);
	json_key(&json, "matches");
	json_array(&json);
	if (canonical_read(arena, text, &url))
		for (int by = 0; by < COPY_WAYS; by++)
			found[by] = look(list, arena, (enum copy_by)by, &url, &json);
	json_array_end(&json);
	json_key(&json, "found");
	json_object(&json);
	for (int by = 0; by < COPY_WAYS; by++)
		json_key_int(&json, copy_by_name((enum copy_by)by), (int64_t)found[by]);
	json_object_end(&json);
	json_object_end(&json);
}

struct str list_file_as_of(const struct list_file *list)
{
	return str_c(list->as_of);
}
