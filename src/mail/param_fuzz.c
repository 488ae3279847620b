/* mail/param_fuzz.c */
#include "mail/param.h"

#include <assert.h>

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str value = { (const char *)data, size };
	struct defects defects = { .arena = arena, .input = value };
	struct params params;

	params_parse(arena, value, &defects, &params);
	for (uint32_t i = 0; i < params.count; i++) {
		assert(str_within(value, params.items[i].raw));
		if (params.items[i].extended)
			assert(utf8_is_valid(params.items[i].value));
	}
	arena_free(arena);
	return 0;
}
