/* reputation/hashes_fuzz.c - any bytes as an answer of Safe Browsing. */
#include "reputation/hashes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint8_t hash[HASH_BYTES];
	struct arena *arena = arena_new(0);
	struct full_hashes hashes;

	if (hashes_read(arena, str_make((const char *)data, size), &hashes))
		hashes_threats(&hashes, hash);
	arena_free(arena);
	return 0;
}
