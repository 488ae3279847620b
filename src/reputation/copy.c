/* reputation/copy.c - see copy.h. */
#include "reputation/copy.h"

#include "base/json_read.h"
#include "base/limits.h"

static const char *const names[COPY_WAYS] = {
	[COPY_BY_URL] = "url",
	[COPY_BY_HOST] = "host",
	[COPY_BY_QUERY] = "query",
};

const char *copy_by_name(enum copy_by by)
{
	return names[by];
}

static bool find_way(struct str name, enum copy_by *ret)
{
	for (int i = 0; i < COPY_WAYS; i++)
		if (str_eq(name, str_c(names[i]))) {
			*ret = (enum copy_by)i;
			return true;
		}
	return false;
}

static void read_match(struct arena *arena, struct json_walk *walk,
		       struct copy_answer *ret)
{
	struct copy_match match = { .by = COPY_WAYS };
	struct str key, by;

	for (json_walk_open(walk, '{'); json_walk_member(walk, &key);) {
		if (str_eq(key, STR("by")) && json_walk_text(walk, &by))
			find_way(by, &match.by);
		else if (str_eq(key, STR("url")))
			json_walk_text(walk, &match.url);
		else if (str_eq(key, STR("date")))
			json_walk_text(walk, &match.date);
		else if (str_eq(key, STR("text")))
			json_walk_text(walk, &match.text);
		else if (!str_eq(key, STR("by")))
			json_walk_skip(walk);
	}
	if (match.by == COPY_WAYS || ret->count == LIMIT_LIST_MATCHES)
		return;
	ARENA_GROW(arena, ret->matches, ret->count, ret->cap);
	ret->matches[ret->count++] = match;
}

static void read_found(struct json_walk *walk, struct copy_answer *ret)
{
	enum copy_by by;
	struct str key;

	for (json_walk_open(walk, '{'); json_walk_member(walk, &key);)
		if (find_way(key, &by))
			json_walk_count(walk, &ret->found[by]);
		else
			json_walk_skip(walk);
}

bool copy_read(struct arena *arena, struct str json, struct copy_answer *ret)
{
	struct json_walk walk;
	struct str key;

	*ret = (struct copy_answer){ 0 };
	json_walk_init(&walk, arena, json);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);) {
		if (str_eq(key, STR("as_of")))
			json_walk_text(&walk, &ret->as_of);
		else if (str_eq(key, STR("rows")))
			json_walk_count(&walk, &ret->rows);
		else if (str_eq(key, STR("matches")))
			for (json_walk_open(&walk, '['); json_walk_item(&walk);)
				read_match(arena, &walk, ret);
		else if (str_eq(key, STR("found")))
			read_found(&walk, ret);
		else
			json_walk_skip(&walk);
	}
	return json_walk_end(&walk);
}
