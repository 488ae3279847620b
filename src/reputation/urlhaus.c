/* reputation/urlhaus.c - see urlhaus.h. */
#include "reputation/urlhaus.h"

#include "base/json_read.h"

/* A text, or nothing where another kind of value stands. */
static struct str text_of(struct json_walk *walk)
{
	struct str text = STR_NONE;

	if (json_walk_peek(walk) == '"')
		json_walk_text(walk, &text);
	else
		json_walk_skip(walk);
	return text;
}

/* 120, or "120" as the service writes it. */
static uint64_t count_of(struct json_walk *walk)
{
	uint64_t count = 0;
	uint32_t number;

	if (ascii_is_digit(json_walk_peek(walk)))
		json_walk_count(walk, &count);
	else if (str_to_u32(text_of(walk), &number))
		count = number;
	return count;
}

bool urlhaus_read(struct arena *arena, struct str body, struct urlhaus *ret)
{
	struct json_walk walk;
	struct str key;

	*ret = (struct urlhaus){ 0 };
	json_walk_init(&walk, arena, body);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);) {
		if (str_eq(key, STR("query_status")))
			ret->status = text_of(&walk);
		else if (str_eq(key, STR("url_status")))
			ret->now = text_of(&walk);
		else if (str_eq(key, STR("threat")))
			ret->threat = text_of(&walk);
		else if (str_eq(key, STR("date_added")) || str_eq(key, STR("firstseen")))
			ret->date = text_of(&walk);
		else if (str_eq(key, STR("url_count")))
			ret->urls = count_of(&walk);
		else
			json_walk_skip(&walk);
	}
	if (str_eq(ret->status, STR("ok")))
		ret->state = URLHAUS_LISTED;
	else if (!str_eq(ret->status, STR("no_results")))
		ret->state = URLHAUS_REFUSED;
	return json_walk_end(&walk) && ret->status.n;
}
