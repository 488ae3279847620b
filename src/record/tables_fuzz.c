#include "record/tables.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {
		"brands.txt",	 "domains.txt",	     "roles.txt",    "holidays.txt",
		"weights.txt",	 "genuine-urls.txt", "wrappers.txt", "networks.txt",
		"rdap.txt",	 "visits.txt",	     "phrases.txt",  "usage.txt",
		"platforms.txt", "pivots.txt",	     "world.txt",    "desks.txt"
	};
	struct arena *arena;
	struct tables tables;
	struct err err;

	if (size == 0)
		return 0;
	arena = arena_new(0);
	tables_init(arena, &tables);
	if (tables_read(&tables, names[data[0] % COUNT(names)],
			str_make((const char *)data + 1, size - 1), &err)) {
		tables_finish(&tables);
		tables_class(&tables, STR("a.b.example.com"));
		tables_is_role_account(&tables, STR("info"));
		tables_weight(&tables, STR("a.b"));
		network_of_name(&tables.networks, BY_NS, STR("ns-1.awsdns-2.com"));
		bootstrap_find_domain(&tables.bootstrap, STR("a.b.example.com"));
	}
	arena_free(arena);
	return 0;
}
