/* report/json_indicator.c - see json_indicator.h. */
#include "report/json_indicator.h"

#include "base/limits.h"
#include "report/json_key.h"
#include "report/outside.h"
#include "report/told.h"

static void key_outside(struct json *json, const char *key, struct str text,
			const struct report_options *options)
{
	struct buf raw;

	buf_init(&raw, LIMIT_REPORT_BYTES);
	outside_add_raw(options, text, &raw);
	json_key_text(json, key, buf_peek(&raw));
	buf_fini(&raw);
}

static void key_defanged(struct json *json, struct str value,
			 const struct report_options *options)
{
	struct buf shown;

	buf_init(&shown, LIMIT_REPORT_BYTES);
	told_defanged(options, value, &shown);
	json_key_str(json, "defanged", buf_peek(&shown));
	buf_fini(&shown);
}

static void add(struct json *json, const struct indicator *item,
		const struct report_options *options)
{
	json_object(json);
	json_key_c(json, "type", indicator_type_words[item->type]);
	key_outside(json, "value", item->value, options);
	key_defanged(json, item->value, options);
	json_key_c(json, "role", indicator_role_words[item->role]);
	json_key_time(json, "first_seen", item->first_seen, item->first_seen != 0);
	json_key_time(json, "last_seen", item->last_seen, item->last_seen != 0);
	json_key_int(json, "confidence", item->confidence);
	json_key_c(json, "source", item->source);
	json_key_int_or_null(json, "number", item->number, item->number != 0);
	key_outside(json, "name", item->name, options);
	json_key_bool(json, "allowed", item->allowed);
	json_object_end(json);
}

void json_indicators(struct json *json, const struct inspection *in,
		     const struct report_options *options)
{
	const struct indicators *list = indicators_of(in);

	json_key(json, "indicators");
	json_array(json);
	for (uint32_t i = 0; i < list->count; i++)
		if (told_indicator(options, &list->items[i]))
			add(json, &list->items[i], options);
	json_array_end(json);
	json_key_int(json, "indicators_left_out", (int64_t)list->left_out);
}
