/* mail/address_fuzz.c - every slice of raw text lies in the input, and a lawful mailbox
 * is read again as itself. */
#include "mail/address.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_again(struct arena *arena, const struct mailbox *m)
{
	struct address_list list;

	address_parse(arena, m->address, NULL, &list);
	if (list.count != 1 || !list.lawful || !str_eq(list.items[0].address, m->address))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str value = str_make((const char *)data, size);
	struct arena *arena = arena_new(64 << 20);
	struct defects defects = { .arena = arena, .input = value };
	struct address_list list;
	struct mailbox path;

	address_parse(arena, value, &defects, &list);
	for (uint32_t i = 0; i < list.count; i++) {
		const struct mailbox *m = &list.items[i];

		if (!str_within(value, m->raw))
			abort();
		if (m->lawful)
			read_again(arena, m);
	}
	(void)address_parse_path(arena, value, NULL, &path);
	arena_free(arena);
	return 0;
}
