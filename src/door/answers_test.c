/* door/answers_test.c */
#include "base/test.h"
#include "door/answer.h"
#include "record/dns.h"

#define ONE(entry) "{\"answers\":[{" entry "}]}"

static const struct {
	const char *name, *json;
	const char *why; /* a piece of the complaint; NULL: read */
} files[] = {
	{ "nothing listed", "{}", NULL },
	{ "an address", ONE("\"question\":\"dns A a.example\",\"data\":[\"192.0.2.1\"]"),
	  NULL },
	{ "all keys",
	  ONE("\"question\":\"dns A a.example\",\"status\":\"answered\","
	      "\"data\":[\"192.0.2.1\"],\"ttl\":60,\"dnssec\":\"secure\","
	      "\"cname\":[\"b.example\"]"),
	  NULL },
	{ "a page", ONE("\"question\":\"http GET http://a.example/\",\"data\":[\"<p>\"]"),
	  NULL },
	{ "an error", ONE("\"question\":\"dns A a.example\",\"status\":\"timeout\""),
	  NULL },
	{ "no JSON", "{\n\"answers\":[\n{,", "line 3: it is not the JSON" },
	{ "not the JSON of one", "[]", "line 1: it is not the JSON" },
	{ "unknown key", "{\"answer\":[]}", "key \"answer\"" },
	{ "unknown key of an entry", ONE("\"question\":\"dns A a.example\",\"tll\":5"),
	  "answer 1 (\"dns A a.example\"): it has no key \"tll\"" },
	{ "unknown default", "{\"default\":\"maybe\"}", "\"default\"" },
	{ "default with data", "{\"default\":\"answered\"}", "\"default\"" },
	{ "unknown status",
	  ONE("\"question\":\"dns A a.example\",\"status\":\"nxdomain\""), "\"status\"" },
	{ "no question", ONE("\"status\":\"timeout\""), "\"question\" is none" },
	{ "unknown kind", ONE("\"question\":\"ask A a.example\""),
	  "\"question\" is none" },
	{ "unknown type", ONE("\"question\":\"dns AAA a.example\""),
	  "\"question\" is none" },
	{ "no name", ONE("\"question\":\"dns A a..example\""), "\"question\" is none" },
	{ "no address", ONE("\"question\":\"dns A a.example\",\"data\":[\"mx\"]"),
	  "no address of that kind: \"mx\"" },
	{ "no alias",
	  ONE("\"question\":\"dns A a.example\",\"data\":[\"192.0.2.1\"],"
	      "\"cname\":[\"a..b\"]"),
	  "no name" },
	{ "answered without data",
	  ONE("\"question\":\"dns A a.example\",\"status\":\"answered\""),
	  "has no \"data\"" },
	{ "data that are not there",
	  ONE("\"question\":\"dns A a.example\",\"status\":\"no-data\","
	      "\"data\":[\"192.0.2.1\"]"),
	  "it has data" },
	{ "unknown dnssec", ONE("\"question\":\"dns A a.example\",\"dnssec\":\"yes\""),
	  "\"dnssec\"" },
	{ "ttl too large", ONE("\"question\":\"dns A a.example\",\"ttl\":4294967296"),
	  "\"ttl\"" },
	{ "asked twice",
	  "{\"answers\":[{\"question\":\"dns A a.example\"},"
	  "{\"question\":\"dns a A.Example.\"}]}",
	  "\"dns A a.example\" is answered twice" },
	{ "no base64",
	  ONE("\"question\":\"tls a.example:443\",\"data\":[\"base64:***\"]"), "base64" },
	{ "two pages", ONE("\"question\":\"tls a.example:443\",\"data\":[\"a\",\"b\"]"),
	  "only DNS" },
};

TEST(answers_file_is_understood_to_its_end)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		struct answers *answers;
		struct err err = { 0 };
		bool ok;

		test_case(files[i].name);
		ok = answers_read(test_arena(), test_copy(files[i].json), &answers, &err);
		test_true(ok == (files[i].why == NULL));
		if (files[i].why && !strstr(err.what, files[i].why))
			test_str(str_c(err.what), files[i].why);
	}
}

static const char scenario[] =
    "{\"default\":\"no-such-name\",\"answers\":["
    "{\"question\":\"dns TXT A.example.\",\"data\":[\"\\\"v=spf1 -all\\\"\",\"x\"]},"
    "{\"question\":\"dns MX a.example\",\"data\":[\"10 mx.example.\"],"
    "\"cname\":[\"b.example\"],\"dnssec\":\"insecure\"},"
    "{\"question\":\"dns A a.example\",\"status\":\"no-data\"},"
    "{\"question\":\"dns A foo:bar/baz qux.example\",\"data\":[\"192.0.2.1\"]},"
    "{\"question\":\"dns AAAA a.example\",\"status\":\"timeout\"},"
    "{\"question\":\"whois whois.example a.example\",\"data\":[\"base64:aGFsbG8=\"]}"
    "]}";

