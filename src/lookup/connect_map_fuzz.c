/* lookup/connect_map_fuzz.c - lines that lead addresses elsewhere. */
#include "lookup/connect_map.h"

#include "base/limits.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct connect_map map;
	struct err err;

	if (connect_map_read(arena, str_make((const char *)data, size), &map, &err)) {
		if (map.count > LIMIT_CONNECT_MAP)
			abort();
		for (uint32_t i = 0; i < map.count; i++) {
			const struct connect_row *row = &map.rows[i];

			if (!ip_is_loopback(&row->to.ip) ||
			    connect_map_find(&map, &row->from.ip, row->from.port) !=
				&row->to)
				abort();
		}
	}
	arena_free(arena);
	return 0;
}
