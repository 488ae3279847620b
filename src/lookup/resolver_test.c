/* lookup/resolver_test.c */
#include "lookup/resolver.h"

#include "base/test.h"

static const struct {
	const char *name, *lines;
	unsigned count;
	const char *first, *last;
} good[] = {
	{ "an address", "192.0.2.1", 1, "192.0.2.1@53", "192.0.2.1@53" },
	{ "a port", "127.0.0.1@5301", 1, "127.0.0.1@5301", "127.0.0.1@5301" },
	{ "IPv6, made canonical", "2001:DB8:0:0::1@53", 1, "2001:db8::1@53",
	  "2001:db8::1@53" },
	{ "of a link", "fe80::1%eth0", 1, "fe80::1%eth0@53", "fe80::1%eth0@53" },
	{ "several, with empty lines", "\n192.0.2.1\n\n 192.0.2.2@54 \n", 2,
	  "192.0.2.1@53", "192.0.2.2@54" },
	{ "none", "", 0, NULL, NULL },
};

TEST(resolver_reads_addresses)
{
	for (size_t i = 0; i < COUNT(good); i++) {
		struct resolver_list got;
		struct err err;

		test_case(good[i].name);
		test_true(resolver_read(test_copy(good[i].lines), &got, &err));
		test_int(got.count, good[i].count);
		if (good[i].count == 0 || got.count != good[i].count)
			continue;
		test_str(str_c(got.text[0]), good[i].first);
		test_str(str_c(got.text[got.count - 1]), good[i].last);
	}
}

static const struct {
	const char *name, *lines, *what;
} bad[] = {
	{ "a name", "dns.example", "dns.example: not an IP address" },
	{ "a name with a port", "dns.example@53", "dns.example@53: not an IP" },
	{ "no such port", "192.0.2.1@65536", "192.0.2.1@65536: there is no such port" },
	{ "port 0", "192.0.2.1@0", "192.0.2.1@0: there is no such port" },
	{ "no port", "192.0.2.1@", "192.0.2.1@: there is no such port" },
	{ "a colon for the port", "192.0.2.1:53", "192.0.2.1:53: not an IP address" },
	{ "too short", "192.0.2", "192.0.2: not an IP address" },
	{ "an interface that is none", "fe80::1%e th", "not an IP address" },
	{ "IPv4 has no interface", "192.0.2.1%eth0", "not an IP address" },
	{ "the second line", "192.0.2.1\nx", "x: not an IP address" },
	{ "too many", "::1\n::2\n::3\n::4\n::5\n::6\n::7\n::8\n::9", "more than 8" },
};

TEST(resolver_says_what_makes_no_sense)
{
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct resolver_list got = { .count = 77 };
		struct err err = { ERR_NONE };

		test_case(bad[i].name);
		test_true(!resolver_read(test_copy(bad[i].lines), &got, &err));
		test_int(got.count, 77);
		test_true(str_find_str(str_c(err.what), str_c(bad[i].what)) != STR_NPOS);
	}
}

static const struct {
	const char *name, *text;
	unsigned count;
	const char *first;
} files[] = {
	{ "as systems write it",
	  "# made by hand\nsearch example\nnameserver 192.0.2.1\nnameserver ::1\n"
	  "options edns0\n",
	  2, "192.0.2.1@53" },
	{ "white space", "\t nameserver\t192.0.2.1   # first\n", 1, "192.0.2.1@53" },
	{ "no end of line", "nameserver 192.0.2.1", 1, "192.0.2.1@53" },
	{ "a name is left out", "nameserver dns.example\nnameserver 192.0.2.2\n", 1,
	  "192.0.2.2@53" },
	{ "commented out", "#nameserver 192.0.2.1\n", 1, "127.0.0.1@53" },
	{ "empty: the machine itself", "", 1, "127.0.0.1@53" },
	{ "no more than can be asked",
	  "nameserver ::1\nnameserver ::2\nnameserver ::3\nnameserver ::4\n"
	  "nameserver ::5\nnameserver ::6\nnameserver ::7\nnameserver ::8\n"
	  "nameserver ::9\n",
	  8, "::1@53" },
};

TEST(resolver_reads_the_systems_file)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		struct resolver_list got;

		test_case(files[i].name);
		resolver_read_conf(test_copy(files[i].text), &got);
		test_int(got.count, files[i].count);
		test_str(str_c(got.text[0]), files[i].first);
	}
}
