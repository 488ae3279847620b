/* auth/spf_test.c - whole evaluations, with answers written by hand. */
#include "auth/spf.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/test.h"
#include "record/dns.h"

/* "TXT a.example v=spf1 -all|A b.example 192.0.2.1|A c.example !timeout" */
static struct str answers_json(const char *zone)
{
	struct str rest = str_c(zone), line, text;
	bool first = true;
	struct buf out;

	buf_init(&out, 0);
	buf_add(&out, STR("{\"default\":\"no-such-name\",\"answers\":["));
	while (rest.n && str_split(&rest, '|', &line)) {
		struct str type = str_take_word(&line), name = str_take_word(&line);
		bool txt = str_eq(type, STR("TXT"));

		line = str_trim_left(line);
		buf_printf(&out, "%s{\"question\":\"dns %.*s %.*s\",", first ? "" : ",",
			   STR_ARG(type), STR_ARG(name));
		first = false;
		if (str_eat_char(&line, '!'))
			buf_printf(&out, "\"status\":\"%.*s\"", STR_ARG(line));
		else if (txt)
			buf_printf(&out, "\"data\":[\"\\\"%.*s\\\"\"]", STR_ARG(line));
		else {
			struct str item;

			buf_add(&out, STR("\"data\":["));
			for (bool more = false; str_split(&line, ',', &item); more = true)
				buf_printf(&out, "%s\"%.*s\"", more ? "," : "",
					   STR_ARG(item));
			buf_add_char(&out, ']');
		}
		buf_add_char(&out, '}');
	}
	buf_add(&out, STR("]}"));
	text = arena_str(test_arena(), buf_peek(&out));
	buf_fini(&out);
	return text;
}

static struct answers *answers_of(const char *zone)
{
	struct answers *answers;
	struct err err = { 0 };

	if (!answers_read(test_arena(), test_copy_str(answers_json(zone)), &answers,
			  &err))
		test_str(str_c(err.what), "an answers file");
	return answers;
}

static struct spf_query query_of(const char *ip, const char *helo, const char *from)
{
	struct spf_query query = { .helo = test_copy(helo),
				   .mail_from = test_copy(from),
				   .clock = 1700000000 };

	test_true(ip_parse(str_c(ip), &query.ip));
	return query;
}

static void check(const char *zone, const struct spf_query *query, struct spf_result *ret)
{
	struct door_options options = { .contact = CONTACT_LOOKUP,
					.answers = answers_of(zone) };

	test_true(spf_check(test_arena(), door_new(test_arena(), &options), query, ret));
}

