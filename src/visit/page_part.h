/* visit/page_part.h - the second pass over a page's tokens, for page.c. */
#pragma once
#include "visit/page.h"

#ifndef N_
#define N_(text) text
#endif

struct page_walk {
	struct str language, icon; /* <html lang>, the icon's URL as written */
	struct str refresh;	   /* content of the first <meta refresh> */
	struct str location;	   /* the first that a script goes to */
	struct str frame;	   /* the first frame that is seen */
	uint32_t frames;	   /* that are seen */
	struct str *dead;
	uint32_t dead_count;
};
/* What is found lives in `arena`. */
void page_walk(struct arena *scratch, struct arena *arena, const struct page_rules *rules,
	       struct str source, struct page_walk *ret);
