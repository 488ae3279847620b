/* record/brand_text.h - the brand that a link's own text names.
 *
 * A link called "Amazon にログイン" promises Amazon's page, whatever subject and sender
 * say. Names are found as in subjects (record/brand.h); linear in the text. */
#pragma once
#include "record/link.h"

enum brand_called {
	BRAND_NOT_CALLED,
	BRAND_MENTIONED, /* named with other words, or to be used: "PayPalで支払う" */
	BRAND_NAMED,	 /* the name is all the text */
	BRAND_TO_ACT,	 /* beside what one does there: log in, confirm, pay */
};

/* `ret` is set unless BRAND_NOT_CALLED. */
enum brand_called brand_in_text(struct arena *arena, const struct tables *tables,
				struct str text, const struct brand **ret);
/* The same of link->text, and kept with the link for the next who asks. */
enum brand_called brand_in_link(struct arena *arena, const struct tables *tables,
				struct link *link, const struct brand **ret);