static const struct {
	const char *name, *zone, *ip, *from, *want;
} cases[] = {
	{ "pass", "TXT a.example v=spf1 ip4:192.0.2.1 -all", "192.0.2.1", "x@a.example",
	  "pass" },
	{ "fail", "TXT a.example v=spf1 ip4:192.0.2.1 -all", "192.0.2.2", "x@a.example",
	  "fail" },
	{ "neutral without a match", "TXT a.example v=spf1 ip4:192.0.2.1", "192.0.2.2",
	  "x@a.example", "neutral" },
	{ "no such domain", "", "192.0.2.1", "x@a.example", "none" },
	{ "another text", "TXT a.example v=spf10 -all", "192.0.2.1", "x@a.example",
	  "none" },
	{ "two records", "TXT a.example v=spf1 -all\\\"\",\"\\\"v=spf1 +all", "192.0.2.1",
	  "x@a.example", "permerror" },
	{ "record timeout", "TXT a.example !timeout", "192.0.2.1", "x@a.example",
	  "temperror" },
	{ "record refused", "TXT a.example !refused", "192.0.2.1", "x@a.example",
	  "temperror" },
	{ "record not allowed", "TXT a.example !not-allowed", "192.0.2.1", "x@a.example",
	  "unchecked" },
	{ "term not recorded",
	  "TXT a.example v=spf1 a:b.example -all|A b.example !not-recorded", "192.0.2.1",
	  "x@a.example", "unchecked" },
	{ "term not recorded behind a match",
	  "TXT a.example v=spf1 ip4:192.0.2.1 a:b.example|A b.example !not-recorded",
	  "192.0.2.1", "x@a.example", "pass" },
	{ "domain in upper case, final dot", "TXT a.example v=spf1 ip4:192.0.2.1",
	  "192.0.2.1", "x@A.Example.", "pass" },
	{ "label too long", "", "192.0.2.1",
	  "x@a123456789012345678901234567890123456789012345678901234567890123.example",
	  "none" },
	{ "one label", "TXT a v=spf1 +all", "192.0.2.1", "x@a", "none" },
	{ "address literal", "", "192.0.2.1", "x@[192.0.2.1]", "none" },
	{ "U-label", "TXT xn--wgv71a.example v=spf1 +all", "192.0.2.1",
	  "x@\xE6\x97\xA5\xE6\x9C\xAC.example", "pass" },
	{ "mapped IPv4 client", "TXT a.example v=spf1 ip4:192.0.2.1 -all",
	  "::ffff:192.0.2.1", "x@a.example", "pass" },
	{ "mapped ip6 is not ip4", "TXT a.example v=spf1 ip6:::ffff:192.0.2.1 -all",
	  "192.0.2.1", "x@a.example", "fail" },
	{ "a and its network", "TXT a.example v=spf1 a/24 -all|A a.example 192.0.2.1",
	  "192.0.2.99", "x@a.example", "pass" },
	{ "a asks for the client's family only",
	  "TXT a.example v=spf1 a -all|A a.example 192.0.2.1|AAAA a.example !timeout",
	  "192.0.2.1", "x@a.example", "pass" },
	{ "a timeout", "TXT a.example v=spf1 a -all|A a.example !timeout", "192.0.2.1",
	  "x@a.example", "temperror" },
	{ "mx",
	  "TXT a.example v=spf1 mx -all|MX a.example 10 m.example|A m.example "
	  "192.0.2.1",
	  "192.0.2.1", "x@a.example", "pass" },
	{ "null mx", "TXT a.example v=spf1 mx -all|MX a.example 0 .", "192.0.2.1",
	  "x@a.example", "fail" },
	{ "include fail is no match",
	  "TXT a.example v=spf1 include:b.example ~all|TXT b.example v=spf1 -all",
	  "192.0.2.1", "x@a.example", "softfail" },
	{ "include none", "TXT a.example v=spf1 include:b.example ~all", "192.0.2.1",
	  "x@a.example", "permerror" },
	{ "include timeout",
	  "TXT a.example v=spf1 include:b.example ~all|TXT b.example !timeout",
	  "192.0.2.1", "x@a.example", "temperror" },
	{ "included d is the included domain",
	  "TXT a.example v=spf1 include:b.example -all|TXT b.example v=spf1 "
	  "exists:%{d}.c.example|A b.example.c.example 127.0.0.2",
	  "192.0.2.1", "x@a.example", "pass" },
	{ "redirect", "TXT a.example v=spf1 redirect=b.example|TXT b.example v=spf1 -all",
	  "192.0.2.1", "x@a.example", "fail" },
	{ "redirect to nothing", "TXT a.example v=spf1 redirect=b.example", "192.0.2.1",
	  "x@a.example", "permerror" },
	{ "redirect beside all", "TXT a.example v=spf1 redirect=b.example ?all",
	  "192.0.2.1", "x@a.example", "neutral" },
	{ "redirect to itself", "TXT a.example v=spf1 redirect=a.example", "192.0.2.1",
	  "x@a.example", "permerror" },
	{ "an error behind the match", "TXT a.example v=spf1 ip4:192.0.2.1 moo",
	  "192.0.2.1", "x@a.example", "permerror" },
	{ "no match of a fail is no fail", "TXT a.example v=spf1 -ip4:192.0.2.2 +all",
	  "192.0.2.1", "x@a.example", "pass" },
	{ "ptr",
	  "TXT a.example v=spf1 ptr -all|PTR 1.2.0.192.in-addr.arpa m.A.example|A "
	  "m.a.example 192.0.2.1",
	  "192.0.2.1", "x@a.example", "pass" },
	{ "ptr that does not lead back",
	  "TXT a.example v=spf1 ptr -all|PTR 1.2.0.192.in-addr.arpa m.a.example|A "
	  "m.a.example 192.0.2.2",
	  "192.0.2.1", "x@a.example", "fail" },
	{ "ptr timeout is no match",
	  "TXT a.example v=spf1 ptr -all|PTR 1.2.0.192.in-addr.arpa !timeout",
	  "192.0.2.1", "x@a.example", "fail" },
	{ "ptr not asked",
	  "TXT a.example v=spf1 ptr -all|PTR 1.2.0.192.in-addr.arpa !not-allowed",
	  "192.0.2.1", "x@a.example", "unchecked" },
	{ "p",
	  "TXT a.example v=spf1 exists:%{p}.c.example -all|PTR "
	  "1.2.0.192.in-addr.arpa m.a.example|A m.a.example 192.0.2.1|A "
	  "m.a.example.c.example 127.0.0.2",
	  "192.0.2.1", "x@a.example", "pass" },
	{ "p unknown",
	  "TXT a.example v=spf1 exists:%{p}.c.example -all|A unknown.c.example 127.0.0.2",
	  "192.0.2.1", "x@a.example", "pass" },
	{ "exists asks for A of an IPv6 client",
	  "TXT a.example v=spf1 exists:b.example -all|A b.example 127.0.0.2",
	  "2001:db8::1", "x@a.example", "pass" },
	{ "ten terms",
	  "TXT a.example v=spf1 a a a a a a a a a a ?all|A a.example 192.0.2.9",
	  "192.0.2.1", "x@a.example", "neutral" },
	{ "eleven terms",
	  "TXT a.example v=spf1 a a a a a a a a a a a ?all|A a.example 192.0.2.9",
	  "192.0.2.1", "x@a.example", "permerror" },
	{ "two terms find nothing", "TXT a.example v=spf1 a:b.example a:c.example ?all",
	  "192.0.2.1", "x@a.example", "neutral" },
	{ "three terms find nothing",
	  "TXT a.example v=spf1 a:b.example a:c.example a:d.example ?all", "192.0.2.1",
	  "x@a.example", "permerror" },
	{ "one mx without addresses is one term",
	  "TXT a.example v=spf1 mx ?all|MX a.example 1 b.example,2 c.example,3 d.example",
	  "192.0.2.1", "x@a.example", "neutral" },
	{ "null path",
	  "TXT helo.example v=spf1 exists:%{l}.a.example -all|A "
	  "postmaster.a.example 127.0.0.2",
	  "192.0.2.1", "", "pass" },
	{ "no local part",
	  "TXT a.example v=spf1 exists:%{l}.a.example -all|A postmaster.a.example "
	  "127.0.0.2",
	  "192.0.2.1", "@a.example", "pass" },
	{ "name with a space",
	  "TXT a.example v=spf1 a:x%_y.example -all|A x\\\\032y.example "
	  "192.0.2.1",
	  "192.0.2.1", "x@a.example", "pass" },
};

