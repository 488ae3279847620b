/* check/shown_list.h - what a visitor is shown behind a link, for the checks of pages. */
#pragma once
#include "check/visit_list.h"

/* A document: as a browser had it after its scripts, with those of its frames, or as the
 * server sent it. */
struct shown {
	const struct visit *visit;
	const struct page_facts *page;
	struct str href;
	struct host host;
	bool in_browser;
};
struct shown_pages {
	struct shown items[2 + LIMIT_BROWSE_FRAMES];
	uint32_t count;
};

/* All of a visit: the browser's first, since that is what people see; what the server
 * sent is behind them, for a script may take away again what filters are to miss. */
void shown_pages(const struct inspection *in, const struct visit *visit,
		 struct shown_pages *ret);
/* The first that has a form, else the first; NULL: no page was read. */
const struct shown *shown_with_form(const struct shown_pages *pages);
/* A finding with the values "host" and "url" of the page, the link as evidence. */
struct finding *finding_for_shown(struct inspection *in, const struct check *self,
				  const struct shown *shown);
/* A page stands there: the server showed one, or a browser did. */
bool shown_is_live(const struct shown *shown);
