#include "link/extract.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, url;
	struct arena *arena = arena_new(64u << 20);

	for (int defanged = 0; defanged < 2; defanged++) {
		struct text_links links;
		const char *end = text.p;

		text_links(arena, text, defanged, &links);
		for (uint32_t i = 0; i < links.count; i++) {
			struct str shown = links.items[i].shown;

			/* In their order, one behind the other. */
			if (!str_within(text, shown) || shown.n == 0 || shown.p < end ||
			    links.items[i].url.n == 0)
				abort();
			end = shown.p + shown.n;
		}
	}
	if (text_shows_url(arena, text, &url) && str_find(url, ':') == STR_NPOS)
		abort();
	arena_free(arena);
	return 0;
}