TEST(spf_result_is_that_of_the_rfc)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct spf_query query =
		    query_of(cases[i].ip, "helo.example", cases[i].from);
		struct spf_result result;

		test_case(cases[i].name);
		check(cases[i].zone, &query, &result);
		test_str(str_c(spf_code_name(result.code)), cases[i].want);
		test_true((result.problem != NULL) ==
			  (result.code >= SPF_TEMPERROR || result.code == SPF_NONE));
	}
}

TEST(spf_trace_tells_each_term)
{
	struct spf_query query = query_of("192.0.2.1", "helo.example", "x@a.example");
	struct spf_result result;

	check("TXT a.example v=spf1 include:b.example x=y ip4:192.0.2.0/28 -all|"
	      "TXT b.example v=spf1 a:c.example -all|A c.example 198.51.100.1",
	      &query, &result);
	test_int(result.code, SPF_PASS);
	test_str(result.domain, "a.example");
	test_str(result.matched, "ip4:192.0.2.0/28");
	test_int(result.addresses_log2, 4);
	test_int(result.terms_used, 2);
	test_int(result.void_lookups, 0);
	test_int(result.trace_count, 8);
	test_str(str_c(result.trace[0]->outcome), "record");
	test_str(result.trace[1]->term, "include:b.example");
	test_str(str_c(result.trace[1]->outcome), "no-match");
	test_int(result.trace[3]->depth, 1);
	test_str(result.trace[3]->expanded, "c.example");
	test_int(result.trace[3]->answer_count, 1);
	test_str(result.trace[3]->answers[0]->question, "dns A c.example");
	test_str(str_c(result.trace[5]->outcome), "skipped");
	test_str(str_c(result.trace[6]->outcome), "match");
	test_str(str_c(result.trace[7]->outcome), "not-reached");
	test_str(result.published->question, "dns TXT a.example");
}

