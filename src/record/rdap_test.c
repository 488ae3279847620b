/* record/rdap_test.c */
#include "record/rdap.h"

#include "base/test.h"

static struct registry_facts read_from(const char *text)
{
	struct registry_facts facts;

	rdap_read(test_arena(), test_copy(text), &facts);
	return facts;
}

static struct str time_of(const struct registry_time *time)
{
	char text[REGISTRY_TIME_TEXT];

	return arena_str(test_arena(), registry_time_text(time, text));
}

static const char domain[] =
    "{\"objectClassName\":\"domain\",\"ldhName\":\"EXAMPLE.NET\",\"handle\":\"D1\","
    "\"status\":[\"client hold\",\"active\"],"
    "\"events\":[{\"eventAction\":\"registration\",\"eventDate\":"
    "\"2020-01-02T03:04:05Z\"},{\"eventAction\":\"expiration\",\"eventDate\":"
    "\"2031-01-02T03:04:05+01:00\"},{\"eventAction\":\"last changed\"}],"
    "\"nameservers\":[{\"ldhName\":\"NS1.EXAMPLE.NET.\",\"ipAddresses\":{\"v4\":"
    "[\"192.0.2.1\"],\"v6\":[\"2001:db8::1\"]}},{\"ldhName\":\"ns2.example.net\"}],"
    "\"secureDNS\":{\"delegationSigned\":true},"
    "\"links\":[{\"rel\":\"self\",\"href\":\"https://r.example/d\"},{\"rel\":"
    "\"related\",\"type\":\"application/rdap+json\",\"href\":"
    "\"https://names.example/d\"}],\"port43\":\"whois.example.net\","
    "\"entities\":[{\"objectClassName\":\"entity\",\"roles\":[\"registrar\"],"
    "\"publicIds\":[{\"type\":\"IANA Registrar ID\",\"identifier\":\"9999\"}],"
    "\"vcardArray\":[\"vcard\",[[\"version\",{},\"text\",\"4.0\"],[\"fn\",{},"
    "\"text\",\"Example Names\"]]],"
    "\"entities\":[{\"roles\":[\"abuse\"],\"vcardArray\":[\"vcard\",[[\"fn\",{},"
    "\"text\",\"Desk\"],[\"tel\",{\"type\":\"voice\"},\"uri\",\"tel:+1.5550100\"],"
    "[\"email\",{},\"text\",\"abuse@names.example\"]]]}]},"
    "{\"roles\":[\"registrant\"],\"handle\":\"R1\",\"vcardArray\":[\"vcard\",["
    "[\"fn\",{},\"text\",\"\"],[\"adr\",{},\"text\",[\"\",\"\",[\"Suite 1\","
    "\"Example Street\"],\"Town\",\"WA\",\"\",\"US\"]],[\"org\",{},\"text\","
    "\"Example Inc\"]]],\"remarks\":[{\"title\":\"REDACTED FOR PRIVACY\"}]}]}";

TEST(rdap_reads_a_domain)
{
	struct registry_facts facts = read_from(domain);
	const struct registry_contact *registrant =
	    registry_contact_of(&facts, REGISTRY_REGISTRANT);

	test_int(facts.outcome, REGISTRY_FOUND);
	test_str(facts.domain, "example.net");
	test_str(time_of(&facts.created), "2020-01-02T03:04:05Z");
	test_str(time_of(&facts.expires), "2031-01-02T02:04:05Z");
	test_true(!facts.updated.ok);
	test_int(facts.host_count, 2);
	test_str(facts.hosts[0].name, "ns1.example.net");
	test_int(facts.hosts[0].count, 2);
	test_str(facts.statuses[0], "clientHold");
	test_str(facts.statuses[1], "active");
	test_int(facts.signed_, 1);
	test_str(facts.registrar, "Example Names");
	test_str(facts.registrar_id, "9999");
	test_str(facts.referral, "whois.example.net");
	test_str(facts.referral_rdap, "https://names.example/d");
	test_int(facts.abuse_count, 1);
	test_str(facts.abuse[0].email, "abuse@names.example");
	test_str(facts.abuse[0].phone, "+1.5550100");
	test_true(registrant != NULL);
	if (!registrant)
		return;
	test_str(registrant->fields[REGISTRY_ORGANIZATION].text, "Example Inc");
	test_str(registrant->fields[REGISTRY_STREET].text, "Suite 1\nExample Street");
	test_str(registrant->fields[REGISTRY_COUNTRY].text, "US");
	test_int(registrant->fields[REGISTRY_NAME].standing, REGISTRY_REDACTED);
	test_int(registrant->fields[REGISTRY_EMAIL].standing, REGISTRY_REDACTED);
	test_int(registrant->fields[REGISTRY_STATE].standing, REGISTRY_PUBLISHED);
}

