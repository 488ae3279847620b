/* survey/survey_test.c - what is asked, in which stages, and what is made of it. */
#include "survey/part.h"

#include "base/limits.h"
#include "base/test.h"
#include "door/answer.h"
#include "record/tables_rows.h"

#include <stdio.h>
#include <stdlib.h>

static const struct table_rows small_tables[] = {
	{ "brands.txt", TABLE_HEAD
	  "oak\tオーク\tOak\tOak Bank\toak.example|oak-login.example\tbank\t"
	  "JP\t2026-11-21\n"
	  "elm\tエルム\tElm\tElm Shop\telm.example\tretail\tJP\t2026-11-21\n" },
	{ "domains.txt", TABLE_HEAD "free.example\tfreemail\tFree\n"
				    ".pages.example\tuser-content\tPages\n" },
	{ "networks.txt",
	  TABLE_HEAD "flare\tFlare\tcdn\tcname:flare.example ns:ns.flare.example "
		     "net:198.51.100.0/24\twhy\n"
		     "reg\tReg\thoster\tns:reg.example mx:reg.example "
		     "ptr:reg.example\twhy\n" },
};

static const struct tables *tables(void)
{
	static struct tables built;

	return tables_of_rows(&built, small_tables, COUNT(small_tables));
}

struct scene {
	struct message *message;
	struct site site;
	struct path path;
	struct identities ids;
	struct claims claims;
	struct links links;
	struct survey_query query;
	struct door *door;
	struct survey *survey;
};

static struct str own_domain = { "mine.example", 12 };

/* `answers` NULL: the test carries the questions itself. */
static struct scene *look(const char *mail, const char *answers)
{
	static const struct path_override none;
	struct scene *s = arena_new_of(test_arena(), struct scene);
	struct door_options options = { .contact = CONTACT_LOOKUP };
	struct answers *read = NULL;
	struct err err;

	s->site.given = true;
	s->site.own_domains = (struct str_list){ &own_domain, 1, 1 };
	s->message = message_parse(test_arena(), test_copy(mail), NULL);
	path_build(test_arena(), s->message, &s->site, &none, &s->path);
	identity_collect(test_arena(), s->message, &s->path, &s->site, tables(), &none,
			 &s->ids);
	brand_claims(test_arena(), s->message, &s->ids, &s->site, tables(), &s->claims);
	links_gather(test_arena(), s->message, &s->ids, &s->site, tables(), &s->links);
	if (answers)
		test_true(answers_read(test_arena(), test_copy(answers), &read, &err));
	options.answers = read;
	s->door = door_new(test_arena(), &options);
	s->query = (struct survey_query){ .ids = &s->ids,
					  .path = &s->path,
					  .links = &s->links,
					  .claims = &s->claims,
					  .site = &s->site,
					  .tables = tables(),
					  .salt = STR("salt") };
	s->survey = survey_begin(test_arena(), s->door, &s->query);
	if (answers)
		test_true(survey_round(s->survey));
	return s;
}

#define HOP \
	"Received: from mail.a.example (mail.a.example [192.0.2.7]) by mx.mine.example " \
	"(Postfix) with ESMTPS id 1 for <joe@mine.example>; " \
	"Mon, 16 Nov 2026 10:00:00 +0900\n"
#define FROM_A "From: Oak Bank <x@a.example>\nTo: joe@mine.example\n"
#define MAIL(text) HOP FROM_A "MIME-Version: 1.0\nContent-Type: text/plain\n\n" text "\n"
#define Q(question, data) "{\"question\":\"dns " question "\",\"data\":[" data "]}"
#define S(question, status) \
	"{\"question\":\"dns " question "\",\"status\":\"" status "\"}"
#define FILE_OF(default, list) "{\"default\":\"" default "\",\"answers\":[" list "]}"

static bool was_asked(const struct scene *s, const char *question)
{
	const struct answer **all;
	uint32_t n = door_settle(s->door, &all);

	for (uint32_t i = 0; i < n; i++)
		if (str_eq(all[i]->question, str_c(question)))
			return true;
	return false;
}

static const struct survey_domain *domain_of(const struct scene *s, const char *name)
{
	const struct survey_domain *domain = survey_domain_of(s->survey, str_c(name));

	if (!domain)
		abort();
	return domain;
}

