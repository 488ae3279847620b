/* registry/enquiry_test.c - the way from IANA to whoever knows, and where it ends. */
#include "registry/enquiry.h"

#include "base/limits.h"
#include "base/test.h"

#include <stdio.h>

/* What the outside answers; whatever is not listed does not answer. */
struct said {
	const char *question, *text;
	enum answer_status status; /* with no text */
};

#define IANA(key, server) \
	{ \
		"whois whois.iana.org " key, "refer: " server "\ndomain: X\n", 0 \
	}
#define DOMAIN(name, rest) \
	"Domain Name: " name "\nCreation Date: 2020-05-06T07:08:09Z\n" \
	"Registrar: One Inc.\nRegistrar WHOIS Server: " rest "\n"

enum { ROUNDS = 12 };

static struct bootstrap bootstrap;
static struct door *door;
static uint32_t rounds;

static void answer(const struct said *said, size_t count, const struct question *question)
{
	struct answer answer = { .question = question->text,
				 .status = question->kind == QUESTION_DNS
					       ? ANSWER_NO_DATA
					       : ANSWER_TIMEOUT,
				 .asked_at = 1000 };

	for (size_t i = 0; i < count; i++)
		if (str_eq(str_c(said[i].question), question->text)) {
			answer.status = said[i].text ? ANSWER_ANSWERED : said[i].status;
			answer.bytes = str_c(said[i].text);
		}
	door_put(door, &answer);
}

/* A name with a dot and letters is a domain, the rest is an address. */
static struct enquiry enquire(const struct said *said, size_t count, const char *subject,
			      enum contact allowed)
{
	struct door_options options = { .contact = allowed };
	struct enquiry_how how = { .arena = test_arena(),
				   .bootstrap = &bootstrap,
				   .allowed = allowed };
	struct enquiry enquiry;
	struct question question;
	struct ip ip;
	bool address = ip_parse(str_c(subject), &ip), done = false;

	how.door = door = door_new(test_arena(), &options);
	for (rounds = 0; rounds < ROUNDS; rounds++) {
		door_begin_round(door);
		done = address ? enquire_address(&how, &ip, &enquiry)
			       : enquire_domain(&how, str_c(subject), &enquiry);
		if (done)
			break;
		while (door_next_question(door, &question))
			answer(said, count, &question);
	}
	test_true(done);
	return enquiry;
}

static bool was_asked(const char *question)
{
	const struct answer **all;
	uint32_t n = door_settle(door, &all);

	for (uint32_t i = 0; i < n; i++)
		if (str_eq(all[i]->question, str_c(question)))
			return true;
	return false;
}

#define ENQUIRE(said, subject) enquire(said, COUNT(said), subject, CONTACT_LOOKUP)

static void use_rdap(void)
{
	static const struct str rows[][3] = {
		{ STR("dns"), STR("org"), STR("https://rdap.org.example/") },
		{ STR("ipv4"), STR("153.0.0.0/8"), STR("https://rdap.apnic.example/") },
	};

	bootstrap = (struct bootstrap){ 0 };
	for (size_t i = 0; i < COUNT(rows); i++)
		test_true(bootstrap_row(test_arena(), rows[i], &bootstrap));
	bootstrap_sort(&bootstrap);
}

TEST(enquiry_goes_from_iana_to_the_registrar)
{
	static const struct said said[] = {
		IANA("com", "whois.verisign-grs.com"),
		{ "whois whois.verisign-grs.com domain a.com",
		  DOMAIN("A.COM", "whois.one.example"), 0 },
		{ "whois whois.one.example a.com",
		  DOMAIN("a.com", "whois.one.example") "Registrant Name: Ann\n", 0 },
	};
	struct enquiry enquiry = ENQUIRE(said, "a.com");

	test_int(enquiry.state, ENQUIRY_FOUND);
	test_int(enquiry.step_count, 3);
	test_int(rounds, 3);
	test_int(enquiry.told_at, 1000);
	test_str(enquiry.registration.facts.registrar, "One Inc.");
	test_str(enquiry.registration.registrant.fields[REGISTRY_NAME].text, "Ann");
	test_true(was_asked("dns A whois.iana.org"));
	test_true(was_asked("dns AAAA whois.one.example"));
	test_true(was_asked("dns A whois.verisign-grs.com"));
}

