/* media/zip_overlap_fuzz.c - any bytes as an archive. */
#include "media/zip_overlap.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct zip_overlap found;

	zip_overlap_look(arena, str_make((const char *)data, size), &found);
	assert(found.found || (!found.overlap && found.entries == 0));
	assert(found.entries <= size / 46);
	arena_free(arena);
	return 0;
}
