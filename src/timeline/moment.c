/* timeline/moment.c - building moments, and comparing them. */
#include "timeline/gather.h"

#include "base/limits.h"

#include <string.h>

/* A day without an hour, of a zone that is not told: it begins 14 hours before that of
 * UTC in the east, and ends 12 hours after it in the west. */
enum { HOUR = 3600, DAY = 24 * HOUR, EAST = 14 * HOUR, WEST = 12 * HOUR };

struct moment *moment_add(struct gather *gather, int64_t utc, const char *kind,
			  enum grade grade, struct str who)
{
	struct timeline *timeline = gather->timeline;
	struct moment *moment;

	if (timeline->count >= LIMIT_TIMELINE) {
		timeline->left_out++;
		moment = arena_new_of(gather->in->arena, struct moment);
	} else {
		ARENA_GROW(gather->in->arena, timeline->moments, timeline->count,
			   timeline->cap);
		moment = &timeline->moments[timeline->count++];
	}
	*moment = (struct moment){ .utc = utc, .kind = kind, .grade = grade, .who = who };
	return moment;
}

void moment_text(struct moment *moment, const char *msgid)
{
	statement_set(&moment->what, msgid);
}

void moment_str(struct gather *gather, struct moment *moment, const char *key,
		struct str value)
{
	statement_str(gather->in->arena, &moment->what, key, value);
}

void moment_int(struct gather *gather, struct moment *moment, const char *key,
		int64_t number)
{
	statement_int(gather->in->arena, &moment->what, key, number);
}

static struct value *value_add(struct gather *gather, struct moment *moment,
			       const char *key, enum value_kind kind)
{
	struct statement *what = &moment->what;
	struct value *value;

	ARENA_GROW(gather->in->arena, what->values, what->value_count, what->value_cap);
	value = &what->values[what->value_count++];
	*value = (struct value){ .key = key, .kind = kind };
	return value;
}

void moment_time(struct gather *gather, struct moment *moment, const char *key,
		 int64_t utc)
{
	value_add(gather, moment, key, VALUE_TIME)->number = utc;
}

void moment_word(struct gather *gather, struct moment *moment, const char *key,
		 const char *msgid)
{
	value_add(gather, moment, key, VALUE_WORD)->word = msgid;
}

void moment_at_field(struct gather *gather, struct moment *moment,
		     const struct field *field)
{
	if (!field)
		return;
	moment->has_evidence = true;
	moment->evidence = (struct evidence){
		.kind = AT_FIELD,
		.field_name = field->name,
		.offset = inspection_offset(gather->in, field->raw),
		.length = field->raw.n,
	};
}

void moment_impossible(struct moment *moment, const char *why)
{
	if (!moment->impossible)
		moment->impossible = why;
}

static int64_t earliest(const struct moment *moment)
{
	return moment->date_only || moment->zone_open ? moment->utc - EAST : moment->utc;
}

static int64_t latest(const struct moment *moment)
{
	int64_t day = moment->date_only ? DAY - 1 : 0;

	return moment->utc + day + (moment->date_only || moment->zone_open ? WEST : 0);
}

bool moment_is_after_time(const struct moment *a, int64_t utc)
{
	return earliest(a) > utc + TIMELINE_TOLERANCE;
}

bool moment_is_after(const struct moment *a, const struct moment *b)
{
	return moment_is_after_time(a, latest(b));
}
