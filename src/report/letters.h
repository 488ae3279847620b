/* report/letters.h - all letters of a message: a table of them, or files. */
#pragma once
#include "case/notebook.h"
#include "report/letter.h"

struct letters_query {
	bool files;
	struct str roles; /* of the desks, one a line; empty: all */
};

/* Without files: for people, whom to tell and what each letter would say. With files: the
 * same table and the letters, as base/sheaf.h has them. */
void letters_write(const struct inspection *in, const struct report_options *options,
		   const struct letters_query *query, struct buf *out);
/* For the ledger of a case: its letters as entries of `author`, but those that the
 * notebook has as written to that desk already. In the arena of `in`; returns how many.
 */
uint32_t letters_entries(const struct inspection *in,
			 const struct report_options *options,
			 const struct letters_query *query, struct str author,
			 struct entry **ret);
/* What is masked in letters where nobody says otherwise: the recipient and his hosts. */
const struct redact_profile *letters_mask(void);
