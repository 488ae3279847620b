/* visit/alter.h - a URL that may be asked for without telling who got the mail.
 *
 * Values that carry a recipient's address in any form, and values that look counted or
 * drawn by a program (long numbers, hexadecimal runs, letters and digits in turn), are
 * replaced by nonsense of the same shape, the same each time for one salt. What stands in
 * a genuine URL of the tables is everybody's, and stays. The fragment is never sent. */
#pragma once
#include "visit/visit.h"

struct altered {
	struct str href;  /* what may be asked */
	struct str shape; /* host and path with what was replaced left out */
	struct visit_change *changes;
	uint32_t count;
	bool path; /* something in the path was replaced */
};

struct alter_query {
	const struct token_needles *needles; /* may be NULL */
	const struct tables *tables;
	struct str salt;
	struct str host; /* in place of the URL's own; empty: that */
};
void url_alter(struct arena *arena, const struct alter_query *query,
	       const struct url *url, struct altered *ret);
/* Does it carry a value that may be one recipient's? */
bool url_has_value(struct arena *arena, const struct tables *tables,
		   const struct url *url);
