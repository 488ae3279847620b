#include "language/quotation.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena *arena = arena_new(0);
	struct quotations found;
	size_t at = 0;

	quotations_find(arena, text, &found);
	for (uint32_t i = 0; i < found.count; i++) {
		const struct quotation *one = &found.items[i];

		if (one->start < at || one->end <= one->start || one->end > size)
			abort();
		if (quotation_at(&found, one->start) != one ||
		    quotation_at(&found, one->end - 1) != one)
			abort();
		if (one->from.n && !str_within(text, one->from))
			abort();
		at = one->end;
	}
	arena_free(arena);
	return 0;
}
