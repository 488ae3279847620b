/* attachment/content_fuzz.c - any file: its kind, and the list of the archive in it. */
#include "attachment/content.h"
#include "attachment/zip.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str bytes = { (const char *)data, size };
	struct sniffed sniffed;
	struct zip_list list;

	content_sniff(bytes, &sniffed);
	assert(sniffed.content < CONTENTS && content_name(sniffed.content));
	assert(!sniffed.also || sniffed.also_at < size);
	zip_read(arena, bytes, &list);
	for (uint32_t i = 0; i < list.count; i++)
		assert(str_within(bytes, list.entries[i].name) ||
		       !list.entries[i].name.n);
	content_of_extension(content_extension(bytes));
	arena_free(arena);
	return 0;
}
