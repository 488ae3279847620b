/* report/json_indicator.c - see json_indicator.h. */
#include "report/json_indicator.h"

#include "base/limits.h"
#include "mail/date.h"
#include "report/json_key.h"
#include "report/outside.h"
#include "report/told.h"

struct writer {
	struct json *json;
	const struct report_options *options;
	struct buf text; /* what is made of a value, then quoted */
	/* The last time that was written: one message shows most things at one time. */
	int64_t utc;
	char iso[DATE_TEXT];
	struct str time;
};

static void key_outside(struct writer *w, const char *key, struct str text)
{
	if (outside_is_whole(w->options)) {
		json_key_text(w->json, key, text);
		return;
	}
	outside_add_raw(w->options, text, &w->text);
	json_key_text(w->json, key, buf_peek(&w->text));
	buf_clear(&w->text);
}

static void key_defanged(struct writer *w, struct str value)
{
	told_defanged(w->options, value, &w->text);
	json_key_str(w->json, "defanged", buf_peek(&w->text));
	buf_clear(&w->text);
}

/* 0: not known. */
static void key_time(struct writer *w, const char *key, int64_t utc)
{
	if (utc && utc != w->utc) {
		w->utc = utc;
		w->time = date_iso(utc, w->iso);
	}
	json_key_str_or_null(w->json, key, utc ? w->time : STR_NONE);
}

static void add(struct writer *w, const struct indicator *item)
{
	struct json *json = w->json;

	json_object(json);
	json_key_c(json, "type", indicator_type_words[item->type]);
	key_outside(w, "value", item->value);
	key_defanged(w, item->value);
	json_key_c(json, "role", indicator_role_words[item->role]);
	key_time(w, "first_seen", item->first_seen);
	key_time(w, "last_seen", item->last_seen);
	json_key_int(json, "confidence", item->confidence);
	json_key_c(json, "source", item->source);
	json_key_int_or_null(json, "number", item->number, item->number != 0);
	key_outside(w, "name", item->name);
	json_key_bool(json, "allowed", item->allowed);
	json_object_end(json);
}

void json_indicators(struct json *json, const struct inspection *in,
		     const struct report_options *options)
{
	const struct indicators *list = indicators_of(in);
	struct writer w = { .json = json, .options = options };

	buf_init(&w.text, LIMIT_REPORT_BYTES);
	json_key(json, "indicators");
	json_array(json);
	for (uint32_t i = 0; i < list->count; i++)
		if (told_indicator(options, &list->items[i]))
			add(&w, &list->items[i]);
	json_array_end(json);
	json_key_int(json, "indicators_left_out", (int64_t)list->left_out);
	buf_fini(&w.text);
}
