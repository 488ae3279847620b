/* reputation/copy_fuzz.c - any bytes as what was found in a local copy. */
#include "reputation/copy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct copy_answer answer;

	copy_read(arena, str_make((const char *)data, size), &answer);
	arena_free(arena);
	return 0;
}
