#include "link/host.h"
#include "base/test.h"

#include <string.h>

static const struct {
	const char *name, *host;
	bool ok, address;
	const char *ascii, *unicode, *suffix, *registrable, *error;
} hosts[] = {
	{ "plain", "WWW.Example.CO.JP", true, false, "www.example.co.jp",
	  "www.example.co.jp", "co.jp", "example.co.jp", NULL },
	{ "final dot", "mail.example.com.", true, false, "mail.example.com",
	  "mail.example.com", "com", "example.com", NULL },
	{ "a suffix alone", "co.jp", true, false, "co.jp", "co.jp", "co.jp", "", NULL },
	{ "private suffix", "evil.github.io", true, false, "evil.github.io",
	  "evil.github.io", "github.io", "evil.github.io", NULL },
	{ "below a private suffix", "www.evil.github.io", true, false,
	  "www.evil.github.io", "www.evil.github.io", "github.io", "evil.github.io",
	  NULL },
	{ "a suffix for all below", "a.b.ck", true, false, "a.b.ck", "a.b.ck", "b.ck",
	  "a.b.ck", NULL },
	{ "and its exception", "a.www.ck", true, false, "a.www.ck", "a.www.ck", "ck",
	  "www.ck", NULL },
	{ "more labels than any suffix", "a.b.c.d.e.f.g.h.i.j.example.co.jp", true, false,
	  "a.b.c.d.e.f.g.h.i.j.example.co.jp", "a.b.c.d.e.f.g.h.i.j.example.co.jp",
	  "co.jp", "example.co.jp", NULL },
	{ "Japanese", "例え.みんな", true, false, "xn--r8jz45g.xn--q9jyb4c",
	  "例え.みんな", "xn--q9jyb4c", "xn--r8jz45g.xn--q9jyb4c", NULL },
	{ "punycode", "XN--r8jz45g.xn--q9jyb4c", true, false, "xn--r8jz45g.xn--q9jyb4c",
	  "例え.みんな", "xn--q9jyb4c", "xn--r8jz45g.xn--q9jyb4c", NULL },
	{ "ideographic stop", "example。com", true, false, "example.com", "example.com",
	  "com", "example.com", NULL },
	{ "full width", "ｅｘａｍｐｌｅ.com", true, false, "example.com", "example.com",
	  "com", "example.com", NULL },
	{ "sharp s is not ss", "faß.example", true, false, "xn--fa-hia.example",
	  "faß.example", "example", "xn--fa-hia.example", NULL },
	{ "underscore", "a_b.example.com", true, false, "a_b.example.com",
	  "a_b.example.com", "com", "example.com", "std3-ascii" },
	{ "broken punycode", "xn--a\xc3\xa4.com", false, false, "xn--a\xc3\xa4.com",
	  "xn--a\xc3\xa4.com", "", "", "punycode" },
	{ "a space", "exa mple.com", true, false, "exa mple.com", "exa mple.com", "com",
	  "exa mple.com", "std3-ascii" },
	{ "a filler that browsers skip", "exa\xe3\x85\xa4mple.com", true, false,
	  "example.com", "example.com", "com", "example.com", NULL },
	{ "Georgian capitals", "\xe1\x82\xa0\xe1\x83\x85.example", true, false,
	  "xn--rkj0d.example", "\xe2\xb4\x80\xe2\xb4\xa5.example", "example",
	  "xn--rkj0d.example", NULL },
	{ "capital sharp s", "FA\xe1\xba\x9e.example", true, false, "xn--fa-hia.example",
	  "fa\xc3\x9f.example", "example", "xn--fa-hia.example", NULL },
	{ "punycode of ASCII", "xn--abc-.example", false, false, "xn--abc-.example",
	  "xn--abc-.example", "", "", "invalid-ace-label" },
	{ "two dots", "a..b.com", false, false, "a..b.com", "a..b.com", "", "",
	  "empty-label" },
	{ "long label",
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com", false,
	  false, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com",
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com", "", "",
	  "label-too-long" },
	{ "hyphens three and four", "r3---sn.example.com", true, false,
	  "r3---sn.example.com", "r3---sn.example.com", "com", "example.com",
	  "hyphen-3-4" },
	{ "IPv4", "192.0.2.1", true, true, "192.0.2.1", "192.0.2.1", "", "", NULL },
	{ "IPv4, bracketed", "[192.0.2.1]", true, true, "192.0.2.1", "192.0.2.1", "", "",
	  NULL },
	{ "IPv6", "[IPv6:2001:DB8::1]", true, true, "2001:db8::1", "2001:db8::1", "", "",
	  NULL },
	{ "IPv4, full width", "１９２.0.2.1", true, true, "192.0.2.1", "192.0.2.1", "",
	  "", NULL },
	{ "no top-level domain is a number", "192.0.2.1.5", false, false, "192.0.2.1.5",
	  "192.0.2.1.5", "", "", NULL },
	{ "one label", "localhost", true, false, "localhost", "localhost", "localhost",
	  "", NULL },
	{ "empty", "", false, false, "", "", "", "", NULL },
};