TEST(spf_faults_are_all_listed)
{
	struct spf_query query = query_of("192.0.2.1", "helo.example", "x@a.example");
	struct spf_result result;

	check("TXT a.example v=spf1 a:museum ip4:192.0.2.1 -all/8", &query, &result);
	test_int(result.code, SPF_PERMERROR);
	test_str(result.problem_at, "a:museum");
	test_str(str_c(result.trace[1]->outcome), "error");
	test_str(str_c(result.trace[2]->outcome), "not-reached");
	test_str(str_c(result.trace[3]->outcome), "error");
}

static const struct {
	const char *name, *zone, *want;
} explanations[] = {
	{ "explained",
	  "TXT a.example v=spf1 -all exp=e.example|TXT e.example %{s} from %{c} to %{r}",
	  "x@a.example from 192.0.2.1 to unknown" },
	{ "of the redirected record",
	  "TXT a.example v=spf1 redirect=b.example exp=e.example|TXT b.example v=spf1 "
	  "-all "
	  "exp=f.example|TXT e.example one|TXT f.example two",
	  "two" },
	{ "not of the redirecting record",
	  "TXT a.example v=spf1 redirect=b.example exp=e.example|TXT b.example v=spf1 "
	  "-all|TXT e.example one",
	  "" },
	{ "not of an included record",
	  "TXT a.example v=spf1 include:b.example -all|TXT b.example v=spf1 -all "
	  "exp=e.example|TXT e.example one",
	  "" },
	{ "no text", "TXT a.example v=spf1 -all exp=e.example", "" },
	{ "text with a fault",
	  "TXT a.example v=spf1 -all exp=e.example|TXT e.example the %{x}-files", "" },
	{ "nothing found does not count",
	  "TXT a.example v=spf1 a:b.example a:c.example exp=e.example -all", "" },
};

TEST(spf_fail_is_explained_by_the_sender)
{
	for (size_t i = 0; i < COUNT(explanations); i++) {
		struct spf_query query =
		    query_of("192.0.2.1", "helo.example", "x@a.example");
		struct spf_result result;

		test_case(explanations[i].name);
		check(explanations[i].zone, &query, &result);
		test_int(result.code, SPF_FAIL);
		test_str(result.explanation, explanations[i].want);
	}
}

TEST(spf_of_the_helo_name)
{
	struct spf_query query = query_of("192.0.2.1", "helo.example", "x@a.example");
	struct spf_result result;

	query.scope = SPF_HELO;
	check("TXT a.example v=spf1 -all|TXT helo.example v=spf1 exists:%{s}.x.example|A "
	      "postmaster\\\\064helo.example.x.example 127.0.0.2",
	      &query, &result);
	test_int(result.code, SPF_PASS);
	test_str(result.domain, "helo.example");
}

static const struct {
	const char *name, *zone, *ip;
	int log2;
} ranges[] = {
	{ "all", "TXT a.example v=spf1 +all", "192.0.2.1", 32 },
	{ "all, IPv6", "TXT a.example v=spf1 +all", "2001:db8::1", 128 },
	{ "network", "TXT a.example v=spf1 ip4:192.0.0.0/8", "192.0.2.1", 24 },
	{ "everything", "TXT a.example v=spf1 ip6:::/0", "2001:db8::1", 128 },
	{ "one address", "TXT a.example v=spf1 a|A a.example 192.0.2.1", "192.0.2.1", 0 },
	{ "included",
	  "TXT a.example v=spf1 include:b.example -all|TXT b.example v=spf1 "
	  "ip4:192.0.2.0/24",
	  "192.0.2.1", 8 },
	{ "a name that is always there",
	  "TXT a.example v=spf1 exists:b.example|A b.example 192.0.2.1", "192.0.2.1",
	  32 },
	{ "a name for this client",
	  "TXT a.example v=spf1 exists:%{i}.b.example|A 192.0.2.1.b.example 192.0.2.1",
	  "192.0.2.1", -1 },
	{ "nothing matched", "TXT a.example v=spf1 ip4:192.0.2.2", "192.0.2.1", -1 },
};

TEST(spf_tells_how_many_a_term_lets_in)
{
	for (size_t i = 0; i < COUNT(ranges); i++) {
		struct spf_query query =
		    query_of(ranges[i].ip, "h.example", "x@a.example");
		struct spf_result result;

		test_case(ranges[i].name);
		check(ranges[i].zone, &query, &result);
		test_int(result.addresses_log2, ranges[i].log2);
	}
}

