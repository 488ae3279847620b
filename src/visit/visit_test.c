/* What is visited, what is asked, and what is made of it. */
#include "visit/visit.h"

#include "base/limits.h"
#include "base/test.h"
#include "door/answer.h"

#include <stdio.h>
#include <stdlib.h>

static const struct tables *tables(void)
{
	static struct tables built;
	char dir[4096];
	struct err err;

	if (built.brand_count)
		return &built;
	if (!tables_dir(dir, sizeof dir) || !tables_load(arena_new(0), dir, &built, &err))
		abort();
	return &built;
}

struct scene {
	struct site site;
	struct path path;
	struct identities ids;
	struct claims claims;
	struct links links;
	struct token_needles needles;
	struct door *door;
	struct visits *visits;
};

static struct str own_domain = { "mine.example", 12 };

static struct scene *look_at(const char *body, const char *answers)
{
	static const struct path_override none;
	struct str mail = arena_printf(test_arena(),
				       "From: x@a.test\nTo: taro.yamada@mine.example\n"
				       "Content-Type: text/html\n"
				       "List-Unsubscribe: <https://l.test/u>\n\n%s\n",
				       body);
	struct scene *s = arena_new_of(test_arena(), struct scene);
	struct door_options options = { .contact = CONTACT_VISIT };
	struct message *message;
	struct survey_query seen;
	struct visits_query query;
	struct answers *read = NULL;
	struct err err;

	s->site.given = true;
	s->site.own_domains = (struct str_list){ &own_domain, 1, 1 };
	message = message_parse(test_arena(), test_copy_str(mail), NULL);
	path_build(test_arena(), message, &s->site, &none, &s->path);
	identity_collect(test_arena(), message, &s->path, &s->site, tables(), &none,
			 &s->ids);
	brand_claims(test_arena(), message, &s->ids, &s->site, tables(), &s->claims);
	links_gather(test_arena(), message, &s->ids, &s->site, tables(), &s->links);
	token_needles(test_arena(), &message->to.items[0].address, 1, tables(),
		      &s->needles);
	if (!answers_read(test_arena(),
			  arena_printf(test_arena(),
				       "{\"default\":\"no-such-name\",\"answers\":[%s]}",
				       answers),
			  &read, &err)) {
		fprintf(stderr, "%s\n", err.what);
		abort();
	}
	options.answers = read;
	options.secrets = &s->needles;
	s->door = door_new(test_arena(), &options);
	seen = (struct survey_query){ .ids = &s->ids,
				      .path = &s->path,
				      .links = &s->links,
				      .claims = &s->claims,
				      .site = &s->site,
				      .tables = tables(),
				      .salt = STR("salt") };
	query =
	    (struct visits_query){ .links = &s->links,
				   .survey = survey_begin(test_arena(), s->door, &seen),
				   .tables = tables(),
				   .site = &s->site,
				   .needles = &s->needles,
				   .salt = STR("salt") };
	s->visits = visits_begin(test_arena(), s->door, &query);
	test_true(visits_round(s->visits));
	return s;
}

/* An icon that a page names, one where browsers look, and what is none. */
static const struct {
	const char *name, *page, *answers, *href, *why;
} icons[] = {
	{ "where browsers look", "<p>hello",
	  "{\"question\":\"http GET http://a.test/favicon.ico\",\"data\":[\"HTTP/1.1 200 "
	  "OK\\ncontent-type: image/x-icon\\n\\nhello icon\"]}",
	  "http://a.test/favicon.ico", NULL },
	{ "named by the page", "<link rel='shortcut icon' href='/i.png'><p>hello",
	  "{\"question\":\"http GET http://a.test/i.png\",\"data\":[\"HTTP/1.1 200 "
	  "OK\\ncontent-type: image/png\\n\\nhello icon\"]}",
	  "http://a.test/i.png", NULL },
	{ "a page in its place", "<p>hello",
	  "{\"question\":\"http GET http://a.test/favicon.ico\",\"data\":[\"<p>soft "
	  "404\"]}",
	  "http://a.test/favicon.ico", "there is none" },
	{ "none", "<p>hello",
	  "{\"question\":\"http GET http://a.test/favicon.ico\",\"data\":[\"HTTP/1.1 404 "
	  "No\\n\\nx\"]}",
	  "http://a.test/favicon.ico", "there is none" },
	{ "somebody else's", "<link rel=icon href='https://brand.test/f.ico'><p>hello",
	  "{\"question\":\"dns A brand.test\",\"data\":[\"198.51.100.8\"]}",
	  "https://brand.test/f.ico", "it lies on another host, which was not asked" },
};

