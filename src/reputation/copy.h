/* reputation/copy.h - what mekiki-lookup found in a local copy of a list of URLs.
 *
 *	{"list":"jpcert","as_of":"2025-10-31","rows":257935,
 *	 "matches":[{"by":"url","url":"https://…","date":"2021-10-06","text":"…"}, …],
 *	 "found":{"url":1,"host":1,"query":12}}
 *
 * The copy is a file that its owner fetched; nothing of it is trusted to be well formed.
 */
#pragma once
#include "base/arena.h"

enum copy_by {
	COPY_BY_URL,   /* the same page */
	COPY_BY_HOST,  /* another page of the same host */
	COPY_BY_QUERY, /* another host, the same query */
	COPY_WAYS
};

struct copy_match {
	enum copy_by by;
	struct str url, date, text; /* as the list has them; date and text may be empty */
};

struct copy_answer {
	struct str as_of; /* of the file: "2025-10-31" */
	uint64_t rows;
	struct copy_match *matches; /* some of those found */
	uint32_t count, cap;
	uint64_t found[COPY_WAYS];
};

/* False: this is no such answer. */
bool copy_read(struct arena *arena, struct str json, struct copy_answer *ret);
const char *copy_by_name(enum copy_by by); /* "query" */