/* --- what must not be asked ------------------------------------------------------------
 */

static const struct {
	const char *name, *from, *want;
} secrets[] = {
	{ "the address in the local part", "bounce-ann=victim.example@a.example",
	  "unchecked" },
	{ "the local part as a word", "bounce+ann@a.example", "unchecked" },
	{ "a longer word", "bounce+annika@a.example", "fail" },
	{ "nothing of it", "bounce@a.example", "fail" },
	{ "the address in the domain", "x@ann-victim-example.a.example", "unchecked" },
};

TEST(spf_does_not_tell_the_recipient)
{
	struct str recipient = STR("Ann@victim.example");

	for (size_t i = 0; i < COUNT(secrets); i++) {
		struct spf_query query =
		    query_of("192.0.2.1", "helo.example", secrets[i].from);
		struct spf_result result;

		test_case(secrets[i].name);
		query.secrets = &recipient;
		query.secret_count = 1;
		check("TXT a.example v=spf1 exists:%{l}.x.example -all|TXT "
		      "ann-victim-example.a.example v=spf1 +all",
		      &query, &result);
		test_str(str_c(spf_code_name(result.code)), secrets[i].want);
	}
}

TEST(spf_asks_a_domain_that_shares_a_word_with_the_recipient)
{
	struct spf_query query = query_of("192.0.2.1", "helo.example", "x@info.example");
	struct str recipient = STR("info@victim.example");
	struct spf_result result;

	query.secrets = &recipient;
	query.secret_count = 1;
	check("TXT info.example v=spf1 exists:%{l}.%{d} -all", &query, &result);
	test_int(result.code, SPF_FAIL);
}

/* --- rounds
 * -------------------------------------------------------------------------------
 */

/* Carries what was asked from a file to a door without one; returns the rounds. */
static int run_in_rounds(struct door *door, const struct answers *answers,
			 const struct spf_query *query, struct spf_result *ret)
{
	struct question question;
	int rounds = 1;

	door_begin_round(door);
	while (!spf_check(test_arena(), door, query, ret)) {
		test_true(door_waits(door));
		while (door_next_question(door, &question))
			door_put(door, answers_find(answers, test_arena(), &question));
		door_begin_round(door);
		test_true(++rounds < 20);
	}
	return rounds;
}

TEST(spf_asks_for_all_that_it_knows_at_once)
{
	static const char zone[] =
	    "TXT a.example v=spf1 a:x.example mx:y.example include:b.example ptr -all|"
	    "A x.example 192.0.2.9|MX y.example 1 m1.example,2 m2.example|"
	    "A m1.example 192.0.2.8|A m2.example 192.0.2.7|"
	    "TXT b.example v=spf1 ip4:198.51.100.0/24 -all";
	struct spf_query query = query_of("192.0.2.1", "helo.example", "x@a.example");
	struct door_options options = { .contact = CONTACT_LOOKUP };
	struct door *door = door_new(test_arena(), &options), *other;
	const struct answer **these, **those;
	struct answers *answers = answers_of(zone);
	struct spf_result slow, quick;
	uint32_t n;

	/* The record; its terms; the exchangers: three journeys, and the result. */
	test_int(run_in_rounds(door, answers, &query, &slow), 4);
	options.answers = answers;
	other = door_new(test_arena(), &options);
	test_true(spf_check(test_arena(), other, &query, &quick));
	test_int(slow.code, SPF_FAIL);
	test_int(quick.code, SPF_FAIL);
	test_int(slow.trace_count, quick.trace_count);
	n = door_settle(door, &these);
	test_int(n, door_settle(other, &those));
	for (uint32_t i = 0; i < n; i++)
		test_str_n(these[i]->question, those[i]->question);
}

TEST(spf_offline_could_not_be_checked)
{
	struct spf_query query = query_of("192.0.2.1", "helo.example", "x@a.example");
	struct door_options options = { .contact = CONTACT_OFFLINE };
	struct spf_result result;

	test_true(
	    spf_check(test_arena(), door_new(test_arena(), &options), &query, &result));
	test_int(result.code, SPF_UNCHECKED);
	test_true(result.problem != NULL);
}