TEST(the_icon_of_a_page)
{
	for (size_t i = 0; i < COUNT(icons); i++) {
		const struct visit_icon *icon;
		struct str answers;

		test_case(icons[i].name);
		answers = arena_printf(
		    test_arena(),
		    "{\"question\":\"dns A a.test\",\"data\":[\"198.51.100.7\"]},"
		    "{\"question\":\"http GET http://a.test/x\",\"data\":[\"%s\"]},%s%c",
		    icons[i].page, icons[i].answers, 0);
		icon = &look_at("<a href='http://a.test/x'>go</a>", answers.p)
			    ->visits->items[0]
			    .icon;
		test_str(icon->href, icons[i].href);
		test_str(str_c(icon->why ? icon->why : ""),
			 icons[i].why ? icons[i].why : "");
		test_int(icon->known, !icons[i].why);
		if (icon->known) {
			test_int(icon->size, 10);
			test_int(icon->murmur, -803251018 /* of "aGVsbG8gaWNvbg==\n" */);
		}
	}
}

#define A(host) "{\"question\":\"dns A " host "\",\"data\":[\"198.51.100.7\"]}"
#define AT(host, ip) "{\"question\":\"dns A " host "\",\"data\":[\"" ip "\"]}"
#define GET(url, data) "{\"question\":\"http GET " url "\",\"data\":[\"" data "\"]}"
#define FAIL(question, status) "{\"question\":\"" question "\",\"status\":\"" status "\"}"
#define TO(url) "<a href='" url "'>go</a>"
#define MOVED(url) "HTTP/1.1 302 Found\\nlocation: " url "\\n\\n"

