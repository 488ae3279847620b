/* record/registry_test.c */
#include "record/registry.h"

#include "base/test.h"

static const struct {
	const char *name, *value;
	enum registry_standing standing;
} standings[] = {
	{ "a name", "Example Trading Ltd", REGISTRY_PUBLISHED },
	{ "nothing", "", REGISTRY_EMPTY },
	{ "a dash", " - ", REGISTRY_EMPTY },
	{ "n/a", "N/A", REGISTRY_EMPTY },
	{ "redacted", "REDACTED FOR PRIVACY", REGISTRY_REDACTED },
	{ "somewhere else", "Visit whois.example for Web based WhoIs",
	  REGISTRY_REDACTED },
	{ "a service", "Domains By Proxy, LLC", REGISTRY_PRIVACY },
	{ "a Japanese service", "Whois情報公開代行サービス", REGISTRY_PRIVACY },
	{ "a service's address", "abc@withheldforprivacy.example", REGISTRY_PRIVACY },
	{ "a firm with the word in its name", "Privacy International",
	  REGISTRY_PUBLISHED },
	{ "stars", "ta*** ****", REGISTRY_MASKED },
	{ "a star a word", "* *", REGISTRY_MASKED },
	{ "a star in a name", "Five * Hotels", REGISTRY_PUBLISHED },
	{ "one star", "5* Hotel", REGISTRY_PUBLISHED },
	{ "wide stars", "山田＊＊＊", REGISTRY_MASKED },
	{ "a star for a syllable", "박*", REGISTRY_MASKED },
	{ "a wide star in a name", "見＊子", REGISTRY_MASKED },
	{ "a star after an accent", "Café* Ltd", REGISTRY_PUBLISHED },
	{ "one word for all", "Hidden", REGISTRY_REDACTED },
	{ "the word in a name", "Hidden Valley Farm", REGISTRY_PUBLISHED },
	{ "no handle", "Not Available From Registry", REGISTRY_EMPTY },
	{ "a service's person", "Registration Private", REGISTRY_PRIVACY },
	{ "another service", "Private by Design, LLC", REGISTRY_PRIVACY },
	{ "a service's mail, in one word", "a.test@superprivacyservice.example",
	  REGISTRY_PRIVACY },
	{ "another's", "k1@someprivateregistration.example", REGISTRY_PRIVACY },
	{ "protected data", "noreply@data-protected.example", REGISTRY_REDACTED },
};

TEST(registry_standing_tells_what_a_value_is)
{
	for (size_t i = 0; i < COUNT(standings); i++) {
		test_case(standings[i].name);
		test_int(registry_standing_of(test_copy(standings[i].value)),
			 standings[i].standing);
	}
}

static const struct {
	const char *name, *value;
	enum registry_standing standing;
} emails[] = {
	{ "a mailbox", "jane@example.net", REGISTRY_PUBLISHED },
	{ "among words", "Jane <jane@example.net>", REGISTRY_PUBLISHED },
	{ "spelled out", "jane AT example.net", REGISTRY_PUBLISHED },
	{ "spelled in parentheses", "jane(at)example.net", REGISTRY_PUBLISHED },
	{ "nothing", "", REGISTRY_EMPTY },
	{ "a form", "https://names.example/contact?d=a.test", REGISTRY_REDACTED },
	{ "a form of somebody", "https://names.example/@jane", REGISTRY_REDACTED },
	{ "words and a form", "link at https://names.example/form", REGISTRY_REDACTED },
	{ "a sentence", "Please ask whoever sold the name", REGISTRY_REDACTED },
	{ "a sentence with a host", "Ask for it at names.example", REGISTRY_REDACTED },
	{ "a service's", "a@whoisguard.example", REGISTRY_PRIVACY },
};

TEST(registry_contact_publishes_mailboxes_alone_as_email)
{
	for (size_t i = 0; i < COUNT(emails); i++) {
		struct registry_contact contact = { .roles = REGISTRY_REGISTRANT };

		test_case(emails[i].name);
		registry_contact_add(test_arena(), &contact, REGISTRY_EMAIL,
				     test_copy(emails[i].value));
		test_int(contact.fields[REGISTRY_EMAIL].standing, emails[i].standing);
		test_str(contact.fields[REGISTRY_EMAIL].text, emails[i].value);
	}
}

TEST(registry_abuse_is_written_to_mailboxes)
{
	struct registry_abuse form = { .email = STR("https://names.example/report") };
	struct registry_facts facts;

	registry_facts_init(&facts);
	registry_add_abuse(test_arena(), &facts, &form);
	test_int(facts.abuse_count, 0);
	form.phone = STR("+1.5550100");
	registry_add_abuse(test_arena(), &facts, &form);
	test_int(facts.abuse_count, 1);
	test_str(facts.abuse[0].email, "");
}

static const struct {
	const char *name, *written, *kept;
} statuses[] = {
	{ "as RFC 5731 has it", "clientHold", "clientHold" },
	{ "in capitals", "CLIENT DELETE PROHIBITED", "clientDeleteProhibited" },
	{ "in words of RDAP", "pending delete", "pendingDelete" },
	{ "with its page", "ok https://icann.org/epp#ok", "ok" },
	{ "with a note", "serverHold (dispute)", "serverHold" },
	{ "explained", "ok - Normal, no restrictions.", "ok" },
	{ "a registry's own", "paid and in zone", "paid and in zone" },
	{ "Japanese", "Connected (2031/03/31)", "Connected (2031/03/31)" },
};

