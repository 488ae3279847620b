/* record/pivot_test.c */
#include "record/pivot.h"

#include "base/test.h"

static const struct {
	const char *name, *row[3];
	bool ok;
} cases[] = {
	{ "a domain", { "x", "domain", "https://x.example/d/{value}" }, true },
	{ "several kinds",
	  { "x", "ip|domain", "https://x.example/?q={value}#top" },
	  true },
	{ "unknown kind", { "x", "url", "https://x.example/{value}" }, false },
	{ "no kind", { "x", "", "https://x.example/{value}" }, false },
	{ "no place for the value", { "x", "ip", "https://x.example/" }, false },
	{ "two places", { "x", "ip", "https://x.example/{value}/{value}" }, false },
	{ "value in the host", { "x", "ip", "https://{value}.x.example/" }, false },
	{ "not https", { "x", "ip", "http://x.example/{value}" }, false },
	{ "script", { "x", "ip", "javascript:{value}" }, false },
	{ "ends the attribute", { "x", "ip", "https://x.example/\"{value}" }, false },
	{ "no name", { "", "ip", "https://x.example/{value}" }, false },
};

TEST(pivot_rows)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct pivots pivots = { 0 };
		struct str columns[3];

		test_case(cases[i].name);
		for (size_t k = 0; k < 3; k++)
			columns[k] = test_copy(cases[i].row[k]);
		test_int(pivot_read(test_arena(), columns, &pivots), cases[i].ok);
		test_int(pivots.count, cases[i].ok);
	}
}

TEST(pivot_kinds)
{
	struct pivot pivot = { .kinds = test_copy("ip|domain") };

	test_true(pivot_is_for(&pivot, STR("ip")));
	test_true(pivot_is_for(&pivot, STR("domain")));
	test_true(!pivot_is_for(&pivot, STR("sha256")));
}
