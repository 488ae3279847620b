/* base/json_read.h - JSON read from left to right: one text out of one flat object, or a
 * walk over what a reader expects.
 *
 * Strict in what it uses, indifferent to the rest (it is skipped, whatever it nests).
 * libjansson would do it too, but its function names are those of our writer. */
#pragma once
#include "base/arena.h"

/* The value of the first member `key`, unescaped; it may hold NUL. A lone surrogate
 * becomes U+FFFD. False where `line` is no object, or has no such text. */
bool json_read_text(struct arena *arena, struct str line, struct str key,
		    struct str *ret);

/* A walk asks for what should come next. The first thing that is no JSON, or not what was
 * asked for, breaks it: `rest` stands there, and everything after is false.
 *
 *	json_walk_init(&walk, arena, text);
 *	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);)
 *		if (str_eq(key, STR("name")))
 *			json_walk_text(&walk, &name);
 *		else
 *			json_walk_skip(&walk);
 *	ok = json_walk_end(&walk);
 */
struct json_walk {
	struct arena *arena;
	struct str rest;
	bool opened; /* a bracket was opened, and nothing of its content was read */
	bool broken;
};

void json_walk_init(struct json_walk *walk, struct arena *arena, struct str text);
/* The first byte of the next value: '{', '[', '"', a digit, 't'; 0 where nothing is. */
char json_walk_peek(struct json_walk *walk);
bool json_walk_open(struct json_walk *walk, char bracket);
/* The next member or item of what was opened last; false: it ends here, and its bracket
 * was eaten. */
bool json_walk_member(struct json_walk *walk, struct str *ret_key);
bool json_walk_item(struct json_walk *walk);
bool json_walk_text(struct json_walk *walk, struct str *ret);
/* A whole number, not negative. */
bool json_walk_count(struct json_walk *walk, uint64_t *ret);
bool json_walk_skip(struct json_walk *walk);
/* Nothing is left, and nothing was wrong. */
bool json_walk_end(struct json_walk *walk);
