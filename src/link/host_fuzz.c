#include "link/host.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena *arena = arena_new(64u << 20);
	struct host host;
	struct str registrable;

	host_parse(arena, text, &host);
	registrable = host_registrable(arena, text);
	if (registrable.n && host.ok && !str_eq(registrable, host.registrable_domain))
		abort();
	if (host.registrable_domain.n && !str_ends(host.ascii, host.registrable_domain))
		abort();
	host_related(arena, text, host.ascii);
	host_skeleton(arena, text);
	host_mixed_script(text);
	arena_free(arena);
	return 0;
}
