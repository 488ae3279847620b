/* mail/ip_test.c */
#include "mail/ip.h"
#include "base/test.h"

static const struct {
	const char *name, *text, *want; /* NULL: no address */
} addresses[] = {
	{ "plain", "192.0.2.1", "192.0.2.1" },
	{ "brackets", "[192.0.2.1]", "192.0.2.1" },
	{ "blanks", " [ 192.0.2.1 ] ", "192.0.2.1" },
	{ "largest", "255.255.255.255", "255.255.255.255" },
	{ "octet too large", "192.0.2.256", NULL },
	{ "four digits", "192.0.2.0001", NULL },
	{ "octal", "192.0.2.01", NULL },
	{ "short form", "127.1", NULL },
	{ "five octets", "192.0.2.1.5", NULL },
	{ "final dot", "192.0.2.1.", NULL },
	{ "empty octet", "192..2.1", NULL },
	{ "a name", "example.com", NULL },
	{ "nothing", "", NULL },
	{ "brackets round nothing", "[]", NULL },
	{ "v6", "2001:DB8::0:1", "2001:db8::1" },
	{ "v6 as a literal", "[IPv6:2001:db8::1]", "2001:db8::1" },
	{ "v6 in full", "2001:0db8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1" },
	{ "v6 zone", "fe80::1%eth0", "fe80::1" },
	{ "v6 all zero", "::", "::" },
	{ "v6 zeros at the end", "2001:db8:1:2::", "2001:db8:1:2::" },
	{ "v6 zeros in front", "0:0:0:1:2:3:4:5", "::1:2:3:4:5" },
	{ "v6 two runs alike, the first is cut", "1:0:0:2:3:0:0:4", "1::2:3:0:0:4" },
	{ "v6 one zero is kept", "1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7" },
	{ "v6 of the longest", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
	  "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
	{ "v4 of the longest", "255.255.255.100", "255.255.255.100" },
	{ "v6 with v4 tail", "64:ff9b::192.0.2.33", "64:ff9b::c000:221" },
	{ "v6 two gaps", "1::2::3", NULL },
	{ "v6 too long", "1:2:3:4:5:6:7:8:9", NULL },
	{ "v6 too short", "1:2:3", NULL },
	{ "v6 five digits", "12345::", NULL },
	{ "mapped", "::ffff:192.0.2.1", "192.0.2.1" },
	{ "mapped, literal", "[IPv6:::FFFF:c000:0201]", "192.0.2.1" },
	{ "tag of v6 round v4", "[IPv6:192.0.2.1]", "192.0.2.1" },
};

TEST(ip_parse_takes_strict_forms)
{
	for (size_t i = 0; i < COUNT(addresses); i++) {
		struct ip ip;

		test_case(addresses[i].name);
		test_int(ip_parse(test_copy(addresses[i].text), &ip),
			 addresses[i].want != NULL);
		if (addresses[i].want)
			test_str(ip_text(test_arena(), &ip), addresses[i].want);
	}
}

TEST(ip_parse_stops_at_nul)
{
	struct ip ip;

	test_true(!ip_parse(test_copy_str(STR("2001:db8::1\0evil")), &ip));
	test_true(!ip_parse(test_copy_str(STR("192.0.2.1\0")), &ip));
}

static const struct {
	const char *name, *net, *ip;
	bool ok, inside;
} nets[] = {
	{ "inside", "192.0.2.0/24", "192.0.2.255", true, true },
	{ "outside", "192.0.2.0/24", "192.0.3.0", true, false },
	{ "odd length, inside", "192.0.2.128/25", "192.0.2.200", true, true },
	{ "odd length, outside", "192.0.2.128/25", "192.0.2.127", true, false },
	{ "everything", "0.0.0.0/0", "203.0.113.9", true, true },
	{ "one address", "192.0.2.7", "192.0.2.7", true, true },
	{ "one address, another", "192.0.2.7", "192.0.2.6", true, false },
	{ "host bits set", "192.0.2.77/24", "192.0.2.1", true, true },
	{ "v6", "2001:db8::/32", "2001:db8:ffff::1", true, true },
	{ "v6 outside", "2001:db8::/33", "2001:db8:8000::1", true, false },
	{ "kinds differ", "::/0", "192.0.2.1", true, false },
	{ "mapped network", "::ffff:10.0.0.0/104", "10.1.2.3", true, true },
	{ "mapped network too wide", "::ffff:10.0.0.0/95", "10.1.2.3", false, false },
	{ "too long", "192.0.2.0/33", "192.0.2.0", false, false },
	{ "no length", "192.0.2.0/", "192.0.2.0", false, false },
	{ "sign", "192.0.2.0/+8", "192.0.2.0", false, false },
};

TEST(ip_in_net_compares_the_leading_bits)
{
	for (size_t i = 0; i < COUNT(nets); i++) {
		struct ip_net net;
		struct ip ip;

		test_case(nets[i].name);
		test_true(ip_parse(test_copy(nets[i].ip), &ip));
		test_int(ip_net_parse(test_copy(nets[i].net), &net), nets[i].ok);
		if (nets[i].ok)
			test_int(ip_in_net(&ip, &net), nets[i].inside);
	}
}

static const struct {
	const char *text;
	bool private_, loopback;
} kinds[] = {
	{ "127.0.0.1", true, true },
	{ "10.255.0.1", true, false },
	{ "172.16.0.1", true, false },
	{ "172.32.0.1", false, false },
	{ "192.168.1.1", true, false },
	{ "100.64.0.1", true, false },
	{ "100.128.0.1", false, false },
	{ "169.254.9.9", true, false },
	{ "192.0.2.1", false, false },
	{ "::1", true, true },
	{ "::", true, false },
	{ "fe80::1", true, false },
	{ "fd00::1", true, false },
	{ "2001:db8::1", false, false },
	{ "::ffff:10.0.0.1", true, false },
};

TEST(ip_is_private_knows_what_is_not_on_the_internet)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct ip ip;

		test_case(kinds[i].text);
		test_true(ip_parse(test_copy(kinds[i].text), &ip));
		test_int(ip_is_private(&ip), kinds[i].private_);
		test_int(ip_is_loopback(&ip), kinds[i].loopback);
	}
}
