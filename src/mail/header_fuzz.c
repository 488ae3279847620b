/* mail/header_fuzz.c */
#include "mail/header.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str bytes = { (const char *)data, size };
	struct defects defects = { .arena = arena, .input = bytes };
	struct header_options options = { .style = size ? data[0] * 2u : 0 };
	struct header header;
	struct str body = header_parse(arena, bytes, &defects, &header);

	assert(header.raw.n + body.n == size);
	for (uint32_t i = 0; i < header.count; i++) {
		assert(str_within(bytes, header.fields[i].raw));
		assert(str_within(header.fields[i].raw, header.fields[i].value));
		field_unfold(arena, header.fields[i].value);
	}
	body = header_parse_as(arena, bytes, &options, &defects, &header);
	assert(header.raw.n + body.n == size);
	arena_free(arena);
	return 0;
}