TEST(rdap_reads_what_was_redacted)
{
	struct registry_facts facts = read_from(
	    "{\"objectClassName\":\"domain\",\"ldhName\":\"example.net\",\"redacted\":["
	    "{\"name\":{\"description\":\"Registrant Name\"},\"method\":\"removal\"},"
	    "{\"name\":{\"type\":\"Tech Email\"}},{\"name\":{\"type\":\"Shoe size\"}},7],"
	    "\"entities\":[{\"roles\":[\"registrant\"],\"vcardArray\":[\"vcard\",[["
	    "\"fn\","
	    "{},\"text\",\"\"]]]}]}");
	const struct registry_contact *tech = registry_contact_of(&facts, REGISTRY_TECH);

	test_int(facts.contact_count, 2);
	test_int(facts.contacts[0].fields[REGISTRY_NAME].standing, REGISTRY_REDACTED);
	test_true(tech && tech->fields[REGISTRY_EMAIL].standing == REGISTRY_REDACTED);
}

TEST(rdap_reads_a_network)
{
	struct registry_facts facts = read_from(
	    "{\"objectClassName\":\"ip network\",\"handle\":\"N1\",\"startAddress\":"
	    "\"192.0.2.0\",\"endAddress\":\"192.0.2.255\",\"name\":\"EXAMPLE\","
	    "\"type\":\"ASSIGNED\",\"arin_originas0_originautnums\":[64496],"
	    "\"entities\":[{\"roles\":[\"registrant\"],\"vcardArray\":[\"vcard\",[["
	    "\"fn\","
	    "{},\"text\",\"Example Inc\"],[\"kind\",{},\"text\",\"org\"],[\"adr\","
	    "{\"cc\":\"US\",\"label\":\"1 "
	    "Street\"},\"text\",[\"\",\"\",\"\",\"\",\"\",\"\",\"\"]]]]}]}");
	const struct registry_network *network = facts.networks;

	test_int(facts.network_count, 1);
	test_str(network->range, "192.0.2.0 - 192.0.2.255");
	test_str(network->name, "EXAMPLE");
	test_str(network->organization, "Example Inc");
	test_str(network->country, "US");
	test_int(network->asn, 64496);
	test_str(facts.domain, "");
}

static const struct {
	const char *name, *text;
	enum registry_outcome outcome;
} outcomes[] = {
	{ "not there", "{\"errorCode\":404,\"title\":\"Not Found\"}",
	  REGISTRY_NOT_FOUND },
	{ "too often", "{\"errorCode\":429}", REGISTRY_THROTTLED },
	{ "not served", "{\"errorCode\":501}", REGISTRY_REFUSED },
	{ "help", "{\"rdapConformance\":[\"rdap_level_0\"]}", REGISTRY_UNREADABLE },
	{ "cut off", "{\"objectClassName\":\"domain\",\"ldhName\":\"a.b\"",
	  REGISTRY_UNREADABLE },
	{ "more behind", "{\"objectClassName\":\"domain\"} x", REGISTRY_UNREADABLE },
	{ "a page", "<html></html>", REGISTRY_UNREADABLE },
	{ "nothing", "", REGISTRY_UNREADABLE },
	{ "wrong kinds",
	  "{\"objectClassName\":\"domain\",\"ldhName\":7,\"status\":\"x\",\"events\":{},"
	  "\"nameservers\":[1,\"x\",{\"ldhName\":null}],\"entities\":[[],7,{\"roles\":7,"
	  "\"vcardArray\":{}}],\"secureDNS\":[],\"links\":[null],\"errorCode\":\"x\"}",
	  REGISTRY_FOUND },
	{ "a card", "[\"vcard\",[[\"fn\",{},\"text\",\"Jane\"]]]", REGISTRY_FOUND },
	{ "a card with mixed values",
	  "[\"vcard\",[[\"x\",{},\"text\",\"a\",true,1.5e3,null,[\"b\",false]]]]",
	  REGISTRY_FOUND },
	{ "a card, too deep", "[\"vcard\",[[\"x\",{},\"text\",[\"a\",[\"b\",[\"c\"]]]]]]",
	  REGISTRY_UNREADABLE },
	{ "a card without a name", "[\"vcard\",[[7,{},\"text\",\"a\"]]]",
	  REGISTRY_UNREADABLE },
	{ "a card without a type", "[\"vcard\",[[\"fn\",{},7,\"a\"]]]",
	  REGISTRY_UNREADABLE },
};

TEST(rdap_keeps_the_outcomes_apart)
{
	for (size_t i = 0; i < COUNT(outcomes); i++) {
		struct registry_facts facts = read_from(outcomes[i].text);

		test_case(outcomes[i].name);
		test_str(str_c(registry_outcome_name(facts.outcome)),
			 registry_outcome_name(outcomes[i].outcome));
	}
}

