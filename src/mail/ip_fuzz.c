/* mail/ip_fuzz.c - what is read must be written and read again unchanged. */
#include "mail/ip.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct arena *arena = arena_new(1 << 20);
	struct ip_net net;
	struct ip ip, again;

	if (ip_parse(text, &ip)) {
		if (!ip_parse(ip_text(arena, &ip), &again) || !ip_eq(&ip, &again))
			abort();
		(void)ip_is_private(&ip);
	}
	if (ip_net_parse(text, &net) && !ip_in_net(&net.ip, &net))
		abort();
	arena_free(arena);
	return 0;
}
