/* The first line is an address, the second a URL. */
#include "record/token.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, addresses[2];
	struct arena *arena = arena_new(64u << 20);
	struct token_needles needles;
	struct link_token token;
	struct url url;

	addresses[0] = text;
	addresses[1] = STR("joe.black@example.com");
	str_split(&text, '\n', &addresses[0]);
	token_needles(arena, addresses, 2, NULL, &needles);
	if (text.p && url_parse(arena, text, NULL, &url) &&
	    token_find(arena, &needles, &url, &token)) {
		if (!token.coding || !token.place || token.text.n == 0)
			abort();
		if (!str_within(url.query, token.text) &&
		    !str_within(url.fragment, token.text) &&
		    !str_within(url.path, token.text) &&
		    !str_within(url.username, token.text) &&
		    !str_within(url.password, token.text) &&
		    !str_within(url.host, token.text))
			abort();
	}
	arena_free(arena);
	return 0;
}
