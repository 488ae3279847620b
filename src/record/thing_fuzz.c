/* Whatever stands there is a thing that can be asked for, or is refused with a reason. */
#include "record/thing.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena *arena = arena_new(64u << 20);
	struct thing thing, again;

	thing_read(arena, text, &thing);
	if ((thing.kind == THING_NONE) != (thing.why != NULL))
		abort();
	if (thing.kind == THING_ADDRESS && thing.ip.kind == IP_NONE)
		abort();
	if (thing.kind == THING_NAME && !thing.host.ok)
		abort();
	if (thing.kind != THING_NONE && thing.text.n <= 2048) {
		thing_read(arena, thing.text, &again);
		if (again.kind != thing.kind)
			abort();
	}
	arena_free(arena);
	return 0;
}
