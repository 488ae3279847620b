/* mail/received_fuzz.c */
#include "mail/received.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str value = { (const char *)data, size };
	struct defects defects = { .arena = arena, .input = value };
	struct received received;

	received_parse(arena, value, &defects, &received);
	assert((received.ip.n > 0) == (received.addr.kind != IP_NONE));
	assert(!received.auth_user.n || received.authenticated);
	assert(str_find(received.by, '>') == STR_NPOS || received.by.n);
	arena_free(arena);
	return 0;
}
