/* timeline/gather.h - what the sources of moments share. */
#pragma once
#include "check/check.h"
#include "timeline/timeline.h"
#include "verdict/verdict.h"

struct gather {
	const struct inspection *in;
	struct timeline *timeline;
};

/* One more moment, to be filled; never NULL (beyond LIMIT_TIMELINE it is counted and
 * thrown away). `kind` is one of timeline_kind(). */
struct moment *moment_add(struct gather *gather, int64_t utc, const char *kind,
			  enum grade grade, struct str who);
/* Its sentence, N_(), and values. */
void moment_text(struct moment *moment, const char *msgid);
void moment_str(struct gather *gather, struct moment *moment, const char *key,
		struct str value);
void moment_int(struct gather *gather, struct moment *moment, const char *key,
		int64_t number);
void moment_time(struct gather *gather, struct moment *moment, const char *key,
		 int64_t utc);
void moment_word(struct gather *gather, struct moment *moment, const char *key,
		 const char *msgid);
void moment_at_field(struct gather *gather, struct moment *moment,
		     const struct field *field);
/* The first reason stands. */
void moment_impossible(struct moment *moment, const char *why);

/* Is `a` certainly later than `b`, clocks and unknown hours considered? */
bool moment_is_after(const struct moment *a, const struct moment *b);
/* The same for a time that is known to the second. */
bool moment_is_after_time(const struct moment *a, int64_t utc);

/* The sources, each its own file. */
void gather_message(struct gather *gather);
void gather_registrations(struct gather *gather);
void gather_visits(struct gather *gather);
void gather_log(struct gather *gather);
void gather_asked(struct gather *gather);
void gather_notebook(struct gather *gather);