TEST(survey_asks_for_what_was_seen_and_nothing_else)
{
	static const char *const wanted[] = {
		"dns A a.example",	  "dns AAAA a.example",
		"dns NS a.example",	  "dns SOA a.example",
		"dns MX a.example",	  "dns TXT a.example",
		"dns CAA a.example",	  "dns TXT _dmarc.a.example",
		"dns A mail.a.example",	  "dns PTR 7.2.0.192.in-addr.arpa",
		"dns A www.site.example", "dns NS site.example",
		"dns MX mine.example",	  "dns NS oak.example",
	};
	struct scene *s =
	    look(MAIL("http://www.site.example/x"), FILE_OF("no-such-name", ""));
	const struct answer **all;
	uint32_t n = door_settle(s->door, &all);

	for (size_t i = 0; i < COUNT(wanted); i++) {
		test_case(wanted[i]);
		test_true(was_asked(s, wanted[i]));
	}
	for (uint32_t i = 0; i < n; i++)
		test_true(!str_starts(all[i]->question, STR("dns ANY")) &&
			  all[i]->purposes != 0);
	test_true(!was_asked(s, "dns A elm.example"));
}

TEST(survey_keeps_apart_what_came_back)
{
	static const struct {
		const char *name, *status;
		enum fact_state state;
	} rows[] = {
		{ "not recorded", "not-recorded", FACT_UNASKED },
		{ "not allowed", "not-allowed", FACT_UNASKED },
		{ "no answer", "timeout", FACT_NO_ANSWER },
		{ "failed", "failed", FACT_NO_ANSWER },
		{ "refused", "refused", FACT_NO_ANSWER },
		{ "no such name", "no-such-name", FACT_NO_NAME },
		{ "none published", "no-data", FACT_NONE },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str json = arena_printf(
		    test_arena(), FILE_OF("no-such-name", S("TXT a.example", "%s")),
		    rows[i].status);
		const struct fact *fact;

		test_case(rows[i].name);
		fact = &domain_of(look(MAIL("x"), json.p), "a.example")
			    ->facts[OF_DOMAIN_TXT];
		test_int(fact->state, rows[i].state);
		test_true((fact->state == FACT_UNASKED ||
			   fact->state == FACT_NO_ANSWER) == (fact->why != NULL));
	}
}

TEST(survey_uses_nothing_that_fails_validation)
{
	struct scene *s =
	    look(MAIL("x"), FILE_OF("no-such-name",
				    "{\"question\":\"dns TXT a.example\",\"data\":"
				    "[\"\\\"v=spf1 -all\\\"\"],\"dnssec\":\"bogus\"}"));

	test_int(domain_of(s, "a.example")->facts[OF_DOMAIN_TXT].state, FACT_BOGUS);
}

static const struct {
	const char *name, *answers;
	enum leads_back leads;
} back[] = {
	{ "leads back", Q("A n.example", "\"192.0.2.7\""), LEADS_BACK },
	{ "among others", Q("A n.example", "\"192.0.2.9\",\"192.0.2.7\""), LEADS_BACK },
	{ "elsewhere", Q("A n.example", "\"192.0.2.9\""), LEADS_ELSEWHERE },
	{ "no such name", S("A n.example", "no-such-name"), LEADS_NOWHERE },
	{ "no address", S("A n.example", "no-data"), LEADS_TO_NONE },
	{ "no answer", S("A n.example", "timeout"), LEADS_NO_ANSWER },
	{ "not recorded", S("A n.example", "not-recorded"), LEADS_UNASKED },
};

TEST(survey_follows_names_back)
{
	for (size_t i = 0; i < COUNT(back); i++) {
		struct str json =
		    arena_printf(test_arena(),
				 FILE_OF("no-data", Q("PTR 7.2.0.192.in-addr.arpa",
						      "\"n.example.\"") ",%s"),
				 back[i].answers);
		const struct survey_address *client;

		test_case(back[i].name);
		client = survey_client(look(MAIL("x"), json.p)->survey);
		test_int(client->name_count, 1);
		test_str(client->names[0].name, "n.example");
		test_int(client->names[0].leads, back[i].leads);
	}
}

