/* lookup/guard_test.c */
#include "lookup/guard.h"

#include "base/test.h"

static const struct {
	const char *address, *words; /* NULL: it may be contacted */
} addresses[] = {
	{ "192.0.2.80", NULL }, /* documentation */
	{ "198.51.100.1", NULL },
	{ "203.0.113.1", NULL },
	{ "8.8.8.8", NULL },
	{ "117.50.174.153", NULL },
	{ "1.0.0.0", NULL },
	{ "9.255.255.255", NULL },
	{ "11.0.0.0", NULL },
	{ "100.63.255.255", NULL },
	{ "100.128.0.0", NULL },
	{ "126.255.255.255", NULL },
	{ "128.0.0.0", NULL },
	{ "169.253.255.255", NULL },
	{ "169.255.0.0", NULL },
	{ "172.15.255.255", NULL },
	{ "172.32.0.0", NULL },
	{ "192.167.255.255", NULL },
	{ "192.169.0.0", NULL },
	{ "198.17.255.255", NULL },
	{ "198.20.0.0", NULL },
	{ "223.255.255.255", NULL },
	{ "168.63.129.15", NULL },
	{ "0.0.0.0", "this network" },
	{ "0.1.2.3", "this network" },
	{ "10.0.0.0", "private use" },
	{ "10.255.255.255", "private use" },
	{ "172.16.0.1", "private use" },
	{ "172.31.255.255", "private use" },
	{ "192.168.1.1", "private use" },
	{ "100.64.0.0", "provider's network" },
	{ "100.127.255.255", "provider's network" },
	{ "127.0.0.1", "this machine" },
	{ "127.255.255.254", "this machine" },
	{ "169.254.0.1", "local network" },
	{ "169.254.169.254", "cloud" },
	{ "100.100.100.200", "cloud" },
	{ "168.63.129.16", "cloud" },
	{ "192.0.0.192", "cloud" },
	{ "192.0.0.170", "not on the Internet" },
	{ "192.88.99.1", "not on the Internet" },
	{ "198.18.0.1", "measuring" },
	{ "198.19.255.255", "measuring" },
	{ "224.0.0.1", "many machines" },
	{ "239.255.255.250", "many machines" },
	{ "240.0.0.1", "nobody was given" },
	{ "255.255.255.255", "many machines" },

	{ "2001:db8::1", NULL },
	{ "3fff::1", NULL },
	{ "2606:4700:3037::6815:541a", NULL },
	{ "2001:4860:4860::8888", NULL },
	{ "::", "this network" },
	{ "::1", "this machine" },
	{ "::ffff:127.0.0.1", "this machine" },
	{ "::ffff:10.0.0.1", "private use" },
	{ "::ffff:192.0.2.1", NULL },
	{ "::127.0.0.1", "nobody was given" },
	{ "::192.0.2.1", "nobody was given" },
	{ "64:ff9b::192.0.2.1", NULL },
	{ "64:ff9b::169.254.169.254", "cloud" },
	{ "64:ff9b::7f00:1", "this machine" },
	{ "64:ff9b:1::192.0.2.1", "nobody was given" },
	{ "2002:c000:201::1", NULL },
	{ "2002:7f00:1::1", "this machine" },
	{ "2002:c0a8:101::1", "private use" },
	/* Teredo: server, then the client, inverted */
	{ "2001:0:c000:201::3fff:fdfe", NULL },
	{ "2001:0:7f00:1::3fff:fdfe", "this machine" },
	{ "2001:0:c000:201::80ff:fffe", "this machine" },
	{ "2001:db8::5efe:192.0.2.1", NULL },
	{ "2001:db8::5efe:10.0.0.1", "private use" },
	{ "2001:db8::200:5efe:10.0.0.1", "private use" },
	{ "fc00::1", "local network (RFC 4193)" },
	{ "fdff::1", "local network (RFC 4193)" },
	{ "fd00:ec2::254", "cloud" },
	{ "fe80::1", "local network" },
	{ "fec0::1", "local network" },
	{ "ff02::1", "many machines" },
	{ "100::1", "nobody was given" },
	{ "2001:2::1", "measuring" },
	{ "2001:10::1", "not on the Internet" },
	{ "2001:20::1", "not on the Internet" },
	{ "4000::1", "nobody was given" },
};

TEST(guard_knows_addresses_that_are_not_contacted)
{
	for (size_t i = 0; i < COUNT(addresses); i++) {
		struct ip ip;
		const char *reason;

		test_case(addresses[i].address);
		test_true(ip_parse(str_c(addresses[i].address), &ip));
		reason = guard_address(&ip);
		test_true((reason == NULL) == (addresses[i].words == NULL));
		if (reason && addresses[i].words)
			test_true(str_find_str(str_c(reason),
					       str_c(addresses[i].words)) != STR_NPOS);
	}
}

/* As a packet has it, not as our reader of texts makes it. */
TEST(guard_judges_a_mapped_address_that_was_not_read_from_text)
{
	struct ip ip = { IP_V6, { [10] = 0xFF, 0xFF, 127, 0, 0, 1 } };

	test_str(str_c(guard_address(&ip)),
		 "an address of this machine: it is not contacted");
	memcpy(ip.bytes + 12, (uint8_t[4]){ 192, 0, 2, 1 }, 4);
	test_true(guard_address(&ip) == NULL);
	test_true(guard_address(&(struct ip){ .kind = IP_NONE }) != NULL);
}

static const struct {
	const char *name;
	enum question_kind kind;
	uint16_t port;
	bool may;
} ports[] = {
	{ "the web", QUESTION_HTTP, 80, true },
	{ "the web, TLS", QUESTION_TLS, 443, true },
	{ "another one", QUESTION_HTTP, 8080, true },
	{ "a high one", QUESTION_HTTP, 60000, true },
	{ "mail", QUESTION_HTTP, 25, false },
	{ "a handshake with mail", QUESTION_TLS, 465, false },
	{ "IRC", QUESTION_RDAP, 6667, false },
	{ "none", QUESTION_HTTP, 0, false },
	{ "WHOIS for the web", QUESTION_HTTP, 43, false },
	{ "WHOIS", QUESTION_WHOIS, 43, true },
	{ "WHOIS elsewhere", QUESTION_WHOIS, 4321, true },
	{ "a referral to mail", QUESTION_WHOIS, 25, false },
};

TEST(guard_knows_ports)
{
	for (size_t i = 0; i < COUNT(ports); i++) {
		test_case(ports[i].name);
		test_true((guard_port(ports[i].kind, ports[i].port) == NULL) ==
			  ports[i].may);
	}
}
