/* record/bootstrap_test.c */
#include "record/bootstrap.h"

#include "base/limits.h"
#include "base/test.h"
#include "record/tables.h"

static const char rows[][3][128] = {
	{ "dns", "com", "https://rdap.com.example/v1/" },
	{ "dns", "Co.Example example", "https://rdap.example/" },
	{ "dns", "xn--p1acf", "http://rdap.example/old" },
	{ "ipv4", "10.0.0.0/8 10.1.0.0/16", "https://ten.example/" },
	{ "ipv4", "192.0.2.129/25", "https://half.example/" },
	{ "ipv6", "2001:db8::/32", "https://six.example/" },
	{ "ipv6", "2001:db8:8000::/33", "https://six-half.example/" },
	{ "asn", "64496-64511 65536", "https://as.example/" },
	{ "tag", "arin", "https://tag.example/" },
};

static struct bootstrap *made(void)
{
	struct bootstrap *b = arena_new_of(test_arena(), struct bootstrap);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str columns[3] = { test_copy(rows[i][0]), test_copy(rows[i][1]),
					  test_copy(rows[i][2]) };

		test_case(rows[i][1]);
		test_true(bootstrap_row(test_arena(), columns, b));
	}
	bootstrap_sort(b);
	return b;
}

static const struct {
	const char *name, *kind, *keys, *url;
} bad[] = {
	{ "no kind", "mx", "com", "https://a.example/" },
	{ "no key", "dns", " ", "https://a.example/" },
	{ "an empty label", "dns", "a..b", "https://a.example/" },
	{ "no label", "dns", "c_m!", "https://a.example/" },
	{ "another scheme", "dns", "com", "ftp://a.example/" },
	{ "no host", "dns", "com", "https:///a/" },
	{ "a query", "dns", "com", "https://a.example/?q=" },
	{ "a user", "dns", "com", "https://u@a.example/" },
	{ "a blank", "dns", "com", "https://a.example/ b" },
	{ "IPv6 among IPv4", "ipv4", "2001:db8::/32", "https://a.example/" },
	{ "no prefix", "ipv4", "10.0.0.0/33", "https://a.example/" },
	{ "a range that goes back", "asn", "5-3", "https://a.example/" },
	{ "no number", "asn", "AS5", "https://a.example/" },
	{ "too great a number", "asn", "4294967296", "https://a.example/" },
	{ "a tag with a hyphen", "tag", "A-B", "https://a.example/" },
};

TEST(bootstrap_row_says_what_is_none)
{
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct str columns[3] = { test_copy(bad[i].kind), test_copy(bad[i].keys),
					  test_copy(bad[i].url) };
		struct bootstrap b = { 0 };

		test_case(bad[i].name);
		test_true(!bootstrap_row(test_arena(), columns, &b));
	}
}

static const struct {
	const char *name, *domain, *url;
} domains[] = {
	{ "the last label", "a.b.com", "https://rdap.com.example/v1/" },
	{ "itself", "com", "https://rdap.com.example/v1/" },
	{ "any case, a final dot", "A.COM.", "https://rdap.com.example/v1/" },
	{ "the longest", "x.co.example", "https://rdap.example/" },
	{ "not in the middle of a label", "xcom", "" },
	{ "none", "example.jp", "" },
	{ "empty", "", "" },
	{ "a slash is added", "a.xn--p1acf", "http://rdap.example/old/" },
};

TEST(bootstrap_finds_domains)
{
	const struct bootstrap *b = made();
	char many[300];

	for (size_t i = 0; i < COUNT(domains); i++) {
		test_case(domains[i].name);
		test_str(bootstrap_find_domain(b, test_copy(domains[i].domain)),
			 domains[i].url);
	}
	memset(many, '.', sizeof many);
	test_str(bootstrap_find_domain(b, str_make(many, 253)), "");
	test_str(bootstrap_find_domain(b, str_make(many, 300)), "");
}