/* `open`, ten thousand times, and as often `close`. */
static struct str nested(const char *open, const char *middle, const char *close)
{
	struct str one = str_c(open), end = str_c(close), centre = str_c(middle);
	size_t n = 10000;
	char *p = arena_bytes(test_arena(), n * (one.n + end.n) + centre.n), *at = p;

	for (size_t i = 0; i < n; i++, at += one.n)
		memcpy(at, one.p, one.n);
	memcpy(at, centre.p, centre.n);
	at += centre.n;
	for (size_t i = 0; i < n; i++, at += end.n)
		memcpy(at, end.p, end.n);
	return str_make(p, (size_t)(at - p));
}

TEST(rdap_survives_depth)
{
	struct registry_facts facts;

	rdap_read(test_arena(),
		  nested("{\"objectClassName\":\"domain\",\"entities\":[", "{}", "]}"),
		  &facts);
	test_int(facts.outcome, REGISTRY_FOUND);
	test_true(facts.cut);
	rdap_read(test_arena(), nested("[", "", "]"), &facts);
	test_int(facts.outcome, REGISTRY_UNREADABLE);
	rdap_read(test_arena(), nested("{\"a\":", "1", ""), &facts);
	test_int(facts.outcome, REGISTRY_UNREADABLE);
}

TEST(rdap_takes_the_description_of_a_network)
{
	struct registry_facts facts = read_from(
	    "{\"objectClassName\":\"ip network\",\"startAddress\":\"192.0.2.0\","
	    "\"endAddress\":\"192.0.2.255\",\"remarks\":[{\"title\":\"remarks\","
	    "\"description\":[\"call us\"]},{\"description\":[\"Example Ltd\","
	    "\"Street 1\"],\"title\":\"description\"}]}");

	test_int(facts.network_count, 1);
	test_str(facts.networks[0].description, "Example Ltd");
}

TEST(rdap_prefers_an_organisation_to_a_maintainer)
{
	struct registry_facts facts = read_from(
	    "{\"objectClassName\":\"ip network\",\"startAddress\":\"192.0.2.0\","
	    "\"endAddress\":\"192.0.2.255\",\"entities\":[{\"roles\":[\"registrant\"],"
	    "\"handle\":\"EX-MNT\"},{\"roles\":[\"registrant\"],\"handle\":\"ORG-EX1\","
	    "\"vcardArray\":[\"vcard\",[[\"fn\",{},\"text\",\"Example AB\"],"
	    "[\"kind\",{},\"text\",\"org\"]]]}]}");

	test_str(facts.networks[0].organization, "Example AB");
	test_str(facts.networks[0].holder, "ORG-EX1");
}

static const struct {
	const char *name, *text, *email, *phone;
} cards[] = {
	{ "the first of equals",
	  "[\"vcard\",[[\"email\",{},\"text\",\"a@b.example\"],[\"email\",{},\"text\","
	  "\"c@d.example\"]]]",
	  "a@b.example", "" },
	{ "the preferred",
	  "[\"vcard\",[[\"email\",{},\"text\",\"a@b.example\"],[\"email\",{\"pref\":"
	  "\"2\"},\"text\",\"c@d.example\"],[\"email\",{\"pref\":1},\"text\","
	  "\"e@f.example\"],[\"email\",{\"pref\":\"50\"},\"text\",\"g@h.example\"]]]",
	  "e@f.example", "" },
	{ "a number",
	  "[\"vcard\",[[\"tel\",{\"type\":\"voice\"},\"uri\",\"tel:+1.5550100\"],"
	  "[\"tel\",{\"type\":\"voice\",\"pref\":\"1\"},\"uri\",\"tel:+1.5550101\"]]]",
	  "", "+1.5550101" },
	{ "a preference that is none",
	  "[\"vcard\",[[\"email\",{},\"text\",\"a@b.example\"],[\"email\",{\"pref\":[]},"
	  "\"text\",\"c@d.example\"],[\"email\",{\"pref\":\"x\"},\"text\","
	  "\"e@f.example\"],[\"email\",{\"pref\":1.5},\"text\",\"i@j.example\"],"
	  "[\"email\",{\"pref\":0},\"text\",\"g@h.example\"]]]",
	  "a@b.example", "" },
};

TEST(rdap_takes_what_a_card_prefers)
{
	for (size_t i = 0; i < COUNT(cards); i++) {
		struct registry_facts facts = read_from(cards[i].text);

		test_case(cards[i].name);
		test_int(facts.contact_count, 1);
		test_str(facts.contacts[0].fields[REGISTRY_EMAIL].text, cards[i].email);
		test_str(facts.contacts[0].fields[REGISTRY_PHONE].text, cards[i].phone);
	}
}