TEST(survey_looks_into_the_names_of_the_client)
{
	struct scene *s = look(
	    MAIL("x"), FILE_OF("no-data", Q("PTR 7.2.0.192.in-addr.arpa",
					    "\"a.one.example.\",\"b.two.example.\"")));

	test_int(domain_of(s, "one.example")->roles, 1 << SEEN_PTR);
	test_true(was_asked(s, "dns TXT two.example"));
	test_true(was_asked(s, "dns NS two.example"));
}

static const struct {
	const char *name, *host;
	const char *parent; /* NULL: asked for */
} personal[] = {
	{ "plain", "www.site.example", NULL },
	{ "the domain itself, whatever it is", "a1b2c3d4e5f6.example", NULL },
	{ "a date", "news2023.site.example", NULL },
	{ "machines by number", "web-03.site.example", NULL },
	{ "a cloud's own names", "ec2-192-0-2-7.site.example", NULL },
	{ "an encoded word", "xn--80ak6aa92e.site.example", NULL },
	{ "long words with hyphens", "very-long-and-winding-road-name.site.example",
	  NULL },
	{ "a number that counts", "u1234567.site.example", "site.example" },
	{ "hexadecimal", "deadbeef0123.c.site.example", "c.site.example" },
	{ "of form UUID", "0e3c1f9a-77aa-4b1c-9d2e-0123456789ab.site.example",
	  "site.example" },
	{ "letters and digits in turn", "a8f3k2.t.site.example", "t.site.example" },
	{ "long without a word", "qwertyuiopasdfghjklzxcvbnm.site.example",
	  "site.example" },
	{ "our own domain", "support.mine.example.c.site.example", "c.site.example" },
	{ "our own name", "mine-login.site.example", "site.example" },
};

TEST(survey_never_asks_for_names_made_for_one_recipient)
{
	for (size_t i = 0; i < COUNT(personal); i++) {
		struct str mail =
		    arena_printf(test_arena(), MAIL("see http://%s/x"), personal[i].host);
		struct str question =
		    arena_printf(test_arena(), "dns A %s", personal[i].host);
		struct scene *s;
		const struct survey_host *host;

		test_case(personal[i].name);
		s = look(mail.p, FILE_OF("no-such-name", ""));
		host = survey_host_of(s->survey, str_c(personal[i].host));
		test_true(host != NULL);
		test_true(was_asked(s, question.p) == !personal[i].parent);
		if (!host || !personal[i].parent)
			continue;
		test_str(host->parent, personal[i].parent);
		test_true(str_is_domain_or_below(host->probe, host->parent));
		test_int(host->probe.n, host->parent.n + 13);
		test_int(host->a.state, FACT_NO_NAME);
	}
}

TEST(survey_proves_a_wildcard_by_a_name_that_nobody_was_given)
{
	struct scene *s =
	    look(MAIL("see http://a8f3k2.t.site.example/x"),
		 FILE_OF("no-such-name", Q("A *.t.site.example", "\"192.0.2.99\"")));
	const struct survey_host *host =
	    survey_host_of(s->survey, STR("a8f3k2.t.site.example"));

	test_int(host->a.state, FACT_FOUND);
	test_true(!was_asked(s, "dns A a8f3k2.t.site.example"));
}

TEST(survey_does_not_look_into_sites_that_everybody_links_to)
{
	struct scene *s = look(MAIL("http://elm.example/ http://x.pages.example/ "
				    "http://oak.example/"),
			       FILE_OF("no-such-name", ""));

	test_true(domain_of(s, "elm.example")->why != NULL);
	test_true(!was_asked(s, "dns A elm.example"));
	test_true(!was_asked(s, "dns NS elm.example"));
	test_true(was_asked(s, "dns A x.pages.example"));
	test_true(!was_asked(s, "dns NS pages.example"));
	test_true(was_asked(s, "dns NS oak.example")); /* the brand that it claims */
}