static const struct {
	const char *name, *address, *url;
} addresses[] = {
	{ "a prefix", "10.200.0.1", "https://ten.example/" },
	{ "the longer one", "10.1.255.255", "https://ten.example/" },
	{ "its host bits do not matter", "192.0.2.200", "https://half.example/" },
	{ "below the half", "192.0.2.127", "" },
	{ "IPv6", "2001:db8::1", "https://six.example/" },
	{ "the longer one of IPv6", "2001:db8:ffff::1", "https://six-half.example/" },
	{ "none", "2001:db9::1", "" },
	{ "mapped is IPv4", "::ffff:10.0.0.1", "https://ten.example/" },
};

TEST(bootstrap_finds_addresses)
{
	const struct bootstrap *b = made();

	for (size_t i = 0; i < COUNT(addresses); i++) {
		struct ip ip;

		test_case(addresses[i].name);
		test_true(ip_parse(test_copy(addresses[i].address), &ip));
		test_str(bootstrap_find_address(b, &ip), addresses[i].url);
	}
	test_str(bootstrap_find_address(b, &(struct ip){ .kind = IP_NONE }), "");
}

TEST(bootstrap_finds_numbers_and_handles)
{
	const struct bootstrap *b = made();

	test_str(bootstrap_find_number(b, 64496), "https://as.example/");
	test_str(bootstrap_find_number(b, 64511), "https://as.example/");
	test_str(bootstrap_find_number(b, 64512), "");
	test_str(bootstrap_find_number(b, 65536), "https://as.example/");
	test_str(bootstrap_find_number(b, 0), "");
	test_str(bootstrap_find_number(b, 4294967295), "");
	test_str(bootstrap_find_handle(b, STR("ABC-1-arin")), "https://tag.example/");
	test_str(bootstrap_find_handle(b, STR("ABC1")), "");
	test_str(bootstrap_find_handle(b, STR("ABC-")), "");
}

TEST(bootstrap_is_written_as_it_is_read)
{
	struct bootstrap *b = made(), again = { 0 };
	struct buf first, second;
	struct str rest, line;

	buf_init(&first, 0);
	buf_init(&second, 0);
	bootstrap_write(&first, b);
	rest = buf_peek(&first);
	while (str_split(&rest, '\n', &line)) {
		struct str columns[3] = { STR_NONE, STR_NONE, STR_NONE };

		if (line.n == 0)
			continue;
		for (int i = 0; i < 3; i++)
			str_split(&line, '\t', &columns[i]);
		test_true(bootstrap_row(test_arena(), columns, &again));
	}
	bootstrap_sort(&again);
	bootstrap_write(&second, &again);
	test_str_n(buf_peek(&second), buf_peek(&first));
	test_true(first.n > 300);
	buf_fini(&first);
	buf_fini(&second);
}

