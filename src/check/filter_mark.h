/* check/filter_mark.h - what spam filters left in the header, read and put in words. */
#pragma once
#include "check/check.h"

enum { MAX_FILTER_MARKS = 16 };

struct filter_mark {
	const char *filter; /* "SpamAssassin", "Exchange Online Protection", … */
	const struct field *field;
	struct str value;    /* the telling part, as written */
	const char *meaning; /* N_() */
	bool spam, bulk;     /* neither: judged harmless */
	enum grade grade;    /* claimed: below the boundary, anybody's words */
};

struct filter_marks {
	struct filter_mark items[MAX_FILTER_MARKS];
	uint32_t count;
};

/* Of the header and the site's own stamps; read once. */
const struct filter_marks *filter_marks(struct inspection *in);