static const struct {
	const char *name, *answers;
	enum visit_state state;
	uint32_t hops;
} states[] = {
	{ "a page", A("a.test") "," GET("http://a.test/x", "<p>hello"), VISIT_LIVE, 1 },
	{ "gone", A("a.test") "," GET("http://a.test/x", "HTTP/1.1 404 Not Found\\n\\nx"),
	  VISIT_GONE, 1 },
	{ "kept out", A("a.test") "," GET("http://a.test/x", "HTTP/1.1 403 No\\n\\nx"),
	  VISIT_BLOCKED, 1 },
	{ "an empty page",
	  A("a.test") "," GET("http://a.test/x", "HTTP/1.1 200 OK\\n\\n"), VISIT_DORMANT,
	  1 },
	{ "an error of the server",
	  A("a.test") "," GET("http://a.test/x", "HTTP/1.1 502 Bad\\n\\nx"),
	  VISIT_DORMANT, 1 },
	{ "parked", A("a.test") "," GET("http://a.test/x", "<p>This domain is for sale"),
	  VISIT_PARKED, 1 },
	{ "refused", A("a.test") "," FAIL("http GET http://a.test/x", "refused"),
	  VISIT_REFUSED, 1 },
	{ "silent", A("a.test") "," FAIL("http GET http://a.test/x", "timeout"),
	  VISIT_NO_ANSWER, 1 },
	{ "no such name", FAIL("dns A a.test", "no-such-name"), VISIT_NO_NAME, 1 },
	{ "the name server is silent",
	  FAIL("dns A a.test", "timeout") "," FAIL("dns AAAA a.test", "timeout"),
	  VISIT_NO_ANSWER, 1 },
	{ "in a private network", AT("a.test", "10.0.0.1"), VISIT_NOT, 1 },
	{ "led on",
	  A("a.test") "," GET("http://a.test/x", MOVED("/y")) "," GET("http://a.test/y",
								      "<p>here"),
	  VISIT_LIVE, 2 },
	{ "in circles",
	  A("a.test") "," GET("http://a.test/x", MOVED("/y")) "," GET("http://a.test/y",
								      MOVED("/x")),
	  VISIT_LED_AWAY, 2 },
	{ "to itself", A("a.test") "," GET("http://a.test/x", MOVED("/x")),
	  VISIT_LED_AWAY, 1 },
	{ "a page that calls itself again",
	  A("a.test") "," GET("http://a.test/x",
			      "<meta http-equiv=refresh content='5;url=/x'>"),
	  VISIT_LIVE, 1 },
	{ "into loopback",
	  A("a.test") "," GET("http://a.test/x", MOVED("http://127.0.0.1/")),
	  VISIT_LED_AWAY, 1 },
	{ "into loopback, as a number",
	  A("a.test") "," GET("http://a.test/x", MOVED("http://2130706433/")),
	  VISIT_LED_AWAY, 1 },
	{ "to a name of a private network",
	  A("a.test") "," GET("http://a.test/x", MOVED("http://router.local/")),
	  VISIT_LED_AWAY, 1 },
	{ "to a name that leads into one",
	  A("a.test") "," AT("b.test", "192.168.1.1") "," GET("http://a.test/x",
							      MOVED("http://b.test/")),
	  VISIT_LED_AWAY, 2 },
	{ "to another scheme",
	  A("a.test") "," GET("http://a.test/x", MOVED("file:///etc/passwd")),
	  VISIT_LED_AWAY, 1 },
	{ "to no URL", A("a.test") "," GET("http://a.test/x", MOVED("http://[/")),
	  VISIT_LED_AWAY, 1 },
	{ "to a company's own site",
	  A("a.test") "," GET("http://a.test/x", MOVED("https://www.google.com/")),
	  VISIT_LED_AWAY, 1 },
	{ "a 302 that says nothing",
	  A("a.test") "," GET("http://a.test/x", "HTTP/1.1 302 Found\\n\\n"),
	  VISIT_DORMANT, 1 },
	{ "the handshake fails behind a redirect",
	  A("a.test") "," GET("http://a.test/x", MOVED("https://a.test/")) "," FAIL(
	      "tls a.test:443", "refused"),
	  VISIT_REFUSED, 2 },
	{ "not recorded", A("a.test"), VISIT_NOT, 1 },
};

TEST(visits_end_in_a_state)
{
	for (size_t i = 0; i < COUNT(states); i++) {
		struct scene *s;

		test_case(states[i].name);
		s = look_at(TO("http://a.test/x"), states[i].answers);
		test_int(s->visits->count, 1);
		test_int(s->visits->items[0].state, states[i].state);
		test_int(s->visits->items[0].hop_count, states[i].hops);
	}
}

static const struct {
	const char *name, *body;
	uint32_t visited, left;
} choices[] = {
	{ "one page", TO("http://a.test/x"), 1, 0 },
	{ "the same page twice", TO("http://a.test/x?1") TO("http://a.test/x?2"), 1, 0 },
	{ "two pages of one host and a third",
	  TO("http://a.test/x") TO("http://a.test/y") TO("http://a.test/z"), 2, 1 },
	{ "six sites",
	  TO("http://a.test") TO("http://b.test") TO("http://c.test") TO("http://d.test")
	      TO("http://e.test") TO("http://f.test"),
	  5, 1 },
	{ "our own", TO("https://www.mine.example/login"), 0, 1 },
	{ "a company's own", TO("https://www.amazon.co.jp/"), 0, 1 },
	{ "a stranger's page on a good name", TO("https://docs.google.com/forms/d/e/x"),
	  1, 0 },
	{ "to end a subscription", TO("http://a.test/unsubscribe/me"), 0, 1 },
	{ "the same by its words", "<a href=http://a.test/q>配信停止はこちら</a>", 0, 1 },
	{ "to confirm something with a value", TO("http://a.test/confirm?t=k3j9x8w7"), 0,
	  1 },
	{ "a lure that says confirm", TO("http://a.test/confirm-account/"), 1, 0 },
	{ "an address in a private network", TO("http://192.168.0.1/"), 0, 1 },
	{ "no page", TO("mailto:a@b.test") TO("tel:123"), 0, 0 },
	{ "what loads by itself", "<img src=http://a.test/pixel>", 0, 0 },
	{ "a short link", TO("https://bit.ly/3xYz"), 1, 0 },
	{ "a short link with a long code", TO("https://bit.ly/a1b2c3d4e5"), 0, 1 },
};

