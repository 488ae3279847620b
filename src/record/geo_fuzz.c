/* record/geo_fuzz.c - any bytes as a database, of either kind. */
#include "record/geo.h"
#include "record/geo_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(struct arena *arena, const struct geo_source *source)
{
	static const char *const addresses[] = { "1.2.3.4", "255.255.255.255",
						 "2001:200::1", "::1" };
	struct geo_answers answers;

	for (size_t i = 0; i < COUNT(addresses); i++) {
		struct ip ip;

		if (ip_parse(str_c(addresses[i]), &ip))
			geo_ask(arena, source, 1, &ip, &answers);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str bytes = { (const char *)data, size };
	struct geo_answers answers;
	struct geo_source source;
	struct err err;

	geo_json_read(arena, bytes, &answers);
	if (geo_mmdb_open(arena, bytes, STR("x"), &source, &err))
		ask(arena, &source);
	if (geo_text_open(arena, bytes, bytes, STR("x"), &source, &err))
		ask(arena, &source);
	arena_free(arena);
	return 0;
}
