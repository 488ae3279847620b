/* base/name_index.h - the rows of a table by their names.
 *
 * Names of hosts share their beginnings ("www.") and their ends, and to search a sorted
 * table compares a dozen of them to the last byte; a hash asks for one comparison. */
#pragma once
#include "base/arena.h"

#define NAME_INDEX_NONE UINT32_MAX

struct name_index {
	struct name_slot {
		uint32_t hash, row; /* row plus one; 0: free */
	} * slots;
	/* Most names that are asked for are in no row: that can be seen here, in a
	 * sixteenth of the memory. */
	uint64_t *bits;
	uint32_t mask; /* slots less one */
	const char *names;
	size_t stride;
};

/* Of equal bytes the same. */
uint64_t name_hash(struct str name);

/* `names` is the name of the first of `count` rows, `stride` the size of a row; the rows
 * stay where they are. Of equal names the first is found. */
void name_index_build(struct arena *arena, const struct str *names, size_t stride,
		      uint32_t count, struct name_index *ret);
/* The row, or NAME_INDEX_NONE; also in an index that was never built. */
uint32_t name_index_find(const struct name_index *index, struct str name);
