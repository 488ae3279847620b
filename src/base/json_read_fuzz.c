/* base/json_read_fuzz.c */
#include "base/json_read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(64u << 20);
	struct str got;

	if (json_read_text(arena, str_make((const char *)data, size), STR("input"),
			   &got) &&
	    got.n > size)
		abort();
	arena_free(arena);
	return 0;
}
