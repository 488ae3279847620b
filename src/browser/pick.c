/* browser/pick.c - see pick.h. */
#include "browser/pick.h"

/* The value that comes next, as it is written. */
static struct str take_value(struct json_walk *walk)
{
	struct str before;

	json_walk_peek(walk); /* over white space */
	before = walk->rest;
	if (!json_walk_skip(walk))
		return STR_NONE;
	return str_sub(before, 0, before.n - walk->rest.n);
}

struct str pick(struct arena *arena, struct str object, const char *key)
{
	struct json_walk walk;
	struct str name;

	json_walk_init(&walk, arena, object);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &name);) {
		struct str value = take_value(&walk);

		if (str_eq(name, str_c(key)))
			return value;
	}
	return STR_NONE;
}

struct str pick_text(struct arena *arena, struct str object, const char *key)
{
	struct json_walk walk;
	struct str text;

	json_walk_init(&walk, arena, pick(arena, object, key));
	return json_walk_text(&walk, &text) ? text : STR_NONE;
}

uint64_t pick_number(struct arena *arena, struct str object, const char *key)
{
	struct json_walk walk;
	uint64_t number;

	json_walk_init(&walk, arena, pick(arena, object, key));
	return json_walk_count(&walk, &number) ? number : 0;
}

bool pick_true(struct arena *arena, struct str object, const char *key)
{
	return str_eq(pick(arena, object, key), STR("true"));
}

struct json_walk pick_items(struct arena *arena, struct str object, const char *key)
{
	struct json_walk walk;

	json_walk_init(&walk, arena, pick(arena, object, key));
	json_walk_open(&walk, '[');
	return walk;
}

bool pick_next(struct json_walk *walk, struct str *ret)
{
	if (!json_walk_item(walk))
		return false;
	*ret = take_value(walk);
	return !walk->broken;
}