static const struct {
	const char *name;
	enum bootstrap_kind kind;
	const char *json;
	bool good;
	const char *written;
} files[] = {
	{ "names", BOOTSTRAP_DNS,
	  "{\"version\":\"1.0\",\"publication\":\"2026-06-01T20:00:00Z\",\"x\":{},"
	  "\"services\":[[[\"com\",\"Net\"],[\"http://a.example/\",\"https://"
	  "b.example\"]],"
	  "[[\"none\"],[]],[[],[\"https://c.example/\"]]]}",
	  true, "dns\tcom\thttps://b.example/\ndns\tnet\thttps://b.example/\n" },
	{ "networks", BOOTSTRAP_IPV4,
	  "{\"version\":\"1.0\",\"publication\":\"2026-06-01\","
	  "\"services\":[[[\"41.0.0.0/8\"],[\"https://f.example/\"]]]}",
	  true, "ipv4\t41.0.0.0/8\thttps://f.example/\n" },
	{ "numbers", BOOTSTRAP_ASN,
	  "{\"version\":\"1.0\",\"publication\":\"2026-06-01\","
	  "\"services\":[[[\"1-2\",\"7\"],[\"https://f.example/\"]]]}",
	  true, "asn\t1-2\thttps://f.example/\nasn\t7-7\thttps://f.example/\n" },
	{ "tags have a list before", BOOTSTRAP_TAG,
	  "{\"version\":\"1.0\",\"publication\":\"2026-06-01\","
	  "\"services\":[[[\"a@b.example\"],[\"YYYY\"],[\"https://f.example/\"]]]}",
	  true, "tag\tYYYY\thttps://f.example/\n" },
	{ "no JSON", BOOTSTRAP_DNS, "<html>", false, NULL },
	{ "cut", BOOTSTRAP_DNS,
	  "{\"version\":\"1.0\",\"publication\":\"2026-06-01\",\"services\":[[[\"com\"]",
	  false, NULL },
	{ "no date", BOOTSTRAP_DNS, "{\"version\":\"1.0\",\"services\":[]}", false,
	  NULL },
	{ "no services", BOOTSTRAP_DNS,
	  "{\"version\":\"1.0\",\"publication\":\"2026-06-01\"}", false, NULL },
	{ "another version", BOOTSTRAP_DNS,
	  "{\"version\":\"2.0\",\"publication\":\"2026-06-01\",\"services\":[]}", false,
	  NULL },
	{ "a key that is none", BOOTSTRAP_IPV6,
	  "{\"version\":\"1.0\",\"publication\":\"2026-06-01\","
	  "\"services\":[[[\"41.0.0.0/8\"],[\"https://f.example/\"]]]}",
	  false, NULL },
};

TEST(bootstrap_reads_the_files_of_iana)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		struct bootstrap b = { 0 };
		struct str day = STR_NONE;
		struct buf out;
		struct err err;

		test_case(files[i].name);
		test_int(bootstrap_read_iana(test_arena(), files[i].kind,
					     test_copy(files[i].json), &b, &day, &err),
			 files[i].good);
		if (!files[i].good)
			continue;
		test_str(day, "2026-06-01");
		buf_init(&out, 0);
		bootstrap_sort(&b);
		bootstrap_write(&out, &b);
		test_str(buf_peek(&out), files[i].written);
		buf_fini(&out);
	}
}

TEST(bootstrap_ends_at_its_ceiling)
{
	struct bootstrap b = { 0 };
	struct str columns[3] = { STR("asn"), STR("1"), STR("https://a.example/") };

	for (int i = 0; i < LIMIT_BOOTSTRAP; i++)
		if (!bootstrap_row(test_arena(), columns, &b))
			test_true(false);
	test_true(!bootstrap_row(test_arena(), columns, &b));
}

static const struct {
	const char *domain, *url;
} shipped[] = {
	{ "example.com", "https://rdap.verisign.com/com/v1/" },
	{ "example.org", "https://rdap.publicinterestregistry.org/rdap/" },
	{ "example.xyz", "https://rdap.centralnic.com/xyz/" },
	{ "example.cn", "" },
	{ "example.co.jp", "" },
};

TEST(bootstrap_of_the_tree)
{
	static struct tables tables;
	char dir[4096];
	struct err err = { 0 };
	struct ip ip;

	test_true(tables_dir(dir, sizeof dir));
	test_true(tables_load(test_arena(), dir, &tables, &err));
	for (size_t i = 0; i < COUNT(shipped); i++) {
		test_case(shipped[i].domain);
		test_str(
		    bootstrap_find_domain(&tables.bootstrap, str_c(shipped[i].domain)),
		    shipped[i].url);
	}
	test_true(ip_parse(STR("20.63.138.218"), &ip));
	test_str(bootstrap_find_address(&tables.bootstrap, &ip),
		 "https://rdap.arin.net/registry/");
	test_true(ip_parse(STR("2001:200::1"), &ip));
	test_str(bootstrap_find_address(&tables.bootstrap, &ip),
		 "https://rdap.apnic.net/");
	test_str(bootstrap_find_number(&tables.bootstrap, 3333),
		 "https://rdap.db.ripe.net/");
}
