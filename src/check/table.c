/* check/table.c - all checks, in the order of reports: a line each. */
#include "check/check.h"

#define ALL_CHECKS(row)                                                             \
	row(limit_worker_died) row(limit_input_cut) row(limit_cap) row(msg_carried) \
	    row(mime_other_reading) row(mime_outside) row(mime_nested_deep)         \
		row(mime_charset_differs) row(mime_encoding_odd) row(hdr_broken)

#define DECLARE(name) extern const struct check check_##name;
#define ENTRY(name) &check_##name,
ALL_CHECKS(DECLARE)

const struct check *const check_table[] = { ALL_CHECKS(ENTRY) NULL };

const struct check *check_find(struct str id)
{
	for (const struct check *const *check = check_table; *check; check++)
		if (str_eq(str_c((*check)->id), id))
			return *check;
	return NULL;
}
