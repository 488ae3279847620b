/* record/registration_test.c */
#include "record/registration.h"

#include "base/test.h"
#include "mail/date.h"
#include "record/rdap.h"
#include "record/whois.h"

static int64_t moment(const char *text)
{
	int64_t utc = 0;
	int32_t offset;

	test_true(civil_from_iso(str_c(text), &utc, &offset));
	return utc;
}

static struct registry_facts *whois(const char *text)
{
	struct registry_facts *facts = arena_new_of(test_arena(), struct registry_facts);
	struct whois_asked asked = { .server = STR_NONE };

	whois_read(test_arena(), test_copy(text), &asked, facts);
	return facts;
}

static struct registry_facts *rdap(const char *text)
{
	struct registry_facts *facts = arena_new_of(test_arena(), struct registry_facts);

	rdap_read(test_arena(), test_copy(text), facts);
	return facts;
}

static const char registry_rdap[] =
    "{\"objectClassName\":\"domain\",\"ldhName\":\"example.net\","
    "\"status\":[\"client hold\"],"
    "\"events\":[{\"eventAction\":\"registration\",\"eventDate\":\"2020-01-02T03:04:"
    "05Z\"},"
    "{\"eventAction\":\"expiration\",\"eventDate\":\"2031-01-02T03:04:05Z\"}],"
    "\"nameservers\":[{\"ldhName\":\"a.example.net\"}],"
    "\"entities\":[{\"roles\":[\"registrar\"],\"vcardArray\":[\"vcard\",[[\"fn\",{},"
    "\"text\",\"Example Names, Inc.\"]]]},{\"roles\":[\"registrant\"],\"vcardArray\":"
    "[\"vcard\",[[\"fn\",{},\"text\",\"REDACTED FOR PRIVACY\"],[\"org\",{},\"text\","
    "\"Example Ltd\"]]]}]}";

TEST(registration_takes_each_value_from_who_has_it)
{
	const struct registry_facts *answers[REGISTRATION_SOURCES] = {
		[REGISTRATION_REGISTRY_RDAP] = rdap(registry_rdap),
		[REGISTRATION_REGISTRAR_WHOIS] = whois(
		    "Domain Name: EXAMPLE.NET\nRegistrar: EXAMPLE NAMES INC\n"
		    "Creation Date: 2020-01-02T03:04:05Z\n"
		    "Registrar Registration Expiration Date: 2030-01-02T00:00:00Z\n"
		    "Registrant Name: Jane Doe\nRegistrant Organization: Other Ltd\n"
		    "Registrant Country: JP\nName Server: b.example.net\n"
		    "Registrar Abuse Contact Email: abuse@names.example\n"
		    "Domain Status: ok\n"),
	};
	struct registration got;

	registration_merge(test_arena(), answers, &got);
	test_int(got.facts.outcome, REGISTRY_FOUND);
	test_str(got.facts.domain, "example.net");
	test_str(got.facts.registrar, "Example Names, Inc.");
	test_str(got.registrant.fields[REGISTRY_NAME].text, "Jane Doe");
	test_int(got.from[REGISTRATION_REGISTRANT + REGISTRY_NAME],
		 REGISTRATION_REGISTRAR_WHOIS);
	test_str(got.registrant.fields[REGISTRY_ORGANIZATION].text, "Example Ltd");
	test_str(got.registrant.fields[REGISTRY_COUNTRY].text, "JP");
	test_int(got.facts.status_count, 2);
	test_int(got.facts.abuse_count, 1);
	test_true(got.facts.registrar_expires.ok);
	/* the registrar's own term is no conflict; another owner and other servers are */
	test_int(got.conflict_count, 2);
	test_int(got.conflicts[0].item, REGISTRATION_NAME_SERVERS);
	test_str(got.conflicts[0].kept, "a.example.net");
	test_str(got.conflicts[0].other, "b.example.net");
	test_int(got.conflicts[1].item, REGISTRATION_REGISTRANT + REGISTRY_ORGANIZATION);
	test_str(got.conflicts[1].other, "Other Ltd");
	test_int(got.conflicts[1].other_from, REGISTRATION_REGISTRAR_WHOIS);
}

TEST(registration_leaves_other_names_and_empty_answers_out)
{
	const struct registry_facts *answers[REGISTRATION_SOURCES] = {
		[REGISTRATION_REGISTRY_RDAP] = rdap("{\"errorCode\":429}"),
		[REGISTRATION_REGISTRY_WHOIS] =
		    whois("Domain Name: a.example\nCreation Date: 2020-01-01\n"),
		[REGISTRATION_REGISTRAR_WHOIS] =
		    whois("Domain Name: b.example\nCreation Date: 2021-01-01\n"
			  "Registrant Name: Somebody\n"),
	};
	struct registration got;

	registration_merge(test_arena(), answers, &got);
	test_int(got.facts.outcome, REGISTRY_FOUND);
	test_int(got.conflict_count, 0);
	test_true(!got.known[REGISTRATION_REGISTRANT + REGISTRY_NAME]);
	answers[REGISTRATION_REGISTRY_WHOIS] = NULL;
	answers[REGISTRATION_REGISTRAR_WHOIS] = whois("No match for \"A.EXAMPLE\".\n");
	registration_merge(test_arena(), answers, &got);
	test_int(got.facts.outcome, REGISTRY_THROTTLED);
	answers[REGISTRATION_REGISTRY_RDAP] = NULL;
	answers[REGISTRATION_REGISTRAR_WHOIS] = NULL;
	registration_merge(test_arena(), answers, &got);
	test_int(got.facts.outcome, REGISTRY_UNREADABLE);
}

