/* base/json.h - writing JSON, streaming, always valid.
 *
 * Commas and nesting are the writer's business. Strings are valid UTF-8
 * whatever comes in: a byte that is not appears as \xNN (in the JSON text:
 * "\\xNN"). Controls, bidi overrides and other characters that cannot be seen are
 * written as \uNNNN: readers get them whole, a terminal gets nothing to obey. */
#pragma once
#include "base/buf.h"

enum { JSON_DEPTH = 16 }; /* ours are not nested deeper */

/* A writer with a limit knows at any time where it stands. */
struct json_place {
	const char *key; /* NULL in an array */
	uint32_t index;	 /* in an array: values so far */
};

struct json;

/* What strings and numbers of a report pass on their way, where something may not stand
 * in it (report/outside.h). */
struct json_gate {
	/* Writes `text` as it may stand there. */
	void (*pass)(const struct json_gate *gate, const struct json *json,
		     struct str text, struct buf *out);
	/* Is the next value left out? It is null then. */
	bool (*hides)(const struct json_gate *gate, const struct json *json);
};

struct json {
	struct buf *out;
	const struct json_gate *gate; /* NULL: all may stand there */
	size_t most;		      /* bytes of one string */
	struct json *cut;
	uint32_t cut_left;    /* pointers that `cut` still takes */
	uint64_t cut_dropped; /* and those it did not take */
	uint32_t depth;
	struct json_place places[JSON_DEPTH];
};

void json_init(struct json *json, struct buf *out);
/* From now on a string takes at most `most` bytes of what it is given, whole characters.
 * Where something is left out, its JSON Pointer (RFC 6901) becomes an item of the array
 * that `cut` is writing, `pointers` of them at most. */
void json_limit(struct json *json, size_t most, struct json *cut, uint32_t pointers);
/* The place where the next value will stand goes on that list. */
void json_note_cut(struct json *json);

void json_object(struct json *json);
void json_object_end(struct json *json);
void json_array(struct json *json);
void json_array_end(struct json *json);
/* The next value's name; a constant of ours, written as it is. Its length is known when
 * compiling, mostly. */
static inline void json_key(struct json *json, const char *key)
{
	size_t length = strlen(key);
	char *p = buf_room(json->out, length + 3);

	json->places[json->depth].key = key;
	if (!p)
		return;
	p[0] = '"';
	memcpy(p + 1, key, length);
	memcpy(p + 1 + length, "\":", 2);
}

/* A string that passes no gate: a constant of ours, or a sentence whose values have
 * passed one. */
void json_str_made(struct json *json, struct str value);
/* --- inside: behind a gate */
void json_str_passed(struct json *json, struct str value);

static inline void json_str(struct json *json, struct str value)
{
	if (json->gate)
		json_str_passed(json, value);
	else
		json_str_made(json, value);
}
/* A constant of ours: it passes no gate. NULL: null. */
void json_c(struct json *json, const char *value);
void json_null(struct json *json);
/* null where the slice has no pointer, "" where it is empty. */
static inline void json_str_or_null(struct json *json, struct str value)
{
	if (value.p)
		json_str(json, value);
	else
		json_null(json);
}
void json_int(struct json *json, int64_t value);
/* Finite, and below 2^63 when scaled; at most 9 decimals. */
void json_double(struct json *json, double value, int decimals);
void json_bool(struct json *json, bool value);
/* A value that another writer made. */
void json_made(struct json *json, struct str value);

/* The key of the report in whose value the writer stands; empty in front of it. */
struct str json_top_key(const struct json *json);
/* The name of the next value; empty in an array. */
struct str json_next_key(const struct json *json);

/* key and value in one. */
static inline void json_key_str(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	json_str(json, value);
}
static inline void json_key_str_or_null(struct json *json, const char *key,
					struct str value)
{
	json_key(json, key);
	json_str_or_null(json, value);
}
static inline void json_key_c(struct json *json, const char *key, const char *value)
{
	json_key(json, key);
	json_c(json, value);
}
static inline void json_key_int(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_int(json, value);
}
static inline void json_key_bool(struct json *json, const char *key, bool value)
{
	json_key(json, key);
	json_bool(json, value);
}
static inline void json_key_null(struct json *json, const char *key)
{
	json_key(json, key);
	json_null(json);
}
