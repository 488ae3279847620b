/* mail/authres_fuzz.c - the first byte picks the field. */
#include "mail/authres.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum field_name names[] = { FIELD_AUTHENTICATION_RESULTS,
						 FIELD_RECEIVED_SPF,
						 FIELD_ARC_AUTHENTICATION_RESULTS };
	struct arena *arena = arena_new(0);
	struct str value = { (const char *)data + (size > 0), size - (size > 0) };
	struct defects defects = { .arena = arena, .input = value };
	struct field field = { .known = names[size ? data[0] % COUNT(names) : 0],
			       .value = value };
	struct authres authres;

	authres_parse(arena, &field, &defects, &authres);
	for (uint32_t i = 0; i < authres.method_count; i++)
		assert(authres.methods[i].method.n || authres.is_spf);
	arena_free(arena);
	return 0;
}
