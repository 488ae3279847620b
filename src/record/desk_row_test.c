#include "record/desk_row.h"
#include "base/test.h"
#include "record/tables.h"

static const struct tables *tables(void)
{
	static struct tables loaded;
	static struct arena *arena;
	char dir[4096];
	struct err err = { 0 };

	if (!arena) {
		arena = arena_new(0);
		test_true(tables_dir(dir, sizeof dir));
		test_true(tables_load(arena, dir, &loaded, &err));
	}
	return &loaded;
}

static struct str contact(const struct desk_row *row)
{
	return row ? row->contact : STR("");
}

static const struct {
	const char *name;
	enum desk_kind kind;
	const char *key, *contact;
} found[] = {
	{ "a country", DESK_NATIONAL, "JP", "info@antiphishing.jp" },
	{ "everywhere", DESK_NATIONAL, "*", "reportphishing@apwg.org" },
	{ "no row for it", DESK_NATIONAL, "AQ", "" },
	{ "a top-level domain", DESK_REGISTRY, "ORG", "abuse@pir.org" },
	{ "a network", DESK_CDN, "cloudflare", "https://abuse.cloudflare.com/" },
	{ "below a shared name", DESK_HOST, "a.b.pages.dev",
	  "https://abuse.cloudflare.com/" },
	{ "that only ends so", DESK_HOST, "notpages.dev", "" },
	{ "a brand", DESK_BRAND, "paypal", "phishing@paypal.com" },
	{ "of another kind", DESK_BRAND, "cloudflare", "" },
	{ "nothing", DESK_NATIONAL, "", "" },
};

TEST(desks_are_found_by_what_they_are_for)
{
	for (size_t i = 0; i < COUNT(found); i++) {
		test_case(found[i].name);
		test_str(contact(desk_row_find(&tables()->desks, found[i].kind,
					       test_copy(found[i].key))),
			 found[i].contact);
	}
}

static const struct {
	const char *name, *number, *registrar, *contact;
} registrars[] = {
	{ "by number", "146", "", "abuse@godaddy.com" },
	{ "a longer number", "1460", "", "" },
	{ "by its name in Chinese", "",
	  "\xe9\x98\xbf\xe9\x87\x8c\xe4\xba\x91\xe8\xae\xa1\xe7\xae\x97",
	  "DomainAbuse@service.aliyun.com" },
	{ "by its name", "", "GODADDY.COM, LLC", "abuse@godaddy.com" },
	{ "a number inside a name", "", "Registrar 48 of 1910", "" },
	{ "nobody", "", "", "" },
};

TEST(registrars_are_known_by_number_or_name)
{
	for (size_t i = 0; i < COUNT(registrars); i++) {
		test_case(registrars[i].name);
		test_str(contact(desk_row_registrar(&tables()->desks,
						    test_copy(registrars[i].number),
						    test_copy(registrars[i].registrar))),
			 registrars[i].contact);
	}
}

static const struct {
	const char *name;
	const char *columns[DESK_COLUMNS];
	bool ok;
} rows[] = {
	{ "whole",
	  { "national", "JP", "A", "-", "a@b.example", "mail", "text", "ja", "spam",
	    "2026-11-22" },
	  true },
	{ "a national desk that does nothing",
	  { "national", "JP", "A", "-", "a@b.example", "mail", "text", "ja", "-",
	    "2026-11-22" },
	  false },
	{ "a form without a URL",
	  { "cdn", "x", "A", "-", "a@b.example", "form", "text", "en", "-",
	    "2026-11-22" },
	  false },
	{ "two words for an address",
	  { "brand", "x", "A", "-", "a@b.example c@d.example", "mail", "text", "en", "-",
	    "2026-11-22" },
	  false },
	{ "an unknown form",
	  { "brand", "x", "A", "-", "a@b.example", "mail", "pdf", "en", "-",
	    "2026-11-22" },
	  false },
	{ "an empty piece",
	  { "host", "a.example||b.example", "A", "-", "a@b.example", "mail", "text", "en",
	    "-", "2026-11-22" },
	  false },
};

TEST(a_row_is_read_or_refused)
{
	struct arena *arena = arena_new(0);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str columns[DESK_COLUMNS];
		struct desk_rows got = { 0 };

		test_case(rows[i].name);
		for (size_t k = 0; k < DESK_COLUMNS; k++)
			columns[k] = test_copy(rows[i].columns[k]);
		test_true(desk_row_read(arena, columns, &got) == rows[i].ok);
		test_true(got.count == rows[i].ok);
	}
	arena_free(arena);
}