static const struct {
	const char *question, *status, *summary;
} asked[] = {
	{ "dns TXT a.example", "answered", "\"v=spf1 -all\"; \"x\"" },
	{ "dns MX a.example", "answered", "10 mx.example" },
	{ "dns A a.example", "no-data", "no-data" },
	{ "dns A foo\\058bar\\047baz\\032qux.example", "answered", "192.0.2.1" },
	{ "dns AAAA a.example", "timeout", "timeout" },
	{ "dns A b.example", "no-such-name", "no-such-name" },
	{ "whois whois.example a.example", "answered", "answered" },
	{ "whois whois.example b.example", "not-recorded", "not-recorded" },
};

TEST(answers_stand_in_for_the_outside)
{
	struct answers *answers;
	struct err err = { 0 };

	test_true(answers_read(test_arena(), test_copy(scenario), &answers, &err));
	for (size_t i = 0; i < COUNT(asked); i++) {
		const struct answer *answer;
		struct question question;

		test_case(asked[i].question);
		test_true(
		    question_read(test_arena(), test_copy(asked[i].question), &question));
		test_str(question.text, asked[i].question);
		answer = answers_find(answers, test_arena(), &question);
		test_str(str_c(answer_status_name(answer->status)), asked[i].status);
		test_str(answer_summary(test_arena(), answer), asked[i].summary);
	}
}

TEST(answers_of_other_kinds_are_bytes)
{
	struct question question;
	struct answers *answers;
	struct err err = { 0 };

	test_true(answers_read(test_arena(), test_copy(scenario), &answers, &err));
	test_true(question_read(test_arena(), STR(" whois  whois.example a.example "),
				&question));
	test_str(answers_find(answers, test_arena(), &question)->bytes, "hallo");
}

TEST(answers_of_a_wildcard_are_those_of_every_name_below)
{
	static const char json[] =
	    "{\"default\":\"no-such-name\",\"answers\":["
	    "{\"question\":\"dns A *.w.example\",\"data\":[\"192.0.2.1\"]},"
	    "{\"question\":\"dns A x.w.example\",\"status\":\"no-data\"}]}";
	static const struct {
		const char *name;
		uint16_t type;
		enum answer_status status;
	} rows[] = {
		{ "a.w.example", DNS_A, ANSWER_ANSWERED },
		{ "a.b.w.example", DNS_A, ANSWER_ANSWERED },
		{ "x.w.example", DNS_A, ANSWER_NO_DATA },
		{ "w.example", DNS_A, ANSWER_NO_SUCH_NAME },
		{ "aw.example", DNS_A, ANSWER_NO_SUCH_NAME },
		{ "a.w.example", DNS_AAAA, ANSWER_NO_SUCH_NAME },
	};
	struct answers *answers;
	struct err err;

	test_true(answers_read(test_arena(), test_copy(json), &answers, &err));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct question question;

		test_case(rows[i].name);
		test_true(question_dns(test_arena(), rows[i].type, str_c(rows[i].name),
				       &question));
		test_int(answers_find(answers, test_arena(), &question)->status,
			 rows[i].status);
	}
}

TEST(answers_of_a_pattern_are_those_of_every_page)
{
	static const struct {
		const char *url, *body;
	} cases[] = {
		{ "http://a.test/x", "one" },	   { "http://a.test/x/y?z", "any" },
		{ "http://b.a.test/dir/", "sub" }, { "http://b.a.test/other", "" },
		{ "https://a.test/x", "" },
	};
	struct answers *answers;
	struct err err;

	test_true(answers_read(
	    test_arena(),
	    test_copy("{\"answers\":[{\"question\":\"http GET http://a.test/*\","
		      "\"data\":[\"any\"]},{\"question\":\"http GET http://a.test/x\","
		      "\"data\":[\"one\"]},{\"question\":"
		      "\"http GET http://*.a.test/*ir/\",\"data\":[\"sub\"]}]}"),
	    &answers, &err));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct question question;

		test_case(cases[i].url);
		test_true(question_http(test_arena(), str_c(cases[i].url), &question));
		test_str(answers_find(answers, test_arena(), &question)->bytes,
			 cases[i].body);
	}
}
