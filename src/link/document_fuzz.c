/* link/document_fuzz.c */
#include "link/document.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every character of what is seen has a place in the source. */
static void lead_back(struct arena *arena, struct str source, struct str text)
{
	struct html_map *map = html_map_of(arena, NULL, source, text);

	for (size_t i = 0, from, to; map && i < text.n && i < 4096; i += 1 + i / 16) {
		html_map_span(map, i, i + 2, &from, &to);
		assert(from <= to && to <= source.n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str source = { (const char *)data, size };
	struct html_document document;
	bool valid = utf8_is_valid(source);

	html_read(arena, source, &document);
	assert(!valid || (utf8_is_valid(document.text) && utf8_is_valid(document.title)));
	assert(document.link_count <= LIMIT_LINKS);
	for (uint32_t i = 0; i < document.link_count; i++) {
		const struct html_link *link = &document.links[i];

		assert(link->offset + link->length <= size);
		assert(html_carrier_name(link->carrier));
		assert(!valid || utf8_is_valid(link->text));
	}
	for (uint32_t i = 0; i < document.hidden_count; i++) {
		const struct html_hidden *hidden = &document.hidden[i];

		assert(hidden->offset + hidden->length <= size);
		assert(html_hiding_name(hidden->why));
	}
	assert(!document.open_quote || document.open_quote_offset < size);
	assert(!document.open_element || document.open_element_offset <= size);
	lead_back(arena, source, document.text);
	arena_free(arena);
	return 0;
}
