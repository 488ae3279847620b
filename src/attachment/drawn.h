/* attachment/drawn.h - pictures that are drawn with characters or with the cells of a
 * table (ATTACKS AT-02), as bitmaps for those who look for codes in pictures. */
#pragma once
#include "base/arena.h"

enum drawn_with { DRAWN_CHARACTERS, DRAWN_CELLS };

struct drawing {
	enum drawn_with with;
	struct str picture; /* PGM */
	uint32_t columns, rows;
};
enum { DRAWINGS = 4 };

/* What is drawn with block characters in lines of `text`. Returns how many; each at
 * least as large as the smallest code. Linear. */
uint32_t drawn_characters(struct arena *arena, struct str text, struct drawing *ret,
			  uint32_t most);
/* What is drawn with dark and light cells in the tables of a page (UTF-8 source). */
uint32_t drawn_cells(struct arena *arena, struct str source, struct drawing *ret,
		     uint32_t most);
/* May a page's visible text hold such characters? Only then is it laid out for them. */
bool drawn_in_page(struct str source);
