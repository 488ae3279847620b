/* lookup/lookup.h - mekiki-lookup: the only program that has a network.
 *
 * It is told what to ask, asks it, and hands back what came, with its circumstances. It
 * understands packets and connections, and nothing of what they say: that is read in a
 * worker that has no network. It sees no message and can open no file. What kinds of
 * questions there are stands in a table (lookup.c); each kind is a row. */
#pragma once
#include "process/outside.h"

#include <event2/event.h>

struct connect_map;
struct post;

struct lookup {
	struct event_base *base;
	struct outside_setup setup; /* its texts stay */
	struct post *post;
	struct arena *scratch;	   /* of one record */
	void *own[QUESTION_KINDS]; /* each kind's */
	int64_t began_us;	   /* monotonic */
	struct connect_map *map;   /* NULL: connections go where they say */
};

/* For whoever asks from inside; `told` is valid during the call. */
typedef void inquiry_told(void *arg, const struct told *told);

/* A question on its way. Whoever takes it answers it once, with inquiry_tell(). */
struct inquiry {
	struct lookup *lookup;
	uint64_t ticket;
	struct question question; /* its texts belong to the inquiry, and end in NUL */
	int64_t asked_at;	  /* UTC seconds; when it left us */
	int64_t started_us;	  /* the same, on the monotonic clock */
	inquiry_told *inside;	  /* NULL: the command asked */
	void *arg;
};

/* Monotonic, microseconds. */
int64_t lookup_now_us(void);
/* UTC seconds; a test's (connect-map) may be long ago. */
int64_t lookup_utc(const struct lookup *lookup);
/* The question leaves us now: what takes time from here on is the peer's. */
void inquiry_start(struct inquiry *inquiry);
/* Complete `told` (ticket, question, times), send it, and free the inquiry. */
void inquiry_tell(struct inquiry *inquiry, struct told *told);

/* Ask a question of our own, as if the command did; `told` is called once, at once or
 * later from the loop. */
void lookup_ask(struct lookup *lookup, const struct question *question,
		inquiry_told *told, void *arg);

/* A kind of question. */
struct lookup_kind {
	enum question_kind kind;
	/* Before the lock: the last moment to open a file. False: it cannot work. */
	bool (*prepare)(struct lookup *lookup, struct err *err);
	/* May tell at once, or later from the loop. */
	void (*ask)(struct inquiry *inquiry);
};

extern const struct lookup_kind lookup_dns, lookup_geo, lookup_list, lookup_http,
    lookup_rdap, lookup_tls, lookup_whois;
