/* reputation/urlhaus_fuzz.c - any bytes as an answer of URLhaus. */
#include "reputation/urlhaus.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct urlhaus got;

	urlhaus_read(arena, str_make((const char *)data, size), &got);
	arena_free(arena);
	return 0;
}
