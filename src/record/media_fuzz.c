/* record/media_fuzz.c - any bytes as the answer of a decoder. */
#include "record/media.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size }, left, right;
	struct arena *arena = arena_new(0);
	struct media media;

	if (media_read(arena, bytes, &media)) {
		for (uint32_t i = 0; i < media.code_count; i++)
			assert(media.codes[i].type);
		assert(media.entries_told >= media.entry_count);
		media_summary(arena, &media);
	}
	if (media_pair_split(bytes, &left, &right))
		assert(left.n + right.n < size);
	arena_free(arena);
	return 0;
}
