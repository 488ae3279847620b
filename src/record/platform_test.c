#include "record/platform.h"
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

static const struct {
	const char *address, *platform;
} addresses[] = {
	{ "service@paypal.com", "paypal" },
	{ "SERVICE@INTL.PAYPAL.COM", "paypal" },
	{ "dse_na3@docusign.net", "docusign" },
	{ "forms-receipts-noreply@google.com", "google_forms" },
	{ "taro@google.com", "" },
	{ "noreply@p-1234.firebaseapp.com", "firebase" },
	{ "support@shop.zendesk.com", "zendesk" },
	{ "store+123@t.shopifyemail.com", "shopify" },
	{ "service@paypal.com.example", "" },
	{ "service@notpaypal.com", "" },
	{ "no at sign", "" },
	{ "", "" },
};

TEST(platforms_are_known_by_their_addresses)
{
	for (size_t i = 0; i < COUNT(addresses); i++) {
		const struct platform *found;

		test_case(addresses[i].address);
		found = platform_of_address(&tables()->platforms,
					    test_copy(addresses[i].address));
		test_str(found ? found->id : STR(""), addresses[i].platform);
	}
}

TEST(relays_are_known_by_their_route)
{
	const struct platforms *all = &tables()->platforms;

	test_str(platform_of_relay(all, STR("u17.wl.sendgrid.net"))->id, "sendgrid");
	test_str(platform_of_relay(all, STR("eu-west-1.amazonses.com"))->id,
		 "amazon_ses");
	test_true(!platform_of_relay(all, STR("paypal.com")));
	test_true(!platform_of_relay(all, STR("")));
	test_true(platform_signs(platform_of_address(all, STR("a@paypal.com")),
				 STR("mail.paypal.com")));
}

static const struct {
	const char *name, *columns[8];
	bool ok;
} rows[] = {
	{ "whole",
	  { "a", "A", "@a.example|b@c.example", "a.example", "notifier", "name|note",
	    "header:X-A|link:a.example/x/|from-plus", "-" },
	  true },
	{ "no id", { "", "A", "-", "a.example", "relay", "name", "-", "-" }, false },
	{ "no such kind", { "a", "A", "-", "a.example", "x", "name", "-", "-" }, false },
	{ "no such slot", { "a", "A", "-", "a.example", "relay", "x", "-", "-" }, false },
	{ "no signer", { "a", "A", "-", "-", "relay", "name", "-", "-" }, false },
	{ "an address without @",
	  { "a", "A", "a.example", "a.example", "tenant", "name", "-", "-" },
	  false },
	{ "no such place",
	  { "a", "A", "-", "a.example", "relay", "name", "cookie", "-" },
	  false },
	{ "a link without a path",
	  { "a", "A", "-", "a.example", "relay", "name", "link:a.example", "-" },
	  false },
	{ "an empty piece",
	  { "a", "A", "-", "a.example|", "relay", "name", "-", "-" },
	  false },
	{ "no desk told",
	  { "a", "A", "-", "a.example", "relay", "name", "-", "" },
	  false },
};

TEST(rows_are_what_the_table_promises)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct platforms read = { 0 };
		struct str columns[8];

		test_case(rows[i].name);
		for (size_t k = 0; k < 8; k++)
			columns[k] = test_copy(rows[i].columns[k]);
		test_int(platform_read(test_arena(), columns, &read), rows[i].ok);
		test_int(read.count, rows[i].ok ? 1 : 0);
	}
}
