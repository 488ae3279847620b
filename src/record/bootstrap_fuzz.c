/* record/bootstrap_fuzz.c - any bytes as one of IANA's files; what is read is written and
 * looked for. */
#include "record/bootstrap.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bootstrap b = { 0 };
	struct arena *arena;
	struct str day;
	struct err err;
	struct ip ip;

	if (size == 0)
		return 0;
	arena = arena_new(0);
	if (bootstrap_read_iana(arena, data[0] % BOOTSTRAP_KINDS,
				str_make((const char *)data + 1, size - 1), &b, &day,
				&err)) {
		struct buf out;

		if (day.n != 10)
			abort();
		bootstrap_sort(&b);
		buf_init(&out, 0);
		bootstrap_write(&out, &b);
		buf_fini(&out);
		bootstrap_find_domain(&b, STR("a.b.com"));
		bootstrap_find_number(&b, 64500);
		bootstrap_find_handle(&b, STR("A-B"));
		if (ip_parse(STR("2001:db8::1"), &ip))
			bootstrap_find_address(&b, &ip);
	}
	arena_free(arena);
	return 0;
}