static bool names_error(const char *const *errors, const char *wanted)
{
	for (; errors && *errors; errors++) {
		if (strcmp(*errors, wanted) == 0)
			return true;
	}
	return false;
}

TEST(host_reads_names_and_addresses)
{
	for (size_t i = 0; i < COUNT(hosts); i++) {
		struct host got;

		test_case(hosts[i].name);
		host_parse(test_arena(), test_copy(hosts[i].host), &got);
		test_int(got.ok, hosts[i].ok);
		test_int(got.is_address, hosts[i].address);
		test_str(got.ascii, hosts[i].ascii);
		test_str(got.unicode, hosts[i].unicode);
		test_str(got.public_suffix, hosts[i].suffix);
		test_str(got.registrable_domain, hosts[i].registrable);
		if (hosts[i].error)
			test_true(names_error(got.idna_errors, hosts[i].error));
		else
			test_true(got.idna_errors == NULL);
	}
}

static const struct {
	const char *name, *host, *registrable;
} registrables[] = {
	{ "mixed case", "Mail.Example.Ne.JP", "example.ne.jp" },
	{ "a city", "www.city.kobe.jp", "city.kobe.jp" },
	{ "below a city", "www.x.kobe.jp", "www.x.kobe.jp" },
	{ "unknown top-level domain", "a.b.example", "b.example" },
	{ "final dot", "a.example.com.", "example.com" },
	{ "only dots", "...", "" },
	{ "leading dot", ".example.com", "" },
	{ "address", "192.0.2.1", "" },
	{ "literal", "[192.0.2.1]", "" },
	{ "IPv6", "2001:db8::1", "" },
	{ "Japanese", "www.例え.みんな", "xn--r8jz45g.xn--q9jyb4c" },
	{ "empty", "", "" },
};

TEST(host_finds_what_somebody_registered)
{
	for (size_t i = 0; i < COUNT(registrables); i++) {
		test_case(registrables[i].name);
		test_str(host_registrable(test_arena(), test_copy(registrables[i].host)),
			 registrables[i].registrable);
	}
}

static const struct {
	const char *name, *domain, *ascii;
	bool mapped;
} domains[] = {
	{ "as it is", "a_b.example", "a_b.example", false },
	{ "capitals", "A.Example", "a.example", false },
	{ "a final dot stays", "a.example.", "a.example.", false },
	{ "empty labels stay", "a..example", "a..example", false },
	{ "a long label stays",
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé",
	  "xn--"
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-3vf",
	  false },
	{ "nonsense in ASCII stays", "xn--a.example", "xn--a.example", false },
	{ "nonsense beside other characters", "xn--a.é", NULL, false },
	{ "hyphens", "r3---sn-.é", "r3---sn-.xn--9ca", false },
	{ "full width", "ａ.example", "a.example", true },
	{ "ideographic dot", "a。example", "a.example", true },
	{ "half-width dot",
	  "a\xef\xbd\xa1"
	  "example",
	  "a.example", true },
	{ "soft hyphen alone", "\xc2\xad", NULL, true },
	{ "sharp s", "ß.example", "xn--zca.example", false },
	{ "joiner where none may stand",
	  "a\xe2\x80\x8d"
	  "b",
	  NULL, false },
	{ "broken bytes", "a\xff", NULL, false },
	{ "empty", "", NULL, false },
};

TEST(host_makes_of_a_domain_what_browsers_make)
{
	for (size_t i = 0; i < COUNT(domains); i++) {
		struct str domain = test_copy(domains[i].domain), got = STR_NONE;

		test_case(domains[i].name);
		test_int(host_to_ascii(test_arena(), domain, &got),
			 domains[i].ascii != NULL);
		test_str(got, domains[i].ascii);
		test_int(host_is_mapped(domain), domains[i].mapped);
	}
}

TEST(host_relates_names_of_one_domain)
{
	struct arena *arena = test_arena();

	test_true(host_related(arena, STR("a.example.co.jp"), STR("B.EXAMPLE.co.jp")));
	test_true(!host_related(arena, STR("a.co.jp"), STR("b.co.jp")));
	test_true(!host_related(arena, STR("192.0.2.1"), STR("192.0.2.1")));
	test_true(!host_related(arena, STR(""), STR("")));
}

