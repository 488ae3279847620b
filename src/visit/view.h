/* visit/view.h - the same pages in a browser: what only a browser sees.
 *
 * At the level of contact that allows it, the first of the visited links that a page
 * stands behind are shown to a browser (mekiki-browser), which runs scripts and tells
 * where they led, what they wrote and what it looks like. The link is asked for in the
 * altered form of its visit. Facts only: checks judge. */
#pragma once
#include "base/limits.h"
#include "record/browsed.h"
#include "visit/visit.h"

struct view {
	const struct visit *visit;
	const struct answer *answer; /* NULL: not asked */
	bool read;		     /* there is an account of it */
	struct browsed browsed;
	/* The document after its scripts, and those of its frames. */
	struct page_facts pages[1 + LIMIT_BROWSE_FRAMES];
	struct str page_urls[1 + LIMIT_BROWSE_FRAMES];
	uint32_t page_count;
	/* Steps (by index) to where the visit without scripts did not come. */
	uint32_t steps[LIMIT_BROWSE_NAVIGATIONS];
	uint32_t step_count;
	/* 1 << enum page_asks: what its forms ask for, and those of them that no page of
	 * the visit asked for. */
	uint32_t asks, only;
	uint32_t requests, unsent; /* listed ones that were sent, and that were not */
};

struct views {
	struct arena *arena;
	struct door *door;
	const struct visits *visits;
	const struct tables *tables;
	struct view items[LIMIT_BROWSE_PAGES];
	uint32_t count;
	bool chosen, done;
};

struct views *views_begin(struct arena *arena, struct door *door,
			  const struct visits *visits, const struct tables *tables);
/* False: waiting. The visits' rounds come first. */
bool views_round(struct views *views);
