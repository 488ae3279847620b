/* mail/encoding_fuzz.c - the first byte chooses the encoding. */
#include "mail/encoding.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str body = { (const char *)data, size };
	enum encoding encoding = ENCODING_BASE64;
	struct defects defects = { .arena = arena };
	struct decoded got;
	struct uu_block block;

	if (size) {
		encoding = ENCODING_BASE64 + data[0] % 3;
		body = str_skip(body, 1);
	}
	defects.input = body;
	encoding_decode(arena, encoding, body, &defects, &got);
	assert(got.strict_bytes.n <= got.bytes.n);
	assert(str_starts(got.bytes, got.strict_bytes));
	assert(got.lawful == (defects.count == 0));
	for (size_t from = 0; uuencode_find(body, from, &block);) {
		assert(str_within(body, block.raw) && str_within(block.raw, block.body));
		from = str_offset(body, block.raw) + block.raw.n;
	}
	arena_free(arena);
	return 0;
}
