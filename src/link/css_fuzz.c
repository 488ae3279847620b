/* link/css_fuzz.c - the first byte's lowest bit: a sheet, or declarations alone. */
#include "link/css_sheet.h"

#include "base/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_urls(const struct css_urls *urls, struct str text)
{
	for (uint32_t i = 0; i < urls->count; i++)
		assert(urls->items[i].offset + urls->items[i].length <= text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct css_urls urls = { 0 };
	struct css_block block = { 0 };
	struct css_sheet *sheet = arena_new_of(arena, struct css_sheet);
	struct str text = { (const char *)data, size };
	uint32_t colour;

	if (size == 0) {
		arena_free(arena);
		return 0;
	}
	text = str_skip(text, 1);
	css_declarations(arena, text, data[0] & 1, &block, &urls);
	assert(block.count <= LIMIT_CSS_DECLARATIONS);
	check_urls(&urls, text);
	for (uint32_t i = 0; i < block.count; i++)
		assert(block.items[i].property < CSS_PROPERTIES);
	sheet->arena = arena;
	urls = (struct css_urls){ 0 };
	css_sheet_add(sheet, text, STR_NONE, &urls);
	check_urls(&urls, text);
	assert(sheet->count <= LIMIT_CSS_RULES);
	urls = (struct css_urls){ 0 };
	css_sheet_urls(arena, text, &urls);
	assert(urls.count == 0 || css_may_load(text));
	css_legacy_colour(text, &colour);
	arena_free(arena);
	return 0;
}
