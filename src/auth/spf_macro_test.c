/* auth/spf_macro_test.c */
#include "auth/spf_macro.h"

#include "base/limits.h"
#include "base/test.h"

/* The sender and the client of RFC 7208, 7.4. */
static bool expand(const char *ip, struct str text, struct str *ret)
{
	static struct ip client;
	struct spf_macro_values values = {
		.sender = STR("strong-bad@email.example.com"),
		.local = STR("strong-bad"),
		.sender_domain = STR("email.example.com"),
		.domain = STR("email.example.com"),
		.ip = &client,
		.validated = STR("mx.example.org"),
		.helo = STR("he lo_~(1)"),
		.receiver = STR("unknown"),
		.clock = 1700000000,
	};

	test_true(ip_parse(str_c(ip), &client));
	return spf_macro_expand(test_arena(), text, &values, ret);
}

static const struct {
	const char *name, *ip, *text, *want;
} expansions[] = {
	{ "s", NULL, "%{s}", "strong-bad@email.example.com" },
	{ "o", NULL, "%{o}", "email.example.com" },
	{ "d", NULL, "%{d}", "email.example.com" },
	{ "d4", NULL, "%{d4}", "email.example.com" },
	{ "d3", NULL, "%{d3}", "email.example.com" },
	{ "d2", NULL, "%{d2}", "example.com" },
	{ "d1", NULL, "%{d1}", "com" },
	{ "dr", NULL, "%{dr}", "com.example.email" },
	{ "d2r", NULL, "%{d2r}", "example.email" },
	{ "l", NULL, "%{l}", "strong-bad" },
	{ "l-", NULL, "%{l-}", "strong.bad" },
	{ "lr", NULL, "%{lr}", "strong-bad" },
	{ "lr-", NULL, "%{lr-}", "bad.strong" },
	{ "l1r-", NULL, "%{l1r-}", "strong" },
	{ "several delimiters", NULL, "%{s1+@-}", NULL }, /* "@" is none */
	{ "several delimiters that are", NULL, "%{o2.-/}", "example.com" },
	{ "a number beyond all", NULL, "%{d99999999999}", "email.example.com" },
	{ "name of an address", NULL, "%{ir}.%{v}._spf.%{d2}",
	  "3.2.0.192.in-addr._spf.example.com" },
	{ "local part", NULL, "%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com" },
	{ "nibbles", "2001:db8::cb01", "%{ir}.%{v}._spf.%{d2}",
	  "1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6._spf."
	  "example.com" },
	{ "readable address", "2001:DB8::CB01", "%{c}", "2001:db8::cb01" },
	{ "p", NULL, "%{p}.x", "mx.example.org.x" },
	{ "r and t", NULL, "%{r} %{t}", "unknown 1700000000" },
	{ "escaped as in a URL", NULL, "%{H}", "he%20lo_~%281%29" },
	{ "not escaped", NULL, "%{h}", "he lo_~(1)" },
	{ "percent, space, escaped space", NULL, "a%%b%_c%-d", "a%b c%20d" },
	{ "no macro", NULL, "example.com", "example.com" },
};

TEST(spf_macros_expand)
{
	for (size_t i = 0; i < COUNT(expansions); i++) {
		struct str text = test_copy(expansions[i].text), got;
		bool valid;

		test_case(expansions[i].name);
		valid = spf_macro_valid(text, true);
		test_true(valid == (expansions[i].want != NULL));
		if (!valid)
			continue;
		test_true(expand(expansions[i].ip ? expansions[i].ip : "192.0.2.3", text,
				 &got));
		test_str(got, expansions[i].want);
	}
}

TEST(spf_macros_grow_to_a_limit)
{
	struct str text = STR("%{s}%{s}%{s}%{s}"), got;

	for (int i = 0; i < 7; i++)
		text = arena_concat(test_arena(), text, text);
	test_true(!expand("192.0.2.3", text, &got));
}

static const struct {
	const char *name, *text;
	bool valid;
} specs[] = {
	{ "a name", "mail.example.com", true },
	{ "final dot", "mail.example.com.", true },
	{ "ends in a macro", "%{d}", true },
	{ "ends in a percent", "foo.%%", true },
	{ "macro, then a label", "%{d}.com", true },
	{ "colons and slashes", "foo:bar/baz.example.com", true },
	{ "hyphen in the top label", "foo.example.xn--zckzah", true },
	{ "digits with a hyphen", "a.1-2", true },
	{ "empty", "", false },
	{ "one label", "museum", false },
	{ "one label, final dot", "museum.", false },
	{ "label glued to a macro", "x.%{d}com", false },
	{ "numeric top label", "abc.123", false },
	{ "hyphen first", "example.-com", false },
	{ "hyphen last", "example.com-", false },
	{ "port", "example.com:8080", false },
	{ "two final dots", "example..", false },
	{ "space", "a b.example", false },
	{ "tab", "a\tb.example", false },
	{ "8 bit", "\xEF\xBB\xBFgarbage.example.net", false },
	{ "percent alone", "foo%.example.com", false },
	{ "parenthesis", "%(ir).example.com", false },
	{ "unknown letter", "%{a}.example.com", false },
	{ "letter of explanations", "%{r}.example.com", false },
	{ "not closed", "%{d", false },
	{ "nothing in it", "%{}.example.com", false },
	{ "no part", "%{d0}.example.com", false },
	{ "order of transformers", "%{dr2}.example.com", false },
	{ "percent at the end", "example.com%", false },
};

TEST(spf_domain_spec_ends_in_a_macro_or_a_top_label)
{
	for (size_t i = 0; i < COUNT(specs); i++) {
		test_case(specs[i].name);
		test_true(spf_domain_spec_valid(test_copy(specs[i].text)) ==
			  specs[i].valid);
	}
}

TEST(spf_long_name_loses_labels_on_the_left)
{
	struct str label = STR("a2345678901234567890123456789."), name = STR("");

	for (int i = 0; i < 9; i++)
		name = arena_concat(test_arena(), label, name);
	name = arena_concat(test_arena(), name, STR("example."));
	test_int(name.n, 9 * 30 + 8);
	name = spf_macro_name(name);
	test_int(name.n, 8 * 30 + 7);
	test_str(spf_macro_name(STR("example.")), "example");
}

TEST(spf_macro_letters_are_found)
{
	test_true(spf_macro_uses(STR("%{ir}.%{P2}.x"), 'p'));
	test_true(!spf_macro_uses(STR("%%{p}.x"), 'p'));
	test_true(!spf_macro_uses(STR("p.x"), 'p'));
}
