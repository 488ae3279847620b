/* reputation/canonical_fuzz.c - any bytes as a URL: what is canonical stays so. */
#include "reputation/canonical.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str got[CANONICAL_EXPRESSIONS];
	struct canonical_url url;

	if (canonical_read(arena, str_make((const char *)data, size), &url)) {
		uint32_t n = canonical_expressions(arena, &url, got);

		if (n == 0 || n > CANONICAL_EXPRESSIONS)
			abort();
		for (uint32_t i = 0; i < n; i++)
			for (uint32_t k = 0; k < i; k++)
				if (str_eq(got[i], got[k]))
					abort();
	}
	arena_free(arena);
	return 0;
}
