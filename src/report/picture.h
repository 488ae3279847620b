/* report/picture.h - what a report draws: SVG, one element each, which needs nothing from
 * anywhere and runs nothing.
 *
 * Each picture has a title and a description for those who cannot see it. Inside a page
 * its colours are the page's (--ink, --soft, --line, --card, --sunk, --bad, --odd,
 * --note,
 * --good and their backs, each with a fallback), its letters the page's too; alone it
 * brings both along. No meaning hangs on a colour: words and dashes say the same. Places
 * are drawn as circles as wide as they are uncertain; anycast nowhere. */
#pragma once
#include "report/report.h"

struct picture {
	const char *name;  /* "path", "map", "infrastructure", "timeline", "message" */
	const char *title; /* N_() */
	/* False: there is nothing to draw, and nothing was written. `alone`: a file of
	 * its own, with its style inside. */
	bool (*draw)(const struct inspection *in, const struct report_options *options,
		     bool alone, struct buf *out);
};
extern const struct picture *const pictures[]; /* NULL-terminated */
/* NULL: there is none of that name. */
const struct picture *picture_find(struct str name);
