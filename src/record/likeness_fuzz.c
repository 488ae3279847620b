#include "record/likeness.h"
#include "record/shared_host.h"

#include <stdlib.h>

static const struct tables *tables(void)
{
	static struct tables loaded;
	static struct arena *arena;
	char dir[4096];
	struct err err;

	if (!arena) {
		arena = arena_new(0);
		if (!tables_dir(dir, sizeof dir) ||
		    !tables_load(arena, dir, &loaded, &err))
			abort();
	}
	return &loaded;
}

/* A URL, then, on a line of its own, a domain of the site. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, own = STR_NONE;
	struct arena *arena = arena_new(0);
	struct likeness got[4];
	struct site site = { 0 };
	struct host host;
	struct url url;
	uint32_t count;

	str_cut(text, '\n', &text, &own);
	if (own.n)
		str_list_add(arena, &site.own_domains, own);
	if (url_parse(arena, text, NULL, &url)) {
		host_parse(arena, url.host, &host);
		count =
		    likeness_find(arena, tables(), &site, &url, &host, got, COUNT(got));
		if (count > COUNT(got))
			abort();
		for (uint32_t i = 0; i < count; i++) {
			if (!likeness_name(got[i].how) || got[i].genuine.n == 0)
				abort();
			if (got[i].how == LIKENESS_OFFICIAL && count != 1)
				abort();
			for (uint32_t j = 0; j < i; j++) {
				if (got[j].brand == got[i].brand)
					abort();
			}
		}
		shared_host_find(tables(), &url, &host);
	}
	arena_free(arena);
	return 0;
}
