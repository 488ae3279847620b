/* attachment/inner_fuzz.c - any file as each of those that are read here; the first byte
 * chooses. */
#include "attachment/drawn.h"
#include "attachment/inner.h"
#include "attachment/tnef.h"
#include "base/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "word/_rels/a.rels", "word/document.xml",
					     "content.xml" };
	struct str bytes = { (const char *)data + 1, size - 1 };
	struct drawing drawings[DRAWINGS];
	struct inner inner = { 0 };
	struct arena *arena;
	struct tnef tnef;

	if (size == 0)
		return 0;
	arena = arena_new(0);
	switch (data[0] % 9) {
	case 0:
		inner_calendar(arena, bytes, &inner);
		break;
	case 1:
		inner_card(arena, bytes, &inner);
		break;
	case 2:
		inner_rtf(arena, bytes, &inner);
		break;
	case 3:
		inner_ole(arena, bytes, &inner);
		break;
	case 4:
		inner_shortcut(arena, bytes, &inner);
		break;
	case 5:
		tnef_read(arena, bytes, &tnef);
		for (uint32_t i = 0; i < tnef.count; i++)
			inner_office(arena, tnef.items[i].name, tnef.items[i].bytes,
				     &inner);
		break;
	case 6:
		drawn_characters(arena, bytes, drawings, DRAWINGS);
		break;
	case 7:
		drawn_cells(arena, bytes, drawings, DRAWINGS);
		break;
	default:
		inner_office(arena, str_c(names[size % 3]), bytes, &inner);
	}
	assert(inner.count <= LIMIT_INNER_LINKS);
	arena_free(arena);
	return 0;
}
