/* media/zip_overlap.h - do entries of a ZIP share their bytes?
 *
 * In an honest archive each entry has bytes of its own. Where a thousand entries of the
 * list lead to the same ones, a small file is unpacked a thousand times (ATTACKS HI-20).
 * So the list at the end is looked at before anything is unpacked. */
#pragma once
#include "base/arena.h"

struct zip_overlap {
	bool found;	  /* a list is there */
	bool overlap;	  /* two entries share bytes, or one reaches into the list */
	uint64_t entries; /* in the list, as far as it can be read */
	uint64_t packed;  /* bytes of all of them, as the list says */
	uint64_t size;	  /* and unpacked; both are claims */
};

/* Any bytes; there is no failure. */
void zip_overlap_look(struct arena *arena, struct str bytes, struct zip_overlap *ret);
