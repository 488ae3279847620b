/* auth/tag_fuzz.c */
#include "auth/tag.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str text = { (const char *)data, size }, rest, item;
	struct tags tags;

	tags_parse(arena, text, &tags);
	for (uint32_t i = 0; i < tags.count; i++) {
		assert(str_within(text, tags.items[i].raw));
		assert(str_within(tags.items[i].raw, tags.items[i].value));
		tag_squeeze(arena, tags.items[i].value);
		rest = tags.items[i].value;
		while (tag_list_next(&rest, &item))
			assert(item.n <= size);
	}
	arena_free(arena);
	return 0;
}