TEST(registration_allows_for_days_without_a_time)
{
	const struct registry_facts *answers[REGISTRATION_SOURCES] = {
		[REGISTRATION_REGISTRY_RDAP] = rdap(registry_rdap),
		[REGISTRATION_REGISTRAR_WHOIS] =
		    whois("Domain Name: example.net\nCreation Date: 2020-01-02\n"
			  "Registry Expiry Date: 2032-01-02\n"),
	};
	struct registration got;

	registration_merge(test_arena(), answers, &got);
	test_int(got.conflict_count, 1);
	test_int(got.conflicts[0].item, REGISTRATION_EXPIRES);
	test_str(got.conflicts[0].kept, "2031-01-02T03:04:05Z");
	test_str(got.conflicts[0].other, "2032-01-02");
}

static const struct {
	const char *name, *text, *at, *asked_at;
	enum registration_stage stage;
	int age, left;
	bool one_year;
	const char *free_from, *free_until;
} lives[] = {
	{ "a year old name, not yet at its end",
	  "Domain Name: a.cn\nDomain Status: ok\nRegistration Time: 2022-03-11 12:25:57\n"
	  "Expiration Time: 2023-03-11 12:25:57\n",
	  "2023-01-01T12:41:04Z", "2023-01-02T00:00:00Z", STAGE_ACTIVE, 296, 68, true, "",
	  "" },
	{ "pending delete",
	  "Domain Name: a.shop\nDomain Status: pendingDelete\n"
	  "Creation Date: 2021-10-24T05:00:00Z\nRegistry Expiry Date: "
	  "2022-10-24T05:00:00Z\nUpdated Date: 2023-01-01T01:05:06Z\n",
	  "2023-01-01T12:41:04Z", "2023-01-02T00:00:00Z", STAGE_PENDING_DELETE, 434, -69,
	  true, "2023-01-06", "2023-01-06" },
	{ "pending delete since nobody knows when",
	  "Domain Name: a.shop\nDomain Status: pendingDelete\n"
	  "Updated Date: 2020-01-01T01:05:06Z\n",
	  "2023-01-01T12:41:04Z", "2023-01-02T00:00:00Z", STAGE_PENDING_DELETE, 0, 0,
	  false, "2023-01-02", "2023-01-07" },
	{ "redemption, which EPP calls pending delete too",
	  "Domain Name: a.shop\nDomain Status: pendingDelete\n"
	  "Domain Status: redemptionPeriod\nUpdated Date: 2023-01-01T01:05:06Z\n",
	  "2023-01-01T12:41:04Z", "2023-01-02T00:00:00Z", STAGE_REDEMPTION, 0, 0, false,
	  "2023-02-05", "2023-02-05" },
	{ "its day is over",
	  "Domain Name: a.example\nDomain Status: ok\nCreation Date: 2020-01-01\n"
	  "Registry Expiry Date: 2022-12-31\n",
	  "2023-01-01T00:00:00Z", "2023-01-02T00:00:00Z", STAGE_EXPIRED, 1096, -1, false,
	  "", "" },
	{ "on its last day",
	  "Domain Name: a.example\nDomain Status: ok\nCreation Date: 2022-12-31\n"
	  "Registry Expiry Date: 2023-12-31\n",
	  "2023-12-31T23:00:00Z", "2023-12-31T23:00:00Z", STAGE_ACTIVE, 365, 0, true, "",
	  "" },
	{ "held",
	  "Domain Name: a.example\nDomain Status: clientHold\nCreation Date: "
	  "2023-01-01\n",
	  "2022-12-30T00:00:00Z", "2023-01-02T00:00:00Z", STAGE_HELD, -2, 0, false, "",
	  "" },
	{ "JPRS, suspended",
	  "[Domain Name]                   EXAMPLE.JP\n[Status]                        "
	  "Suspended\n[Created on]                    2021/11/10\n"
	  "[Expires on]                    2022/11/30\n",
	  "2023-01-01T00:00:00Z", "2022-12-31T16:00:00Z", STAGE_SUSPENDED, 417, -32, true,
	  "2023-02-01", "2023-02-01" },
	{ "JPRS, given up",
	  "[Domain Name]                   EXAMPLE.JP\n[Status]                        "
	  "To be suspended\n[Created on]                    2021/11/10\n",
	  "2022-12-10T00:00:00Z", "2022-12-10T00:00:00Z", STAGE_TO_BE_SUSPENDED, 395, 0,
	  false, "2023-02-01", "2023-02-01" },
	{ "an organisation's name follows other rules",
	  "a. [Domain Name]                EXAMPLE.CO.JP\n[State]                        "
	  " "
	  "Suspended\n[Registered Date]               2021/11/10\n",
	  "2022-12-10T00:00:00Z", "2022-12-10T00:00:00Z", STAGE_ACTIVE, 395, 0, false, "",
	  "" },
};

static struct str day(bool known, int64_t utc)
{
	char text[DATE_TEXT];

	return known ? arena_str(test_arena(), str_until(date_iso(utc, text), 'T'))
		     : STR("");
}

TEST(registration_life_counts_days)
{
	for (size_t i = 0; i < COUNT(lives); i++) {
		const struct registry_facts *facts = whois(lives[i].text);
		struct registration_life life;

		test_case(lives[i].name);
		registration_life(facts, moment(lives[i].at), moment(lives[i].asked_at),
				  &life);
		test_str(str_c(registration_stage_name(life.stage)),
			 registration_stage_name(lives[i].stage));
		test_int(life.has_age ? life.age_days : 0, lives[i].age);
		test_int(life.has_left ? life.left_days : 0, lives[i].left);
		test_int(life.one_year, lives[i].one_year);
		test_str(day(life.has_free, life.free_from), lives[i].free_from);
		test_str(day(life.has_free, life.free_until), lives[i].free_until);
	}
}
