/* Any bytes as the account of a page. */
#include "record/browsed.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct browsed browsed;
	struct str png;

	if (browsed_read(arena, str_make((const char *)data, size), &browsed)) {
		assert(browsed.browser.n && browsed.ended.n);
		browsed_png(arena, &browsed, &png);
	}
	arena_free(arena);
	return 0;
}
