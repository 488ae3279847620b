/* lookup/connect_map_test.c */
#include "lookup/connect_map.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/test.h"

static const struct {
	const char *name, *text, *address;
	uint16_t port;
	const char *to; /* NULL: not listed */
	uint16_t to_port;
} good[] = {
	{ "a line", "192.0.2.80:443 127.0.0.1:8443", "192.0.2.80", 443, "127.0.0.1",
	  8443 },
	{ "comments, blanks, CR LF",
	  "# a test\r\n\r\n\t192.0.2.80:443\t 127.0.0.1:8443 \r\n", "192.0.2.80", 443,
	  "127.0.0.1", 8443 },
	{ "IPv6", "[2001:DB8:0::80]:443 [::1]:8443", "2001:db8::80", 443, "::1", 8443 },
	{ "the second of two", "192.0.2.1:43 127.0.0.1:1\n192.0.2.2:43 127.0.0.2:2",
	  "192.0.2.2", 43, "127.0.0.2", 2 },
	{ "another port is not listed", "192.0.2.80:443 127.0.0.1:8443", "192.0.2.80", 80,
	  NULL, 0 },
	{ "another address is not listed", "192.0.2.80:443 127.0.0.1:8443", "192.0.2.81",
	  443, NULL, 0 },
	{ "nothing", "", "192.0.2.80", 443, NULL, 0 },
	{ "nothing but a comment", "# 192.0.2.80:443 127.0.0.1:8443", "192.0.2.80", 443,
	  NULL, 0 },
};

TEST(connect_map_leads_addresses_elsewhere)
{
	for (size_t i = 0; i < COUNT(good); i++) {
		const struct connect_end *to;
		struct connect_map map;
		struct ip ip, want;
		struct err err;

		test_case(good[i].name);
		test_true(
		    connect_map_read(test_arena(), test_copy(good[i].text), &map, &err));
		test_true(ip_parse(str_c(good[i].address), &ip));
		to = connect_map_find(&map, &ip, good[i].port);
		test_true((to == NULL) == (good[i].to == NULL));
		if (!to || !good[i].to)
			continue;
		test_true(ip_parse(str_c(good[i].to), &want) && ip_eq(&to->ip, &want));
		test_int(to->port, good[i].to_port);
		test_true(connect_map_leads_to(&map, &want, good[i].to_port));
		test_true(!connect_map_leads_to(&map, &ip, good[i].port));
	}
}

static const struct {
	const char *name, *text, *what;
} bad[] = {
	{ "one end", "192.0.2.80:443", "line 1: not ADDRESS:PORT" },
	{ "three ends", "192.0.2.80:443 127.0.0.1:1 127.0.0.1:2", "line 1: not ADDRESS" },
	{ "no port", "192.0.2.80 127.0.0.1:1", "line 1: not ADDRESS:PORT" },
	{ "port 0", "192.0.2.80:0 127.0.0.1:1", "line 1: not ADDRESS:PORT" },
	{ "no such port", "192.0.2.80:65536 127.0.0.1:1", "line 1: not ADDRESS:PORT" },
	{ "a name", "a.example:443 127.0.0.1:1", "line 1: not ADDRESS:PORT" },
	{ "IPv6 without brackets", "2001:db8::80:443 127.0.0.1:1", "line 1: not" },
	{ "half a bracket", "[2001:db8::80:443 127.0.0.1:1", "line 1: not" },
	{ "IPv4 in brackets", "[192.0.2.1]:443 127.0.0.1:1", "line 1: not" },
	{ "an interface", "[fe80::1%eth0]:443 127.0.0.1:1", "line 1: not" },
	{ "away from here", "192.0.2.80:443 192.0.2.81:443", "line 1: it leads away" },
	{ "twice", "#\n192.0.2.1:1 127.0.0.1:1\n192.0.2.1:1 127.0.0.1:2",
	  "line 3: that address and port stand there twice" },
	{ "NUL", "192.0.2.1:1 127.0.0.1:1\n", NULL },
};

TEST(connect_map_says_which_line_makes_no_sense)
{
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct connect_map map = { .count = 77 };
		struct err err = { ERR_NONE };
		struct str text = test_copy(bad[i].text);

		test_case(bad[i].name);
		if (!bad[i].what) /* a byte that is no blank */
			text = test_copy_str(STR("192.0.2.1:1\0 127.0.0.1:1"));
		test_true(!connect_map_read(test_arena(), text, &map, &err));
		test_int(map.count, 77);
		if (bad[i].what)
			test_true(str_find_str(str_c(err.what), str_c(bad[i].what)) !=
				  STR_NPOS);
	}
}

TEST(connect_map_ends_somewhere)
{
	struct connect_map map;
	struct err err = { ERR_NONE };
	struct buf text;

	buf_init(&text, 0);
	for (unsigned i = 0; i <= LIMIT_CONNECT_MAP; i++)
		buf_printf(&text, "192.0.2.%u:%u 127.0.0.1:1\n", i / 256, i % 256 + 1);
	test_true(!connect_map_read(test_arena(), buf_peek(&text), &map, &err));
	test_true(str_find_str(str_c(err.what), STR("are too many")) != STR_NPOS);
	buf_fini(&text);
}
