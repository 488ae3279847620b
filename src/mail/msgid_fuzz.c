/* mail/msgid_fuzz.c */
#include "mail/msgid.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str value = str_make((const char *)data, size);
	struct arena *arena = arena_new(16 << 20);
	struct defects defects = { .arena = arena, .input = value };
	struct msgid msgid;

	msgid_parse(arena, value, &defects, &msgid);
	if (!str_within(value, msgid.id))
		abort();
	arena_free(arena);
	return 0;
}
