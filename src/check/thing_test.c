#include "check/check_test.h"

#include <string.h>

#define ANSWERS \
	"{\"default\":\"no-such-name\",\"answers\":[" \
	"{\"question\":\"dns A a.example\",\"data\":[\"198.51.100.7\"]}," \
	"{\"question\":\"dns AAAA a.example\",\"status\":\"no-data\"}," \
	"{\"question\":\"dns MX a.example\",\"data\":[\"10 mx.a.example.\"]}," \
	"{\"question\":\"dns PTR " \
	"7.100.51.198.in-addr.arpa\",\"data\":[\"b.example.\"]}," \
	"{\"question\":\"dns A b.example\",\"data\":[\"198.51.100.7\"]}," \
	"{\"question\":\"dns A a1b2c3d4e5f6.a.example\",\"data\":[\"10.0.0.1\"]}," \
	"{\"question\":\"dns TXT _dmarc.a.example\",\"data\":[\"\\\"v=DMARC1; " \
	"p=none\\\"\"]}]}"

static const struct survey_host *asked_host(const struct inspection *in)
{
	return in->survey ? survey_asked_host(in->survey) : NULL;
}

static const char *areas[] = { "dns.", "net.", "reg.",	 "tls.",
			       "web.", "rep.", "infra.", "limit." };

static bool needs_no_message(const char *id)
{
	for (size_t i = 0; i < COUNT(areas); i++)
		if (strncmp(id, areas[i], strlen(areas[i])) == 0)
			return true;
	return false;
}

TEST(a_thing_is_asked_about_and_not_judged)
{
	static const char *const things[] = { "a.example", "198.51.100.7",
					      "https://a.example/x", "joe@a.example",
					      "gone.example" };

	for (size_t i = 0; i < COUNT(things); i++) {
		struct inspection *in = inspect_named(things[i], ANSWERS);

		test_case(things[i]);
		test_true(in->thing && in->thing->kind != THING_NONE);
		test_true(in->survey && in->survey->done);
		test_int(in->verdict.class_, VERDICT_UNDECIDED);
		test_true(in->verdict.summary.msgid == NULL);
		for (uint32_t k = 0; k < in->finding_count; k++)
			test_true(needs_no_message(in->findings[k]->check->id));
	}
}

TEST(a_name_has_its_addresses_and_they_their_names)
{
	struct inspection *in = inspect_named("a.example", ANSWERS);
	const struct survey_host *host = asked_host(in);

	test_true(host && host->a.state == FACT_FOUND && !host->withheld);
	test_int(in->survey->address_count, 1);
	test_int(in->survey->addresses[0].name_count, 1);
	test_int(in->survey->addresses[0].names[0].leads, LEADS_BACK);
	test_int(in->authentication.dmarc_count, 1);
	test_int(in->authentication.dmarc[0].by_tree_walk.policy, DMARC_P_NONE);
}

TEST(an_address_leads_to_the_domains_of_its_names)
{
	struct inspection *in = inspect_named("198.51.100.7", ANSWERS);

	test_true(survey_asked_address(in->survey) == &in->survey->addresses[0]);
	test_int(in->survey->domain_count, 1);
	test_str(in->survey->domains[0].name, "b.example");
	test_int(in->survey->domains[0].roles, 1u << SEEN_NAMED);
	test_int(in->authentication.dmarc_count, 0);
}

TEST(what_was_typed_is_asked_as_it_is)
{
	struct inspection *in = inspect_named("a1b2c3d4e5f6.a.example", ANSWERS);
	const struct survey_host *host = asked_host(in);

	test_true(host && host->personal && !host->withheld);
	test_true(host && host->a.state == FACT_FOUND);
	test_fires(in, "dns.private-address");
}

TEST(a_domain_without_a_message_is_no_sender)
{
	struct inspection *in = inspect_named("198.51.100.7", ANSWERS);

	test_silent(in, "infra.inventory");
	test_silent(in, "dns.ptr-confirmed");
}

TEST(what_is_no_thing_is_asked_nothing)
{
	struct inspection *in = inspect_named("198.51.100.0/24", ANSWERS);

	test_int(in->thing->kind, THING_NONE);
	test_true(!in->survey && in->finding_count == 0);
	test_int(in->authentication.answer_count, 0);
	in = inspect_named("a.example", NULL);
	test_true(in->thing->kind == THING_NAME && !in->survey);
}
