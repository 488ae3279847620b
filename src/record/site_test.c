/* record/site_test.c */
#include "record/site.h"
#include "record/blocklist.h"
#include "base/test.h"

TEST(site_reads_every_key)
{
	struct site site;
	struct err err;
	struct ip ip;

	test_true(site_parse(
	    test_arena(),
	    STR("# our mail\r\n"
		"name = Example Co.\n"
		"own-domain = example.jp, @Example.CO.jp.\n"
		"own-domain = .example.net\n"
		"relay = mx.example.jp, .relay.example, 192.0.2.0/24, 2001:db8::1\n"
		"authserv-id = mx.example.jp  # as it signs\n"
		"arc-sealer = lists.example, Forward.example.\n"
		"hoster = Kagoya\n"
		"local-part = info, sato\ncatch-all = yes\n"
		"role-account = admin\n"
		"spam-stamp = \"[#spam] \"\nspam-field = X-Spam-Flag: YES\n"
		"time-zone = -03:30\nholidays = jp\nlanguage = ja\n"
		"preset = gmail\nbrand = jcb : Pay.example.jp\n"
		"list = zen.spamhaus.org, JPCERT, zen.spamhaus.org\n"
		"allow = Cdn.example., desk@partner.example, 192.0.2.9\n"),
	    "p", &site, &err));
	test_true(site.given);
	test_str(site.name, "Example Co.");
	test_int(site.own_domains.count, 3);
	test_str(site.own_domains.items[1], "example.co.jp");
	test_int(site.relay_hosts.count, 2);
	test_int(site.relay_net_count, 2);
	test_str(site.authserv_ids.items[0], "mx.example.jp");
	test_str(site.hoster, "kagoya");
	test_int(site.local_parts.count, 2);
	test_int(site.catch_all, CATCH_ALL_YES);
	test_str(site.spam_stamps.items[0], "[#spam] ");
	test_str(site.spam_fields.items[0], "X-Spam-Flag: YES");
	test_int(site.zone_minutes, -210);
	test_str(site.holidays, "JP");
	test_str(site.language, "ja");
	test_str(site.presets.items[0], "gmail");
	test_str(site.brand_domains.items[0], "jcb:pay.example.jp");
	test_int(site.list_count, 2);
	test_true(strcmp(site.lists[1]->id, "jpcert") == 0);
	test_int(site.allow.count, 3);
	test_str(site.allow.items[0], "cdn.example");
	test_str(site.allow.items[1], "desk@partner.example");

	test_true(site_is_own_domain(&site, STR("mail.Example.jp")));
	test_true(!site_is_own_domain(&site, STR("badexample.jp")));
	test_true(site_trusts_sealer(&site, STR("forward.example")));
	test_true(site_trusts_sealer(&site, STR("a.lists.example")));
	test_true(site_trusts_sealer(&site, STR("example.jp")));
	test_true(!site_trusts_sealer(&site, STR("badlists.example")));
	test_true(site_is_relay(&site, STR("MX.example.jp"), NULL));
	test_true(!site_is_relay(&site, STR("x.mx.example.jp"), NULL));
	test_true(site_is_relay(&site, STR("x.relay.example"), NULL));
	test_true(ip_parse(STR("192.0.2.77"), &ip) && site_is_relay(&site, STR(""), &ip));
	test_true(ip_parse(STR("192.0.3.1"), &ip) && !site_is_relay(&site, STR(""), &ip));
	test_true(!site_is_relay(&site, STR(""), NULL));
}

static const struct {
	const char *name, *text, *where, *what;
} faults[] = {
	{ "unknown key", "\nfoo = bar", "p, line 2", "no such key" },
	{ "nearly a key", "own-domains = a.example", "p, line 1", "\"own-domain\"" },
	{ "underscore", "spam_stamp = x", "p, line 1", "\"spam-stamp\"" },
	{ "no equals sign", "own-domain a.example", "p, line 1", "key = value" },
	{ "no value", "name =", "p, line 1", "no value" },
	{ "twice", "name = a\nname = b", "p, line 2", "twice" },
	{ "not a name", "own-domain = a b", "p, line 1", "domain name" },
	{ "empty label", "own-domain = a..b", "p, line 1", "domain name" },
	{ "bad network", "relay = 10.0.0.0/33", "p, line 1", "network" },
	{ "bad zone", "time-zone = JST", "p, line 1", "+0900" },
	{ "zone out of the world", "time-zone = +2500", "p, line 1", "+0900" },
	{ "bad choice", "catch-all = maybe", "p, line 1", "yes or no" },
	{ "bad answer", "results-below = perhaps", "p, line 1", "yes or no" },
	{ "bad preset", "preset = nowhere", "p, line 1", "preset" },
	{ "bad brand", "brand = jcb", "p, line 1", "brand" },
	{ "bad country", "holidays = japan", "p, line 1", "two letters" },
	{ "not a thing to allow", "allow = a b", "p, line 1", "a mailbox" },
	{ "bad language", "language = fr", "p, line 1", "ja or en" },
};

TEST(site_names_the_line_that_makes_no_sense)
{
	for (size_t i = 0; i < COUNT(faults); i++) {
		struct site site = { .zone_minutes = 77 };
		struct err err = { 0 };

		test_case(faults[i].name);
		test_true(!site_parse(test_arena(), test_copy(faults[i].text), "p", &site,
				      &err));
		test_int(err.kind, ERR_DATA);
		test_str(str_c(err.where), faults[i].where);
		test_true(strstr(err.what, faults[i].what) != NULL);
		test_int(site.zone_minutes, 77);
	}
}

TEST(site_empty_profile_is_given_and_empty)
{
	struct site site;
	struct err err;

	test_true(
	    site_parse(test_arena(), STR("\xEF\xBB\xBF# nothing\n\n"), "p", &site, &err));
	test_true(site.given);
	test_int(site.own_domains.count, 0);
	test_true(!site_is_own_domain(&site, STR("example.jp")));
	test_true(!site_is_own_domain(&site, STR("")));
}