TEST(visits_choose_few_links)
{
	for (size_t i = 0; i < COUNT(choices); i++) {
		struct scene *s;

		test_case(choices[i].name);
		s = look_at(choices[i].body, A("none.test"));
		test_int(s->visits->count, choices[i].visited);
		test_int(s->visits->left_count, choices[i].left);
	}
}

TEST(visits_stop_after_some_hops)
{
	struct str answers = STR(A("a.test"));
	struct scene *s;

	for (int i = 0; i < 12; i++)
		answers = arena_printf(
		    test_arena(),
		    "%.*s,{\"question\":\"http GET http://a.test/%d\",\"data\":["
		    "\"" MOVED("/%d") "\"]}",
		    STR_ARG(answers), i, i + 1);
	s = look_at(TO("http://a.test/0"),
		    arena_printf(test_arena(), "%.*s%c", STR_ARG(answers), 0).p);
	test_int(s->visits->items[0].state, VISIT_LED_AWAY);
	test_int(s->visits->items[0].hop_count, LIMIT_VISIT_HOPS);
	test_int(s->visits->items[0].requests, LIMIT_VISIT_HOPS);
}

TEST(visits_never_call_gone_what_was_altered)
{
	struct scene *s = look_at(TO("http://a.test/x?u=123456789"), A("a.test"));
	struct str asked = s->visits->items[0].href;

	test_true(s->visits->items[0].altered);
	s = look_at(TO("http://a.test/x?u=123456789"),
		    arena_printf(test_arena(),
				 A("a.test") ",{\"question\":\"http GET %.*s\",\"data\":["
					     "\"HTTP/1.1 404 Not Found\\n\\nx\"]}%c",
				 STR_ARG(asked), 0)
			.p);
	test_int(s->visits->items[0].state, VISIT_ABSENT);
}

TEST(visits_ask_for_another_name_than_one_recipient_s)
{
	struct scene *s =
	    look_at(TO("http://mine-example.a.test/x"), A("*.a.test") "," A("a.test"));
	const struct visit *visit = &s->visits->items[0];
	const struct answer **all;
	uint32_t n = door_settle(s->door, &all);

	test_true(str_ends(visit->hops[0].host.ascii, STR(".a.test")));
	test_true(!str_starts(visit->hops[0].host.ascii, STR("mine")));
	for (uint32_t i = 0; i < n; i++)
		test_int(
		    str_find_str(all[i]->question, STR("mine-example.a")) == STR_NPOS, 1);
	s = look_at(TO("http://mine-example.a.test/x"), A("a.test"));
	test_int(s->visits->items[0].state, VISIT_NOT);
}

TEST(no_question_of_a_visit_carries_the_recipient)
{
	static const char *const marks[] = {
		"http://a.test/?u=taro.yamada@mine.example",
		"http://a.test/taro.yamada%2540mine.example/",
		"http://a.test/?u=dGFyby55YW1hZGFAbWluZS5leGFtcGxl",
		"http://a.test/?a=taro.yamada&b=mine.example",
		"http://a.test/#taro.yamada@mine.example",
		"http://taro.yamada@a.test/",
	};

	for (size_t i = 0; i < COUNT(marks); i++) {
		struct scene *s;
		const struct answer **all;
		uint32_t n;

		test_case(marks[i]);
		s = look_at(
		    arena_printf(test_arena(), "<a href='%s'>x</a>%c", marks[i], 0).p,
		    A("a.test"));
		n = door_settle(s->door, &all);
		test_int(s->visits->count, 1);
		for (uint32_t k = 0; k < n; k++) {
			test_true(str_find_str(all[k]->question, STR("yamada")) ==
				  STR_NPOS);
			test_true(all[k]->status != ANSWER_NOT_ALLOWED);
		}
	}
}
