/* record/whois_fuzz.c - any bytes as an answer, and as a date. */
#include "record/registry_date.h"
#include "record/whois.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str text = { (const char *)data, size };
	struct whois_asked asked = { .server = str_sub(text, 0, 8),
				     .query = str_sub(text, 0, 8) };
	struct registry_dates dates = { .month_first = false };
	struct registry_facts facts;
	struct registry_time time;
	char room[REGISTRY_TIME_TEXT];

	whois_read(arena, text, &asked, &facts);
	assert(facts.host_count <= LIMIT_REGISTRY_HOSTS);
	for (uint32_t i = 0; i < facts.network_count; i++) {
		struct ip_net nets[LIMIT_REGISTRY_PREFIXES];

		assert(registry_prefixes(&facts.networks[i].first,
					 &facts.networks[i].last,
					 nets) <= LIMIT_REGISTRY_PREFIXES);
	}
	if (registry_date_parse(text, &dates, &time))
		assert(registry_time_text(&time, room).n >= 10);
	arena_free(arena);
	return 0;
}
