/* auth/spf_record_test.c */
#include "auth/spf_record.h"

#include "base/limits.h"
#include "base/test.h"

static const struct {
	const char *text;
	bool is;
} records[] = {
	{ "v=spf1", true },	 { "v=spf1 -all", true },   { "V=sPf1 -all", true },
	{ "v=spf10", false },	 { "v=spf1\t-all", false }, { " v=spf1", false },
	{ "v=spf2.0 a", false }, { "spf2.", false },	    { "", false },
};

TEST(spf_record_begins_with_its_version)
{
	for (size_t i = 0; i < COUNT(records); i++) {
		test_case(records[i].text);
		test_true(spf_record_is(test_copy(records[i].text)) == records[i].is);
	}
}

static const struct {
	const char *name, *terms;
	const char *problem; /* a piece of it; NULL: none */
	uint32_t count;
} cases[] = {
	{ "nothing", "", NULL, 0 },
	{ "every mechanism",
	  "all include:a.b a a:a.b/24//64 mx/24 ptr ptr:a.b ip4:192.0.2.0/24 "
	  "ip6:2001:db8::/32 exists:%{i}.a.b",
	  NULL, 10 },
	{ "qualifiers", "-all ~all ?all +all", NULL, 4 },
	{ "upper case", "IP4:192.0.2.1 Redirect=a.b EXP=a.b -ALL", NULL, 4 },
	{ "several spaces", "  a   -all  ", NULL, 2 },
	{ "unknown modifier", "moo.cow-far_out=man:dog/cat x=%{d}", NULL, 2 },
	{ "tab", "a\t-all", "no", 1 },
	{ "8 bit",
	  "\x80"
	  "a:example.net",
	  "no term", 1 },
	{ "unknown mechanism", "moo -all", "no such mechanism", 2 },
	{ "modifier after a slash", "moo.cow/far_out=man", "no such mechanism", 1 },
	{ "modifier without a name", "=all", "no term", 1 },
	{ "modifier that begins with a digit", "1up=foo", "no term", 1 },
	{ "macro of a modifier", "foo=%abc", "macros", 1 },
	{ "all with a dot", "-all.", "no such mechanism", 1 },
	{ "all with a domain", "-all:foobar", "takes nothing", 1 },
	{ "all with a length", "-all/8", "takes nothing", 1 },
	{ "include without a domain", "include", "missing", 1 },
	{ "include with an empty one", "include:", "missing", 1 },
	{ "include with a length", "include:a.b/24", "no domain name", 1 },
	{ "a with an empty domain", "a:", "missing", 1 },
	{ "a with an address", "a:111.222.33.44", "ip4: or ip6:", 1 },
	{ "a with a port", "a:example.com:8080", "no domain name", 1 },
	{ "a with two lengths for IPv4", "a/24/64", "length", 1 },
	{ "a with a length over 32", "a/33", "length", 1 },
	{ "a with a length over 128", "a//129", "length", 1 },
	{ "length with a leading zero", "a/024", "length", 1 },
	{ "length 0", "a/0//0", NULL, 1 },
	{ "slash without a length", "a/", "no term", 1 },
	{ "length behind a domain with slashes", "a:foo/bar.example/24", NULL, 1 },
	{ "ptr with a length", "ptr/0", "no term", 1 },
	{ "ip4 alone", "ip4", "missing", 1 },
	{ "ip4 cut", "ip4:1.2.3", "no IPv4", 1 },
	{ "ip4 with a leading zero", "ip4:1.2.3.04", "no IPv4", 1 },
	{ "ip4 in brackets", "ip4:[1.2.3.4]", "no IPv4", 1 },
	{ "ip4 with a port", "ip4:1.2.3.4:25", "no IPv4", 1 },
	{ "ip4 with the length of IPv6", "ip4:1.2.3.4//32", "length", 1 },
	{ "ip4 with IPv6", "ip4:2001:db8::1", "no IPv4", 1 },
	{ "ip6 with two gaps", "ip6:CAFE::BABE::", "no IPv6", 1 },
	{ "ip6 with a zone", "ip6:fe80::1%eth0", "no IPv6", 1 },
	{ "ip6 mapped", "ip6:::ffff:1.2.3.4/96", NULL, 1 },
	{ "ip6 over 128", "ip6:::1/129", "length", 1 },
	{ "redirect empty", "redirect=", "missing", 1 },
	{ "redirect with a colon", "redirect:a.b", "no such mechanism", 1 },
	{ "redirect twice", "redirect=a.b redirect=a.b", "twice", 2 },
	{ "exp twice", "exp=a.b exp=c.d", "twice", 2 },
	{ "exp without a dot", "exp=-all", "no domain name", 1 },
	{ "exp with the receiver", "exp=%{r}.example", "no domain name", 1 },
};

TEST(spf_record_is_read_term_by_term)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str text = arena_printf(test_arena(), "v=spf1 %s", cases[i].terms);
		struct spf_record record;

		test_case(cases[i].name);
		spf_record_parse(test_arena(), test_copy_str(text), &record);
		test_int(record.count, cases[i].count);
		test_true((record.problem == NULL) == (cases[i].problem == NULL));
		if (cases[i].problem && record.problem &&
		    !strstr(record.problem, cases[i].problem))
			test_str(str_c(record.problem), cases[i].problem);
	}
}

TEST(spf_terms_keep_what_they_say)
{
	struct spf_record record;

	spf_record_parse(test_arena(),
			 test_copy("v=spf1 ~A:foo/bar.example/20//48 "
				   "-ip6:2001:DB8::/33 redirect=_spf.%{d}"),
			 &record);
	test_int(record.terms[0].kind, SPF_TERM_A);
	test_int(record.terms[0].qualifier, '~');
	test_str(record.terms[0].domain, "foo/bar.example");
	test_int(record.terms[0].bits4, 20);
	test_int(record.terms[0].bits6, 48);
	test_int(record.terms[1].net.bits, 33);
	test_int(record.terms[1].net.ip.kind, IP_V6);
	test_true(record.redirect == &record.terms[2]);
	test_str(record.redirect->domain, "_spf.%{d}");
	test_true(!record.has_all && !record.exp);
}

TEST(spf_record_has_a_limit)
{
	struct str text = STR(" a");
	struct spf_record record;

	for (int i = 0; i < 10; i++)
		text = arena_concat(test_arena(), text, text);
	text = arena_concat(test_arena(), STR("v=spf1"), text);
	spf_record_parse(test_arena(), test_copy_str(text), &record);
	test_int(record.count, LIMIT_SPF_TERMS);
	test_true(record.problem != NULL);
}