static const struct {
	const char *name, *one, *other;
	bool alike;
} twins[] = {
	{ "the same", "paypal", "paypal", true },
	{ "case", "PayPal", "paypal", true },
	{ "capital I for l", "paypaI", "paypal", true },
	{ "digit one for l", "paypa1", "paypal", true },
	{ "rn for m", "rnicrosoft", "microsoft", true },
	{ "RN for m is none", "RNICROSOFT", "MICROSOFT", true },
	{ "digit zero", "amaz0n", "amazon", true },
	{ "digit zero in capitals", "AMAZ0N", "Amazon", true },
	{ "Cyrillic", "p\xd0\xb0yp\xd0\xb0l", "paypal", true },
	{ "full width", "ａｍａｚｏｎ", "amazon", true },
	{ "bold letters of mathematics",
	  "\xf0\x9d\x90\x9a\xf0\x9d\x90\xa6"
	  "azon",
	  "amazon", true },
	{ "kanji for katakana", "力ード", "カード", true },
	{ "half-width katakana", "ｶｰﾄﾞ", "カード", true },
	{ "kanji one for the long mark", "カ一ド", "カード", true },
	{ "kanji mouth for katakana", "口グイン", "ログイン", true },
	{ "zero width inside", "ama\xe2\x80\x8bzon", "amazon", true },
	{ "another word", "amazin", "amazon", false },
	{ "a capital I of its own", "CIBC", "CLBC", false },
};

TEST(host_skeletons_meet_where_people_are_fooled)
{
	for (size_t i = 0; i < COUNT(twins); i++) {
		struct str one = host_skeleton(test_arena(), test_copy(twins[i].one));
		struct str other = host_skeleton(test_arena(), test_copy(twins[i].other));

		test_case(twins[i].name);
		test_int(str_eq(one, other), twins[i].alike);
	}
}

static const struct {
	const char *name, *text;
	bool mixed;
} scripts[] = {
	{ "ASCII", "paypal.com", false },
	{ "Japanese with Latin", "楽天カードのごAnnaい", false },
	{ "Korean with Latin and Han", "한국漢字abc", false },
	{ "Chinese", "中国abc", false },
	{ "Cyrillic alone", "привет", false },
	{ "two words in two scripts", "привет hello", false },
	{ "two labels in two scripts", "почта.example", false },
	{ "Cyrillic inside Latin", "p\xd0\xb0ypal", true },
	{ "Greek inside Latin",
	  "g\xce\xbf"
	  "ogle",
	  true },
	{ "Cyrillic inside Japanese", "アマ\xd0\xb7ン", true },
	{ "Hangul with kana", "한カ", true },
	{ "Cyrillic and Greek", "п\xce\xbf", true },
	{ "joined by an invisible character", "pay\xe2\x80\x8b\xd0\xb0l", true },
	{ "digits and marks go with all", "abc123\xcc\x81", false },
	{ "broken bytes", "a\xff\xd0\xb0", true },
};

TEST(host_sees_mixed_scripts)
{
	for (size_t i = 0; i < COUNT(scripts); i++) {
		test_case(scripts[i].name);
		test_int(host_mixed_script(test_copy(scripts[i].text)), scripts[i].mixed);
	}
}

/* A letter that is not mapped alone makes the whole text go the long way. */
/* With a Greek letter behind it ICU reads the whole. */
TEST(host_skeleton_of_what_is_mapped_alone_is_the_same_by_both_ways)
{
	static const char *const texts[] = {
		"アマゾンジャパン",
		"えきねっとカード",
		"三井住友カード VpassI",
		"楽天e-NAVI",
		"ガギグゲゴパピプペポヴ",
		"ノヘニハロトエオカタ",
		"一二八力口夕工卜",
		"aI1l0Oアl",
		"\xE3\x82",
		"東京\xE3",
		"Jetzt Konto BESTÄTIGEN",
		"they’re accepting – “now”…",
		"Ação caféIl ÉIl aIl ßI",
		"250 €, Mcafee™ ¨ ¼ ŉ ĳ Ĳ",
		"100 % für alle",
		"naïve cafe\u0301 ö\u0323",
		"Сбербанк Онлайн ёЁй",
		"楽天’s カード é",
		"soft\u00ADhyphen é",
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct str alone = host_skeleton(test_arena(), test_copy(texts[i]));
		struct str more = host_skeleton(
		    test_arena(),
		    arena_concat(test_arena(), test_copy(texts[i]), STR("\u03c0")));

		test_case(texts[i]);
		test_true(alone.n > 0);
		test_true(str_starts(more, alone));
		test_int(more.n, alone.n + 2);
	}
}

TEST(host_skeleton_of_a_long_text_ends)
{
	static char text[100000];

	for (size_t i = 0; i + 3 <= sizeof text; i += 3)
		memcpy(text + i, "\xef\xb7\xba", 3); /* U+FDFA: 18 characters in NFKC */
	test_true(host_skeleton(test_arena(), (struct str){ text, sizeof text }).n > 0);
}

TEST(a_case_brings_its_own_list_and_nothing_of_the_other_is_remembered)
{
	static const char list[] = "example\nb.example\n";

	test_str(host_registrable(test_arena(), STR("a.b.example")), "b.example");
	test_true(host_psl_use(str_c(list)));
	test_str(host_registrable(test_arena(), STR("a.b.example")), "a.b.example");
	test_true(host_psl_use(STR_NONE));
	test_str(host_registrable(test_arena(), STR("a.b.example")), "b.example");
}
