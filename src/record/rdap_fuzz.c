/* record/rdap_fuzz.c - any bytes as an answer. */
#include "record/rdap.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct registry_facts facts;

	rdap_read(arena, str_make((const char *)data, size), &facts);
	assert(facts.contact_count <= LIMIT_REGISTRY_CONTACTS);
	arena_free(arena);
	return 0;
}
