/* attachment/script_fuzz.c - any text as a script, and as a page that holds one. */
#include "attachment/script.h"
#include "attachment/webpage.h"
#include "base/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str text = { (const char *)data, size };
	struct webpage page;
	struct script script;
	size_t sum = 0;

	script_read(arena, text, &script);
	assert(script.count <= LIMIT_SCRIPT_CONSTANTS);
	for (uint32_t i = 0; i < script.count; i++)
		for (size_t k = 0; k < script.constants[i].text.n; k += 64)
			sum += (uint8_t)script.constants[i].text.p[k];
	webpage_read(arena, text, &page);
	assert(page.page_count <= LIMIT_BUILT);
	assert(arena_used(arena) < (64u << 20) + size * 64 && sum + 1);
	arena_free(arena);
	return 0;
}