TEST(registry_status_has_one_spelling)
{
	for (size_t i = 0; i < COUNT(statuses); i++) {
		struct registry_facts facts;

		test_case(statuses[i].name);
		registry_facts_init(&facts);
		registry_add_status(test_arena(), &facts, test_copy(statuses[i].written));
		registry_add_status(test_arena(), &facts, test_copy(statuses[i].written));
		test_int(facts.status_count, 1);
		test_str(facts.statuses[0], statuses[i].kept);
	}
}

static const struct {
	const char *name, *text, *first, *last;
	int prefixes;
} ranges[] = {
	{ "two addresses", "192.0.2.0 - 192.0.2.255", "192.0.2.0", "192.0.2.255", 1 },
	{ "a prefix", "198.51.100.0/23", "198.51.100.0", "198.51.101.255", 1 },
	{ "short", "200.3.12/22", "200.3.12.0", "200.3.15.255", 1 },
	{ "not a power of two", "192.0.2.1 - 192.0.2.6", "192.0.2.1", "192.0.2.6", 4 },
	{ "all of them", "0.0.0.0 - 255.255.255.255", "0.0.0.0", "255.255.255.255", 1 },
	{ "the last", "255.255.255.254 - 255.255.255.255", "255.255.255.254",
	  "255.255.255.255", 1 },
	{ "words behind", "115.0.0.0 - 115.23.255.255 (/12+/13)", "115.0.0.0",
	  "115.23.255.255", 2 },
	{ "padded", "074.125.000.000 - 074.125.255.255", "74.125.0.0", "74.125.255.255",
	  1 },
	{ "version 6", "2001:db8::/32",
	  "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", 1 },
	{ "backwards", "192.0.2.9 - 192.0.2.1", NULL, NULL, 0 },
	{ "two kinds", "192.0.2.9 - 2001:db8::", NULL, NULL, 0 },
	{ "nothing", "", NULL, NULL, 0 },
	{ "a name", "EXAMPLE-NET", NULL, NULL, 0 },
};

TEST(registry_range_reads_networks)
{
	for (size_t i = 0; i < COUNT(ranges); i++) {
		struct ip_net nets[LIMIT_REGISTRY_PREFIXES];
		struct ip first, last;
		bool ok;

		test_case(ranges[i].name);
		ok = registry_range(test_copy(ranges[i].text), &first, &last);
		test_int(ok, ranges[i].first != NULL);
		if (!ok || !ranges[i].first)
			continue;
		test_str(ip_text(test_arena(), &first), ranges[i].first);
		test_str(ip_text(test_arena(), &last), ranges[i].last);
		test_int(registry_prefixes(&first, &last, nets), ranges[i].prefixes);
	}
}

TEST(registry_prefixes_are_never_more_than_their_ceiling)
{
	struct ip_net nets[LIMIT_REGISTRY_PREFIXES];
	struct ip first, last;

	test_true(registry_range(STR("::1 - ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe"),
				 &first, &last));
	test_int(registry_prefixes(&first, &last, nets), 254);
}

TEST(registry_keeps_no_more_than_its_ceilings)
{
	struct registry_facts facts;

	registry_facts_init(&facts);
	for (unsigned i = 0; i < 100; i++) {
		struct str name = arena_printf(test_arena(), "ns%u.example.net", i);
		struct registry_host *host;
		struct ip ip = { .kind = IP_V4, .bytes = { 192, 0, 2, (uint8_t)i } };

		host = registry_add_host(test_arena(), &facts, name);
		if (host)
			registry_add_address(&facts, host, &ip);
		registry_add_address(&facts, &facts.hosts[0], &ip);
		registry_add_status(test_arena(), &facts, name);
		registry_add_contact(test_arena(), &facts, REGISTRY_TECH);
		registry_add_abuse(test_arena(), &facts,
				   &(struct registry_abuse){ .phone = name });
	}
	test_int(facts.host_count, LIMIT_REGISTRY_HOSTS);
	test_int(facts.hosts[0].count, LIMIT_REGISTRY_ADDRESSES);
	test_int(facts.status_count, LIMIT_REGISTRY_STATUSES);
	test_int(facts.contact_count, LIMIT_REGISTRY_CONTACTS);
	test_int(facts.abuse_count, LIMIT_REGISTRY_ABUSE);
	test_true(facts.cut);
}

static const struct {
	const char *name, *text, *host;
} hosts[] = {
	{ "capitals and a dot", "NS1.Example.NET.", "ns1.example.net" },
	{ "one label", "localhost", "" },
	{ "an address of mail", "a@example.net", "" },
	{ "a dash", "-a.example", "" },
	{ "international", "日本.例", "日本.例" },
};

TEST(registry_host_text_takes_hosts_alone)
{
	for (size_t i = 0; i < COUNT(hosts); i++) {
		test_case(hosts[i].name);
		test_str(registry_host_text(test_arena(), test_copy(hosts[i].text)),
			 hosts[i].host);
	}
}
