/* report/json_timeline.c - see json_timeline.h. */
#include "report/json_timeline.h"

#include "base/limits.h"
#include "mail/date.h"
#include "report/json_key.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "timeline/timeline.h"

struct writer {
	struct json *json;
	const struct inspection *in;
	const struct report_options *options;
	const struct timeline *timeline;
	struct buf text;
};

static void add_zone(struct writer *w, const char *key, bool known, int minutes)
{
	json_key_int_or_null(w->json, key, minutes, known);
}

static void add_zones(struct writer *w)
{
	const struct timeline *timeline = w->timeline;

	json_key(w->json, "zones");
	json_object(w->json);
	add_zone(w, "recipient_minutes", timeline->has_recipient,
		 timeline->recipient_minutes);
	add_zone(w, "sender_minutes", timeline->has_sender, timeline->sender_minutes);
	json_object_end(w->json);
}

static void add_holiday(struct writer *w)
{
	const struct holiday *holiday = w->timeline->holiday;
	bool japanese = strcmp(w->options->catalogue->language, "ja") == 0;

	if (!holiday)
		json_key_null(w->json, "holiday");
	else
		json_key_str(w->json, "holiday",
			     japanese ? holiday->name_ja : holiday->name_en);
}

static void add_arrived(struct writer *w)
{
	const struct timeline *timeline = w->timeline;
	const char *weekday = timeline_weekday_text(timeline->weekday);

	json_key(w->json, "arrived");
	if (!timeline->arrived) {
		json_null(w->json);
		return;
	}
	json_object(w->json);
	json_key_time(w->json, "utc", timeline->arrived, true);
	json_key_c(w->json, "weekday", weekday ? phrase_text(w->options, weekday) : NULL);
	add_holiday(w);
	json_object_end(w->json);
}

static void add_utc(struct writer *w, const struct moment *moment)
{
	char text[DATE_TEXT];
	struct str utc = date_iso(moment->utc, text);

	/* "2023-01-06": an hour is not made up. */
	json_key_str(w->json, "utc", moment->date_only ? str_until(utc, 'T') : utc);
}

static void add_local(struct writer *w, const char *key, const struct moment *moment,
		      bool known, int minutes)
{
	char text[DATE_TEXT];

	if (!known || moment->date_only)
		json_key_null(w->json, key);
	else
		json_key_str(w->json, key, date_iso_at(moment->utc, minutes, text));
}

/* What stands in w->text. */
static void add_made(struct writer *w, const char *key)
{
	json_key_str(w->json, key, buf_peek(&w->text));
	buf_clear(&w->text);
}

static void add_moment(struct writer *w, const struct moment *moment)
{
	const struct timeline *timeline = w->timeline;

	json_object(w->json);
	add_utc(w, moment);
	json_key_bool(w->json, "date_only", moment->date_only);
	json_key_bool(w->json, "zone_known", !moment->zone_open);
	add_local(w, "recipient", moment, timeline->has_recipient,
		  timeline->recipient_minutes);
	add_local(w, "sender", moment, timeline->has_sender, timeline->sender_minutes);
	json_key_c(w->json, "kind", moment->kind);
	json_key_c(w->json, "grade", grade_name(moment->grade));
	outside_add_raw(w->options, moment->who, &w->text);
	add_made(w, "who");
	phrase_statement(w->in, w->options, &moment->what, &w->text);
	add_made(w, "text");
	json_key_c(w->json, "impossible",
		   moment->impossible ? phrase_text(w->options, moment->impossible)
				      : NULL);
	json_object_end(w->json);
}

void json_timeline(struct json *json, const struct inspection *in,
		   const struct report_options *options)
{
	struct writer w = {
		.json = json,
		.in = in,
		.options = options,
		.timeline = timeline_of(in),
	};

	buf_init(&w.text, LIMIT_REPORT_BYTES);
	json_object(json);
	add_zones(&w);
	add_arrived(&w);
	json_key_int(json, "tolerance_seconds", TIMELINE_TOLERANCE);
	json_key(json, "moments");
	json_array(json);
	for (uint32_t i = 0; i < w.timeline->count; i++)
		add_moment(&w, &w.timeline->moments[i]);
	json_array_end(json);
	json_key_int(json, "left_out", (int64_t)w.timeline->left_out);
	json_object_end(json);
	buf_fini(&w.text);
}
