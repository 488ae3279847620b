/* case/bundle_fuzz.c - bundles as a worker that was taken over might send them: what is
 * read is written again, and must be the same bytes. */
#include "case/bundle.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct bundle bundle;
	enum case_table table;
	enum bundle_next next;
	union case_row row;
	struct buf again;

	if (!bundle_open(&bundle, bytes))
		return 0;
	buf_init(&again, 0);
	bundle_begin(&again);
	while ((next = bundle_next(&bundle, &table, &row)) == BUNDLE_ROW)
		bundle_put(&again, table, &row);
	if (next == BUNDLE_END && !str_eq(buf_peek(&again), bytes))
		abort();
	buf_fini(&again);
	return 0;
}
