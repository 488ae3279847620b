/* record/blocklist_test.c */
#include "record/blocklist.h"
#include "base/test.h"

static const struct {
	const char *name, *list, *answer;
	enum listing listing[3];
	uint32_t count;
} cases[] = {
	{ "SBL", "zen.spamhaus.org", "127.0.0.2", { LISTING_BAD }, 1 },
	{ "CSS", "zen.spamhaus.org", "127.0.0.3", { LISTING_BAD }, 1 },
	{ "XBL", "zen.spamhaus.org", "127.0.0.4", { LISTING_BAD }, 1 },
	{ "DROP", "zen.spamhaus.org", "127.0.0.9", { LISTING_BAD }, 1 },
	{ "PBL of the holder", "zen.spamhaus.org", "127.0.0.10", { LISTING_POLICY }, 1 },
	{ "PBL", "zen.dq.spamhaus.net", "127.0.0.11", { LISTING_POLICY }, 1 },
	{ "a code of tomorrow", "zen.spamhaus.org", "127.0.0.77", { LISTING_ERROR }, 1 },
	{ "mistyped", "zen.spamhaus.org", "127.255.255.252", { LISTING_ERROR }, 1 },
	{ "public resolver",
	  "zen.spamhaus.org",
	  "127.255.255.254",
	  { LISTING_ERROR },
	  1 },
	{ "too often", "dbl.spamhaus.org", "127.255.255.255", { LISTING_ERROR }, 1 },
	{ "a wildcard", "zen.spamhaus.org", "192.0.2.1", { LISTING_ERROR }, 1 },
	{ "a wildcard of a provider",
	  "dbl.spamhaus.org",
	  "10.0.0.1",
	  { LISTING_ERROR },
	  1 },
	{ "IPv6", "zen.spamhaus.org", "2001:db8::1", { LISTING_ERROR }, 1 },
	{ "spam domain", "dbl.spamhaus.org", "127.0.1.2", { LISTING_BAD }, 1 },
	{ "phish domain", "dbl.spamhaus.org", "127.0.1.4", { LISTING_BAD }, 1 },
	{ "a victim", "dbl.spamhaus.org", "127.0.1.104", { LISTING_ABUSED }, 1 },
	{ "an address asked", "dbl.spamhaus.org", "127.0.1.255", { LISTING_ERROR }, 1 },
	{ "ZEN's code of DBL", "dbl.spamhaus.org", "127.0.0.2", { LISTING_ERROR }, 1 },
	{ "one bit", "multi.surbl.org", "127.0.0.8", { LISTING_BAD }, 1 },
	{ "two bits", "multi.surbl.org", "127.0.0.80", { LISTING_BAD, LISTING_BAD }, 2 },
	{ "a site that was broken into",
	  "multi.surbl.org",
	  "127.0.0.128",
	  { LISTING_ABUSED },
	  1 },
	{ "refused", "multi.surbl.org", "127.0.0.1", { LISTING_ERROR }, 1 },
	{ "a bit that is not known",
	  "multi.surbl.org",
	  "127.0.0.40",
	  { LISTING_ERROR },
	  1 },
	{ "no bit", "multi.surbl.org", "127.0.0.0", { LISTING_ERROR }, 1 },
	{ "black", "multi.uribl.com", "127.0.0.2", { LISTING_BAD }, 1 },
	{ "black and grey",
	  "multi.uribl.com",
	  "127.0.0.6",
	  { LISTING_BAD, LISTING_WEAK },
	  2 },
	{ "public resolver", "multi.uribl.com", "127.0.0.1", { LISTING_ERROR }, 1 },
	{ "not of the mask", "multi.uribl.com", "127.0.1.2", { LISTING_ERROR }, 1 },
	{ "all bits", "multi.uribl.com", "127.0.0.255", { LISTING_ERROR }, 1 },
	{ "reported", "bl.spamcop.net", "127.0.0.2", { LISTING_BAD }, 1 },
};

TEST(blocklist_reads_codes_and_never_an_error_as_listed)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct list_code *codes[8];
		struct ip ip;

		test_case(cases[i].name);
		test_true(ip_parse(str_c(cases[i].answer), &ip));
		test_int(
		    blocklist_read(blocklist_find(str_c(cases[i].list)), &ip, codes, 8),
		    cases[i].count);
		for (uint32_t k = 0; k < cases[i].count; k++) {
			test_int(codes[k]->listing, cases[i].listing[k]);
			test_true(codes[k]->meaning != NULL);
		}
	}
}

TEST(blocklist_keeps_to_the_room_that_it_has)
{
	const struct list_code *codes[1];
	struct ip ip;

	ip_parse(STR("127.0.0.80"), &ip);
	test_int(blocklist_read(blocklist_find(STR("multi.surbl.org")), &ip, codes, 1),
		 1);
}

TEST(blocklist_finds_lists_by_name)
{
	const struct blocklist *list = NULL;
	uint32_t n = 0;

	test_true(!blocklist_find(STR("zen")));
	test_true(blocklist_find(STR("ZEN.spamhaus.org")) != NULL);
	while ((list = blocklist_next(list))) {
		n++;
		test_true(list->name && (list->takes || list->means == LIST_BY_LOGS));
	}
	test_true(n >= 12);
}
