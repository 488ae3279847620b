/* case/history.h - when a case was looked at, and in what state each site was found. */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct inspection;
struct case_file;

/* One examination; the first made the case, each further one asked again. */
struct history_revision {
	uint32_t n;
	int64_t utc;
	struct str tool_version;
	struct str contact;	/* as reports show it */
	bool finished, outside; /* somebody outside could be asked */
};

/* What one look at a site showed. The words are those of the case file. */
enum site_state {
	SITE_LIVE,     /* a page stands there */
	SITE_RESOLVES, /* its name leads to an address; nobody looked further */
	SITE_DORMANT,  /* its name leads to an address, and nothing is there */
	SITE_PARKED,
	SITE_BLOCKED, /* it keeps us out, or others keep us out of it */
	SITE_GONE,    /* its name is not there any more */
	SITE_STATES
};
const char *site_state_name(enum site_state state); /* "live" */
bool site_state_find(struct str word, enum site_state *ret);

struct sighting {
	uint32_t revision;
	struct str site; /* host name */
	struct str href; /* what was asked for; empty: only the DNS was */
	enum site_state state;
	int64_t utc;
	bool back; /* live, and it was not when it was last looked at */
};

struct history {
	struct history_revision *revisions;
	uint32_t revision_count;
	struct sighting *sightings; /* in the order of revisions */
	uint32_t sighting_count, sighting_cap;
};

/* What is known up to the revision that is looked at. False: somebody tampered with it.
 */
bool history_read(const struct case_file *file, struct history *ret, struct err *err);
/* Without what revision `n` and later ones saw. */
void history_forget(struct history *history, int64_t n);
/* What this examination itself saw, of revision `n`; behind what `ret` holds. */
void sightings_find(struct arena *arena, const struct inspection *in, uint32_t n,
		    struct history *ret);
/* When the site of `sighting` is to be looked at again: an hour, a day and a week after
 * it was first seen. False: that was done, or nobody ever looked. `ret_after` is one of
 * these spans. */
bool sighting_due(const struct history *history, struct str site, int64_t *ret_utc,
		  int64_t *ret_after);
