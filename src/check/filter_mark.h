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

/* Reads the header and the site's own stamps; returns how many marks were set. */
uint32_t filter_marks(const struct inspection *in,
		      struct filter_mark ret[MAX_FILTER_MARKS]);
