/* check/rep_test.c - what lists say: each check with an outside on which it fires and a
 * harmless twin. */
#include "check/check_test.h"

#define OURS \
	"own-domain = example.jp\nrelay = mx.example.jp\nlocal-part = r\n" \
	"list = zen.spamhaus.org, dbl.spamhaus.org, multi.surbl.org, jpcert\n"
#define HOP \
	"Received: from mail.b.example (mail.b.example [192.0.2.7]) by mx.example.jp " \
	"(Postfix) with ESMTPS id 1 for <r@example.jp>; Mon, 16 Nov 2026 10:00:00 " \
	"+0900\n"
#define MAIL \
	"Return-Path: <a@b.example>\n" HOP "From: a@b.example\nTo: r@example.jp\n" \
	"Subject: x\nMessage-ID: <1.x@b.example>\n" \
	"Date: Mon, 16 Nov 2026 09:59:00 +0900\n\nsee " \
	"http://www.site.example/x?kit=17\n"
#define Q(question, data) "{\"question\":\"" question "\",\"data\":[" data "]}"
#define S(question, status) "{\"question\":\"" question "\",\"status\":\"" status "\"}"
#define WORLD(default, list) "{\"default\":\"" default "\",\"answers\":[" list "]}"
#define ZEN(code) Q("dns A 7.2.0.192.zen.spamhaus.org", "\"" code "\"")
#define DBL(code) Q("dns A site.example.dbl.spamhaus.org", "\"" code "\"")
#define COPY(by) \
	Q("list jpcert http://www.site.example/x?kit=17", \
	  "\"{\\\"as_of\\\":\\\"2025-10-31\\\",\\\"matches\\\":[{\\\"by\\\":\\\"" by \
	  "\\\",\\\"url\\\":\\\"http://www.site.example/x\\\",\\\"date\\\":\\\"2021-" \
	  "10-06\\\"}],\\\"found\\\":{\\\"" by "\\\":1}}\"")

static const struct {
	const char *name, *id, *fires, *silent;
} cases[] = {
	{ "a client on a list", "rep.listed", WORLD("no-such-name", ZEN("127.0.0.2")),
	  WORLD("no-such-name", "") },
	{ "an error of the list", "rep.listed", WORLD("no-such-name", ZEN("127.0.0.4")),
	  WORLD("no-such-name", ZEN("127.255.255.254")) },
	{ "a resolver that makes names up", "rep.listed",
	  WORLD("no-such-name", ZEN("127.0.0.3")),
	  WORLD("no-such-name", ZEN("203.0.113.1")) },
	{ "a domain on a list", "rep.listed", WORLD("no-such-name", DBL("127.0.1.4")),
	  WORLD("timeout", "") },
	{ "the page in a copy", "rep.url-listed", WORLD("no-such-name", COPY("url")),
	  WORLD("no-such-name", COPY("query")) },
	{ "the host in a copy", "rep.url-listed", WORLD("no-such-name", COPY("host")),
	  WORLD("no-such-name", "") },
	{ "the query in a copy", "rep.kit-mark", WORLD("no-such-name", COPY("query")),
	  WORLD("no-such-name", COPY("url")) },
	{ "a list that refuses", "rep.list-error",
	  WORLD("no-such-name", ZEN("127.255.255.254")),
	  WORLD("no-such-name", COPY("url")) },
	{ "no answer", "rep.list-error", WORLD("timeout", ""),
	  WORLD("no-such-name", COPY("url")) },
	{ "nothing known", "rep.not-listed", WORLD("no-such-name", ""),
	  WORLD("timeout", "") },
};

TEST(each_check_of_reputation_fires_and_its_twin_is_silent)
{
	static const char none[] = "own-domain = example.jp\nrelay = mx.example.jp\n";

	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_fires(inspect_answered(MAIL, OURS, cases[i].fires), cases[i].id);
		test_silent(inspect_answered(MAIL, OURS, cases[i].silent), cases[i].id);
		test_silent(inspect_answered(MAIL, none, cases[i].fires), cases[i].id);
		test_silent(inspect_text(MAIL, OURS), cases[i].id);
	}
}

/* A culprit, a victim, a range and a guess are four things. */
TEST(what_a_list_says_decides_how_much_it_counts)
{
	static const struct {
		const char *name, *world;
		enum severity severity;
		int variant;
	} rows[] = {
		{ "a domain of phishing", WORLD("no-such-name", DBL("127.0.1.4")),
		  SEVERITY_ADVERSE, 0 },
		{ "a client that sends spam", WORLD("no-such-name", ZEN("127.0.0.3")),
		  SEVERITY_CAUTION, 1 },
		{ "a lawful domain that is abused",
		  WORLD("no-such-name", DBL("127.0.1.104")), SEVERITY_CAUTION, 3 },
		{ "a range of subscribers", WORLD("no-such-name", ZEN("127.0.0.10")),
		  SEVERITY_NOTE, 5 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct finding *finding;

		test_case(rows[i].name);
		finding =
		    test_fires(inspect_answered(MAIL, OURS, rows[i].world), "rep.listed");
		test_int(finding->severity, rows[i].severity);
		test_int(finding->variant, rows[i].variant);
	}
}

/* What lists do not say is never held against anybody, nor for him. */
TEST(silence_of_lists_weighs_nothing)
{
	static const char *const worlds[] = { WORLD("no-such-name", ""),
					      WORLD("timeout", ""), WORLD("refused", ""),
					      "{}" };

	for (size_t i = 0; i < COUNT(worlds); i++) {
		struct inspection *in = inspect_answered(MAIL, OURS, worlds[i]);

		for (uint32_t k = 0; k < in->finding_count; k++)
			if (str_starts(str_c(in->findings[k]->check->id), STR("rep.")))
				test_int(in->findings[k]->severity, SEVERITY_NOTE);
	}
}
