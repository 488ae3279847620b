/* report/letters.h - all letters of a message: a table of them, or files. */
#pragma once
#include "report/letter.h"

struct letters_query {
	bool files;
	struct str roles; /* of the desks, one a line; empty: all */
};

/* Without files: for people, whom to tell and what each letter would say. With files: the
 * same table and the letters, as process/sheaf.h has them. */
void letters_write(const struct inspection *in, const struct report_options *options,
		   const struct letters_query *query, struct buf *out);
/* What is masked in letters where nobody says otherwise: the recipient and his hosts. */
const struct redact_profile *letters_mask(void);