static const struct {
	const char *name, *answers;
	enum related related;
} relations[] = {
	{ "nothing in common",
	  Q("NS a.example", "\"ns1.a.example.\"") "," Q("NS oak.example",
							"\"ns1.oak.example.\""),
	  RELATED_NO },
	{ "name servers of the brand's", Q("NS a.example", "\"ns1.oak.example.\""),
	  RELATED_UNKNOWN },
	{ "the same name servers",
	  Q("NS a.example", "\"ns1.dns.example.\"") "," Q("NS oak.example",
							  "\"ns1.dns.example.\""),
	  RELATED_UNKNOWN },
	{ "the same registrar's name servers",
	  Q("NS a.example", "\"ns1.reg.example.\"") "," Q("NS oak.example",
							  "\"ns1.reg.example.\""),
	  RELATED_NO },
	{ "the same address",
	  Q("NS a.example", "\"ns1.a.example.\"") "," Q(
	      "A a.example", "\"192.0.2.50\"") "," Q("A oak.example", "\"192.0.2.50\""),
	  RELATED_UNKNOWN },
	{ "the same address of a CDN",
	  Q("NS a.example", "\"ns1.a.example.\"") "," Q(
	      "A a.example", "\"198.51.100.5\"") "," Q("A oak.example",
						       "\"198.51.100.5\""),
	  RELATED_NO },
	{ "nobody answered", S("NS a.example", "timeout"), RELATED_UNKNOWN },
	{ "not asked", S("NS a.example", "not-recorded"), RELATED_UNKNOWN },
};

TEST(survey_relates_domains_to_the_brand)
{
	for (size_t i = 0; i < COUNT(relations); i++) {
		struct str json = arena_printf(test_arena(), FILE_OF("no-data", "%s"),
					       relations[i].answers);
		struct scene *s;

		test_case(relations[i].name);
		s = look(MAIL("x"), json.p);
		test_int(domain_of(s, "a.example")->related, relations[i].related);
		test_int(domain_of(s, "oak.example")->related, RELATED_YES);
	}
}

TEST(survey_knows_networks_by_their_marks)
{
	struct scene *s = look(
	    MAIL("http://www.site.example/ http://b.other.example/"),
	    FILE_OF(
		"no-data",
		Q("A www.site.example",
		  "\"198.51.100.1\",\"198.51.100.2\"") ","
						       "{\"question\":\"dns A "
						       "b.other.example\",\"data\":["
						       "\"192.0.2.60\"],"
						       "\"cname\":[\"x.flare."
						       "example\"]}"
						       "," Q(
							   "NS site.example",
							   "\"a.ns."
							   "flare."
							   "example."
							   "\"") "," Q("NS "
								       "other."
								       "example",
								       "\"a.reg."
								       "example."
								       "\",\"b."
								       "reg."
								       "example."
								       "\"") "," Q("NS "
										   "a."
										   "examp"
										   "le",
										   "\"a."
										   "reg."
										   "examp"
										   "le."
										   "\","
										   "\"ns."
										   "else."
										   "examp"
										   "le."
										   "\"") "," Q("PTR "
											       "7.2.0."
											       "192.in-"
											       "addr."
											       "arpa",
											       "\"x.reg."
											       "example."
											       "\"") "," Q("A x.reg.example",
													   "\"192.0.2.7\"")));

	test_str(survey_host_of(s->survey, STR("www.site.example"))->network->id,
		 "flare");
	test_str(survey_host_of(s->survey, STR("b.other.example"))->network->id, "flare");
	test_str(domain_of(s, "site.example")->name_servers->id, "flare");
	test_str(domain_of(s, "other.example")->name_servers->id, "reg");
	test_true(!domain_of(s, "a.example")->name_servers);
	test_str(survey_client(s->survey)->network->id, "reg");
}

/* A name proves nothing unless it leads back. */
TEST(survey_believes_no_reverse_name_by_itself)
{
	struct scene *s =
	    look(MAIL("x"), FILE_OF("no-such-name", Q("PTR 7.2.0.192.in-addr.arpa",
						      "\"x.reg.example.\"")));

	test_true(!survey_client(s->survey)->network);
}

