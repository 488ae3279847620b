/* door/exchange_fuzz.c - what was read and written reads back as the same. */
#include "door/exchange.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str bytes = { (const char *)data, size };
	struct exchange first, second;
	struct buf out;

	exchange_read(arena, bytes, &first);
	assert(str_within(bytes, first.body));
	if (first.framed) {
		buf_init(&out, 0);
		exchange_write(&out, &first);
		exchange_read(arena, buf_peek(&out), &second);
		/* Without a status line and lines of ours nothing tells it from a body.
		 */
		if (second.framed) {
			assert(first.status == second.status);
			assert(str_eq(first.body, second.body));
			assert(first.field_count == second.field_count);
			assert(first.certificate_count == second.certificate_count);
		}
		buf_fini(&out);
	}
	arena_free(arena);
	return 0;
}
