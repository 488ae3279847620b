/* auth/tag.h - tag lists "a=b; c=d", as DKIM and ARC write them (RFC 6376, 3.2).
 *
 * Nothing fails: what can be read is read, and the first breach of the grammar is told,
 * for the evaluators to judge. Slices point into the text that was given. */
#pragma once
#include "base/arena.h"

enum tag_problem {
	TAG_LAWFUL,
	TAG_DOUBLED, /* the same name twice: the whole list is invalid (RFC 6376, 3.2) */
	TAG_NO_EQUALS,
	TAG_BAD_NAME,
	TAG_CONTROL, /* NUL or another control character in a value */
	TAG_TOO_MANY,
};

struct tag {
	struct str name;  /* case matters */
	struct str value; /* without white space at its ends */
	struct str raw;	  /* all between "=" and ";", white space and all */
};

struct tags {
	struct tag *items; /* LIMIT_TAGS */
	uint32_t count;
	enum tag_problem problem; /* the first */
	struct str problem_at;
};

void tags_parse(struct arena *arena, struct str text, struct tags *ret);
/* The first of that name, or NULL. */
const struct tag *tags_get(const struct tags *tags, struct str name);
/* Its value; empty where there is none. */
struct str tags_value(const struct tags *tags, struct str name);

/* Without any white space, as base64 stands in tags. No copy where there is none. */
struct str tag_squeeze(struct arena *arena, struct str value);
/* The next element of a list "a:b:c", trimmed: while (tag_list_next(&rest, &item)). */
bool tag_list_next(struct str *rest, struct str *ret);
/* Is `item` an element of the list, in any case? */
bool tag_list_has(struct str list, struct str item);