TEST(enquiry_asks_each_server_in_its_way)
{
	static const struct {
		const char *name, *subject, *iana, *server, *question;
	} cases[] = {
		{ "JPRS, in English", "a.co.jp", "jp", "whois.jprs.jp",
		  "whois whois.jprs.jp a.co.jp/e" },
		{ "DENIC, all of it", "a.de", "de", "whois.denic.de",
		  "whois whois.denic.de -T dn,ace a.de" },
		{ "CNNIC, as it is", "a.cn", "cn", "whois.cnnic.cn",
		  "whois whois.cnnic.cn a.cn" },
		{ "ARIN, networks in full", "104.21.84.26", "104.0.0.0", "whois.arin.net",
		  "whois whois.arin.net n + 104.21.84.26" },
		{ "RIPE, no persons", "193.0.6.139", "193.0.0.0", "whois.ripe.net",
		  "whois whois.ripe.net -r 193.0.6.139" },
		{ "APNIC, version 6, by its block", "2001:dc7:0:1::1", "2001:dc7::",
		  "whois.apnic.net", "whois whois.apnic.net 2001:dc7:0:1::1" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char root[100], text[100];
		struct said said[] = { { root, text, 0 } };

		test_case(cases[i].name);
		snprintf(root, sizeof root, "whois whois.iana.org %s", cases[i].iana);
		snprintf(text, sizeof text, "refer: %s\n", cases[i].server);
		test_int(ENQUIRE(said, cases[i].subject).state, ENQUIRY_NO_ANSWER);
		test_true(was_asked(cases[i].question));
	}
}

#define SHELL \
	"inetnum: 153.26.0.0 - 153.32.255.255\nnetname: ERX-NETBLOCK\ncountry: AU\n" \
	"remarks: Transferred to the ARIN region.\nsource: APNIC-STUB\n"
#define ARIN_NET \
	"NetRange: 153.31.0.0 - 153.31.255.255\nNetName: CJIS\nOrgName: Bureau\n" \
	"Country: US\nOrgAbuseEmail: abuse@bureau.example\n"

TEST(enquiry_follows_a_block_into_another_region)
{
	static const struct said said[] = {
		IANA("153.0.0.0", "whois.apnic.net"),
		{ "whois whois.apnic.net 153.31.119.142", SHELL, 0 },
		{ "whois whois.arin.net n + 153.31.119.142", ARIN_NET, 0 },
	};
	struct enquiry enquiry = ENQUIRE(said, "153.31.119.142");

	test_int(enquiry.state, ENQUIRY_FOUND);
	test_int(enquiry.step_count, 3);
	test_true(enquiry.network);
	test_str(enquiry.network->organization, "Bureau");
	test_str(enquiry_abuse(&enquiry, REGISTRY_HOLDER)->email, "abuse@bureau.example");
	/* the shell alone names nobody */
	enquiry = enquire(said, 2, "153.31.119.142", CONTACT_LOOKUP);
	test_int(enquiry.state, ENQUIRY_NO_ANSWER);
	test_true(!enquiry.network);
}

TEST(enquiry_of_a_providers_own_server_is_a_visit)
{
	static const struct said said[] = {
		IANA("104.0.0.0", "whois.arin.net"),
		{ "whois whois.arin.net n + 104.1.2.3",
		  "NetRange: 104.1.0.0 - 104.1.255.255\nOrgName: Provider\n"
		  "ReferralServer: rwhois://rwhois.provider.example:4321/\n",
		  0 },
		{ "whois rwhois.provider.example:4321 104.1.2.3",
		  "NetRange: 104.1.2.0 - 104.1.2.7\nOrgName: Customer\n", 0 },
	};
	struct enquiry enquiry = ENQUIRE(said, "104.1.2.3");

	test_int(enquiry.state, ENQUIRY_FOUND);
	test_str(enquiry.network->organization, "Provider");
	test_int(enquiry.steps[2].state, ENQUIRY_UNASKED);
	test_true(!was_asked("dns A rwhois.provider.example"));
	enquiry = enquire(said, COUNT(said), "104.1.2.3", CONTACT_VISIT);
	test_str(enquiry.network->organization, "Customer");
}

TEST(enquiry_takes_the_most_specific_network)
{
	static const struct said said[] = {
		IANA("192.0.0.0", "whois.arin.net"),
		{ "whois whois.arin.net n + 192.5.6.7",
		  "NetRange: 192.5.0.0 - 192.5.255.255\nNetName: WIDE\n\n"
		  "NetRange: 192.5.6.0 - 192.5.6.255\nNetName: NARROW\n\n"
		  "NetRange: 192.9.9.9 - 192.9.9.9\nNetName: OTHER\n",
		  0 },
	};

	test_str(ENQUIRE(said, "192.5.6.7").network->name, "NARROW");
}

TEST(enquiry_keeps_apart_how_it_ended)
{
	static const struct {
		const char *name, *text;
		enum answer_status status;
		enum enquiry_state state;
	} cases[] = {
		{ "found", "Domain Name: a.cn\nRegistration Time: 2020-01-02 03:04:05\n",
		  0, ENQUIRY_FOUND },
		{ "not found", "no matching record.\n", 0, ENQUIRY_NOT_FOUND },
		{ "throttled", "WHOIS LIMIT EXCEEDED\n", 0, ENQUIRY_THROTTLED },
		{ "throttled, says the transport", NULL, ANSWER_THROTTLED,
		  ENQUIRY_THROTTLED },
		{ "silent", NULL, ANSWER_TIMEOUT, ENQUIRY_NO_ANSWER },
		{ "shut", NULL, ANSWER_REFUSED, ENQUIRY_REFUSED },
		{ "empty", "\r\n", 0, ENQUIRY_NO_ANSWER },
		{ "nonsense", "hello\n", 0, ENQUIRY_UNREADABLE },
		{ "another name", "Domain Name: b.cn\nRegistration Time: 2020-01-02\n", 0,
		  ENQUIRY_UNREADABLE },
		{ "not allowed", NULL, ANSWER_NOT_ALLOWED, ENQUIRY_UNASKED },
		{ "not recorded", NULL, ANSWER_NOT_RECORDED, ENQUIRY_UNASKED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct said said[] = {
			IANA("cn", "whois.cnnic.cn"),
			{ "whois whois.cnnic.cn a.cn", cases[i].text, cases[i].status },
		};

		test_case(cases[i].name);
		test_int(ENQUIRE(said, "a.cn").state, cases[i].state);
	}
}

TEST(enquiry_asks_nobody_whom_nobody_names)
{
	static const struct said none[] = {
		{ "whois whois.iana.org xx", "domain: XX\norganisation: X\n", 0 },
	};
	static const struct said unknown[] = {
		{ "whois whois.iana.org xx", "% This query returned 0 objects.\n", 0 },
	};
	struct enquiry enquiry = ENQUIRE(none, "a.xx");

	test_int(enquiry.state, ENQUIRY_NO_SERVER);
	test_int(enquiry.step_count, 1);
	test_int(ENQUIRE(unknown, "a.xx").state, ENQUIRY_NO_SERVER);
	test_true(enquiry_no_domain(STR("mail.a.example")));
	test_true(enquiry_no_domain(STR("localhost")));
	test_true(!enquiry_no_domain(STR("example.org")));
}

TEST(enquiry_ends_where_referrals_go_round_or_never_end)
{
	static const struct said circle[] = {
		IANA("com", "whois.a.example"),
		{ "whois whois.a.example a.com", DOMAIN("a.com", "whois.b.example"), 0 },
		{ "whois whois.b.example a.com", DOMAIN("a.com", "whois.a.example"), 0 },
	};
	static const struct said endless[] = {
		IANA("com", "s1.example"),
		{ "whois s1.example a.com", DOMAIN("a.com", "s2.example"), 0 },
		{ "whois s2.example a.com", DOMAIN("a.com", "s3.example"), 0 },
		{ "whois s3.example a.com", DOMAIN("a.com", "s4.example"), 0 },
		{ "whois s4.example a.com", DOMAIN("a.com", "s5.example"), 0 },
		{ "whois s5.example a.com", DOMAIN("a.com", "s6.example"), 0 },
	};
	struct enquiry enquiry = ENQUIRE(circle, "a.com");

	test_int(enquiry.state, ENQUIRY_FOUND);
	test_int(enquiry.step_count, 3);
	test_true(!enquiry.too_many);
	enquiry = ENQUIRE(endless, "a.com");
	test_int(enquiry.step_count, 1 + LIMIT_WHOIS_REFERRALS);
	test_true(enquiry.too_many);
	test_true(!was_asked("whois s5.example a.com"));
}

TEST(enquiry_takes_no_referral_that_is_none)
{
	static const char *const values[] = { "", "a b", "user@", "http://", "-" };

	for (size_t i = 0; i < COUNT(values); i++) {
		char text[200];
		struct said said[] = {
			IANA("com", "whois.a.example"),
			{ "whois whois.a.example a.com", text, 0 },
		};

		test_case(values[i]);
		snprintf(text, sizeof text, DOMAIN("a.com", "%s"), values[i]);
		test_int(ENQUIRE(said, "a.com").state, ENQUIRY_FOUND);
	}
}

#define OBJECT(name, rest) \
	"{\"objectClassName\":\"domain\",\"ldhName\":\"" name "\"," rest \
	"\"events\":[{\"eventAction\":\"registration\"," \
	"\"eventDate\":\"2019-02-03T04:05:06Z\"}]}"
#define RELATED(url) \
	"\"links\":[{\"rel\":\"related\",\"type\":\"application/" \
	"rdap+json\",\"href\":\"" url "\"}],"

TEST(enquiry_prefers_rdap)
{
	static const struct said said[] = {
		{ "rdap https://rdap.org.example/domain/a.org",
		  OBJECT("A.ORG", RELATED("https://rdap.one.example/domain/a.org")), 0 },
		{ "rdap https://rdap.one.example/domain/a.org", OBJECT("a.org", ""), 0 },
	};
	struct enquiry enquiry;

	use_rdap();
	enquiry = ENQUIRE(said, "a.org");
	test_int(enquiry.state, ENQUIRY_FOUND);
	test_int(enquiry.step_count, 2);
	test_true(enquiry.registration.facts.created.ok);
	test_true(was_asked("dns A rdap.org.example"));
	test_true(!was_asked("whois whois.iana.org org"));
}

TEST(enquiry_turns_to_whois_where_rdap_fails)
{
	static const struct {
		const char *name, *rdap;
		enum answer_status rdap_status;
		const char *whois;
		enum answer_status whois_status;
		enum enquiry_state state;
		uint32_t steps;
	} cases[] = {
		{ "not found needs no second opinion", "HTTP/2 404 x\n\n{}", 0, NULL, 0,
		  ENQUIRY_NOT_FOUND, 1 },
		{ "too many questions", "HTTP/2 429 x\n\n", 0, DOMAIN("a.org", ""), 0,
		  ENQUIRY_FOUND, 3 },
		{ "a server that fails", "HTTP/2 500 x\n\n", 0, DOMAIN("a.org", ""), 0,
		  ENQUIRY_FOUND, 3 },
		{ "no JSON", "<html>", 0, DOMAIN("a.org", ""), 0, ENQUIRY_FOUND, 3 },
		{ "another domain", OBJECT("b.org", ""), 0, DOMAIN("a.org", ""), 0,
		  ENQUIRY_FOUND, 3 },
		{ "port 43 is shut", NULL, ANSWER_TIMEOUT, NULL, ANSWER_REFUSED,
		  ENQUIRY_RETIRED, 3 },
		{ "port 43 is silent", NULL, ANSWER_TIMEOUT, NULL, ANSWER_TIMEOUT,
		  ENQUIRY_NO_ANSWER, 3 },
		{ "port 43 says nothing", NULL, ANSWER_FAILED, "\n", 0, ENQUIRY_RETIRED,
		  3 },
		{ "port 43 says that it is no more", NULL, ANSWER_FAILED,
		  "This service has been retired. Please use RDAP.\n", 0, ENQUIRY_RETIRED,
		  3 },
	};

	use_rdap();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct said said[] = {
			{ "rdap https://rdap.org.example/domain/a.org", cases[i].rdap,
			  cases[i].rdap_status },
			IANA("org", "whois.org.example"),
			{ "whois whois.org.example a.org", cases[i].whois,
			  cases[i].whois_status },
		};
		struct enquiry enquiry;

		test_case(cases[i].name);
		enquiry = ENQUIRE(said, "a.org");
		test_int(enquiry.state, cases[i].state);
		test_int(enquiry.step_count, cases[i].steps);
	}
}

#define MOVED(url) "HTTP/2 301 x\nlocation: " url "\n\n"

TEST(enquiry_follows_redirects_as_referrals)
{
	static const struct said said[] = {
		{ "rdap https://rdap.apnic.example/ip/153.31.119.142",
		  MOVED("https://rdap.arin.example/ip/153.31.119.142"), 0 },
		{ "rdap https://rdap.arin.example/ip/153.31.119.142",
		  "{\"objectClassName\":\"ip network\",\"name\":\"CJIS\","
		  "\"startAddress\":\"153.31.0.0\",\"endAddress\":"
		  "\"153.31.255.255\",\"country\":\"US\"}",
		  0 },
	};
	static const struct said circle[] = {
		{ "rdap https://rdap.apnic.example/ip/153.31.119.142",
		  MOVED("https://rdap.apnic.example/ip/153.31.119.142"), 0 },
	};
	struct enquiry enquiry;

	use_rdap();
	enquiry = ENQUIRE(said, "153.31.119.142");
	test_int(enquiry.state, ENQUIRY_FOUND);
	test_str(enquiry.network->name, "CJIS");
	enquiry = ENQUIRE(circle, "153.31.119.142");
	test_int(enquiry.state, ENQUIRY_NO_ANSWER); /* WHOIS did not either */
}
