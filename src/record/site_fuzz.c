/* record/site_fuzz.c */
#include "record/site.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct site site = { 0 };
	struct err err = { 0 };
	struct ip ip;

	if (site_parse(arena, str_make((const char *)data, size), "fuzz", &site, &err)) {
		assert(site.given && err.kind == ERR_NONE);
		site_is_own_domain(&site, STR("mail.example.jp"));
		ip_parse(STR("192.0.2.1"), &ip);
		site_is_relay(&site, STR("mx.example.jp"), &ip);
	} else {
		assert(!site.given && err.kind == ERR_DATA && err.where[0]);
	}
	arena_free(arena);
	return 0;
}
