#include "link/host.h"
#include "record/brand.h"

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

/* Three lines: display name, address, subject. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, name, address, subject, local;
	struct arena *arena = arena_new(0);
	struct message message = { 0 };
	struct identity from = { .role = ID_FROM };
	struct identities ids = { .items = &from, .count = 1 };
	struct site site = { 0 };
	struct claims claims;

	name = address = subject = STR_NONE;
	if (str_cut(text, '\n', &name, &text) &&
	    str_cut(text, '\n', &address, &subject)) {
		from.name = name;
		from.text = address;
		str_cut_last(address, '@', &local, &from.domain);
		from.registrable = host_registrable(arena, from.domain);
		from.class_ = tables_class(tables(), from.domain);
		message.subject.text = subject;
		brand_claims(arena, &message, &ids, &site, tables(), &claims);
		for (uint32_t i = 0; i < claims.count; i++) {
			for (uint32_t j = 0; j < claims.items[i].place_count; j++) {
				struct str place = claims.items[i].places[j].text;

				if (!str_within(name, place) &&
				    !str_within(address, place) &&
				    !str_within(subject, place) && place.n > size)
					abort();
			}
		}
	}
	arena_free(arena);
	return 0;
}
