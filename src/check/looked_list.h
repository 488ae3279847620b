/* check/looked_list.h - two looks at one site, for the checks that compare them. */
#pragma once
#include "case/history.h"
#include "check/check.h"

/* What this examination saw of a site, and what the last one before it did. */
struct looked {
	const struct sighting *now, *before;
	struct history all; /* with what was seen now behind the rest */
	uint32_t next;
};
/* The next site that was looked at before too; start with { 0 }. Looks at one page of it
 * compare with each other, so do those that only asked the DNS, and a name that is gone
 * with the last page below it. */
bool looked_next(const struct inspection *in, struct looked *looked);
/* N_(): how a site looked then, as the end of a sentence. */
const char *looked_words(enum site_state state);
