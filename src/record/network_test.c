#include "record/network.h"
#include "base/test.h"

static struct networks *networks(void)
{
	static const struct str rows[][5] = {
		{ STR("flare"), STR("Flare"), STR("cdn"),
		  STR("cname:cdn.example ns:ns.flare.example net:192.0.2.0/24 "
		      "net:2001:db8::/32"),
		  STR("because") },
		{ STR("inner"), STR("Inner"), STR("mail"),
		  STR("net:192.0.2.128/25 mx:mx.example brand:b"), STR("because") },
		{ STR("aws"), STR("AWS"), STR("cloud"),
		  STR("ns:awsdns-*.com ptr:example.com ptr:a.example.com"),
		  STR("because") },
		{ STR("a"), STR("A of AWS"), STR("hoster"), STR("ptr:a.example.com"),
		  STR("because") },
	};
	struct networks *ret = arena_new_of(test_arena(), struct networks);

	for (size_t i = 0; i < COUNT(rows); i++)
		test_true(network_read(test_arena(), rows[i], ret));
	return ret;
}

static struct str id_of(const struct network *network)
{
	return network ? network->id : STR("");
}

TEST(networks_are_known_by_names)
{
	static const struct {
		const char *name;
		enum network_place place;
		const char *host, *id;
	} rows[] = {
		{ "the name itself", BY_ALIAS, "cdn.example", "flare" },
		{ "below it", BY_ALIAS, "x.y.cdn.example", "flare" },
		{ "any case", BY_ALIAS, "X.CDN.Example", "flare" },
		{ "no label boundary", BY_ALIAS, "xcdn.example", "" },
		{ "another place", BY_NS, "x.cdn.example", "" },
		{ "a label that begins so", BY_NS, "ns-1.awsdns-23.com", "aws" },
		{ "no label that begins so", BY_NS, "ns-1.xawsdns-23.com", "" },
		{ "the label itself, nothing in front", BY_NS, "awsdns-23.com", "aws" },
		{ "another ending", BY_NS, "ns-1.awsdns-23.com.example", "" },
		{ "the ending alone", BY_NS, "com", "" },
		{ "empty", BY_NS, "", "" },
		{ "the longest decides, the first of equals", BY_PTR, "x.a.example.com",
		  "aws" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		test_case(rows[i].name);
		test_str(id_of(network_of_name(networks(), rows[i].place,
					       test_copy(rows[i].host))),
			 rows[i].id);
	}
}

TEST(networks_are_known_by_addresses)
{
	static const struct {
		const char *ip, *id;
	} rows[] = {
		{ "192.0.2.7", "flare" }, { "192.0.2.200", "inner" },
		{ "198.51.100.1", "" },	  { "2001:db8::1", "flare" },
		{ "2001:db9::1", "" },	  { "::ffff:192.0.2.7", "flare" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ip ip;

		test_case(rows[i].ip);
		test_true(ip_parse(str_c(rows[i].ip), &ip));
		test_str(id_of(network_of_address(networks(), &ip)), rows[i].id);
	}
}

TEST(networks_refuse_rows_that_are_none)
{
	static const struct {
		const char *name;
		struct str kind, marks;
	} rows[] = {
		{ "unknown kind", STR("x"), STR("ns:a.example") },
		{ "no mark", STR("cdn"), STR(" ") },
		{ "unknown mark", STR("cdn"), STR("as:1") },
		{ "no range", STR("cdn"), STR("net:192.0.2.0/33") },
		{ "a bare label", STR("cdn"), STR("ns:example") },
		{ "upper case", STR("cdn"), STR("ns:A.example") },
		{ "star without a label", STR("cdn"), STR("ns:*.com") },
		{ "star without an ending", STR("cdn"), STR("ns:aws*") },
		{ "brand without a name", STR("cdn"), STR("ns:a.example brand:") },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct str columns[5] = { STR("i"), STR("n"), rows[i].kind,
						rows[i].marks, STR("why") };
		struct networks out = { 0 };

		test_case(rows[i].name);
		test_true(!network_read(test_arena(), columns, &out));
	}
}

/* The table of the tree: each of them known by something that is common knowledge. */
