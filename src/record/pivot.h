/* record/pivot.h - public pages where an analyst looks up a name, an address or a hash:
 * rows of data/pivots.txt.
 *
 * They are only ever written into a report as links that a person may follow: nothing
 * here asks them. */
#pragma once
#include "base/arena.h"

struct pivot {
	struct str name;     /* "urlscan" */
	struct str kinds;    /* "domain|ip|sha256" */
	struct str template; /* an https URL with "{value}" in it, once */
};

struct pivots {
	struct pivot *items;
	uint32_t count, cap;
};

/* Three columns. False: the row is not what the table's head promises. */
bool pivot_read(struct arena *arena, const struct str columns[3], struct pivots *pivots);
bool pivot_is_for(const struct pivot *pivot, struct str kind);
