/* report/picture.h - what a report draws: SVG, one element each, which needs nothing from
 * anywhere and runs nothing.
 *
 * Each picture has a title and a description for those who cannot see it, and uses the
 * classes of the report's style sheet beside plain attributes, so that it can stand alone
 * too. Places are drawn as circles as wide as they are uncertain; anycast nowhere. */
#pragma once
#include "report/report.h"

struct picture {
	const char *name;  /* "path", "map", "infrastructure", "timeline", "message" */
	const char *title; /* N_() */
	/* False: there is nothing to draw, and nothing was written. `alone`: a file of
	 * its own, with its style inside. */
	bool (*draw)(struct inspection *in, const struct report_options *options,
		     bool alone, struct buf *out);
};
extern const struct picture *const pictures[]; /* NULL-terminated */