/* Answers that come in any order, in as many rounds as there are stages. */
TEST(survey_goes_on_in_rounds)
{
	static const char answers[] = FILE_OF(
	    "no-data",
	    Q("PTR 7.2.0.192.in-addr.arpa", "\"n.one.example.\"") "," Q(
		"A a.example",
		"\"192.0.2.30\"") "," Q("PTR 30.2.0.192.in-addr.arpa",
					"\"m.two.example.\"") "," Q("A m.two.example",
								    "\"192.0.2.30\""));
	struct scene *live = look(MAIL("http://www.site.example/"), NULL);
	struct scene *file = look(MAIL("http://www.site.example/"), answers);
	struct answers *read;
	const struct answer **one, **two;
	struct err err;
	uint32_t rounds = 0, n;

	test_true(answers_read(test_arena(), test_copy(answers), &read, &err));
	for (bool done = false; !done && rounds < 9; rounds++) {
		struct question asked[LIMIT_SURVEY_QUESTIONS];
		uint32_t count = 0;

		door_begin_round(live->door);
		done = survey_round(live->survey);
		test_true(done != door_waits(live->door));
		while (door_next_question(live->door, &asked[count]))
			count++;
		while (count--)
			door_put(live->door,
				 answers_find(read, test_arena(), &asked[count]));
	}
	test_int(rounds, 4);
	test_int(live->survey->asked, file->survey->asked);
	n = door_settle(live->door, &one);
	test_int(n, door_settle(file->door, &two));
	for (uint32_t i = 0; i < n; i++)
		test_str_n(one[i]->question, two[i]->question);
	test_int(survey_client(live->survey)->name_count, 1);
}

TEST(survey_has_ceilings_and_tells)
{
	struct str mail = STR(HOP FROM_A "Content-Type: text/plain\n\n");
	struct scene *s;

	for (int i = 0; i < 3 * LIMIT_SURVEY_DOMAINS; i++)
		mail = arena_concat(
		    test_arena(), mail,
		    arena_printf(test_arena(), "http://www.s%d-x.example/\n", i));
	mail = arena_concat(test_arena(), mail, STR("\0"));
	s = look(mail.p, FILE_OF("no-such-name", ""));
	test_int(s->survey->domain_count, LIMIT_SURVEY_DOMAINS);
	test_true(s->survey->left_out > 0);
	test_true(s->survey->asked <= LIMIT_SURVEY_QUESTIONS);
	test_int(domain_of(s, "a.example")->facts[OF_DOMAIN_TXT].state, FACT_NO_NAME);
}

/* What an honest newsletter costs: sixty hosts below a dozen domains. */
TEST(survey_of_a_newsletter_stays_moderate)
{
	struct str mail = STR(HOP FROM_A "Content-Type: text/plain\n\n");

	for (int i = 0; i < 60; i++)
		mail = arena_concat(
		    test_arena(), mail,
		    arena_printf(test_arena(), "http://h%d.s%d-x.example/\n", i, i % 12));
	mail = arena_concat(test_arena(), mail, STR("\0"));
	test_true(look(mail.p, FILE_OF("no-such-name", ""))->survey->asked < 250);
}

static bool lead(struct scene *s, const char *name, const struct answer *by)
{
	struct host host;

	host_parse(test_arena(), str_c(name), &host);
	return survey_led_to(s->survey, &s->links.items[0], &host, by);
}

TEST(survey_goes_on_with_what_a_visit_was_led_to)
{
	static const struct answer by = { .n = 7 };
	struct scene *s =
	    look(MAIL("http://www.site.example/x"), FILE_OF("no-such-name", ""));
	const struct survey_host *host;
	char name[32];

	test_case("the link's own host");
	test_true(!lead(s, "www.site.example", &by) && s->survey->done);
	test_case("another");
	test_true(lead(s, "www.other.example", &by) && !s->survey->done);
	test_true(survey_round(s->survey) && s->survey->done);
	host = survey_host_of(s->survey, STR("www.other.example"));
	test_true(host && host->roles == 1u << SEEN_LED && host->led_by == &by);
	test_int(host->links, 1);
	test_true(was_asked(s, "dns A www.other.example") &&
		  was_asked(s, "dns MX other.example"));
	test_case("the same again");
	test_true(!lead(s, "www.other.example", &by) && s->survey->done);
	test_case("an address, and the ceiling");
	test_true(lead(s, "203.0.113.5", &by));
	for (int i = 2; i < LIMIT_SURVEY_LED; i++) {
		snprintf(name, sizeof name, "www.d%d.example", i);
		test_true(lead(s, name, &by));
	}
	test_true(!lead(s, "www.more.example", &by));
	test_int(s->survey->left_out, 1);
	test_true(survey_round(s->survey));
	test_true(was_asked(s, "dns PTR 5.113.0.203.in-addr.arpa") &&
		  !was_asked(s, "dns A www.more.example"));
}
