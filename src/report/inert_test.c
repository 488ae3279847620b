/* report/inert_test.c */
#include "report/inert_memo.h"

#include "base/test.h"
#include "report/defang.h"

static void check(struct str in, unsigned flags, const char *want)
{
	struct buf out;

	buf_init(&out, 0);
	inert_add(&out, test_copy_str(in), flags);
	test_str(buf_peek(&out), want);
	buf_fini(&out);
}

TEST(what_terminals_obey_is_shown)
{
	static const struct {
		const char *name;
		struct str in;
		const char *want;
	} cases[] = {
		{ "plain", STR("Hello, world"), "Hello, world" },
		{ "Japanese", STR("重要なお知らせ"), "重要なお知らせ" },
		{ "escape sequence", STR("a\033[2Jb"), "a\\u{1B}[2Jb" },
		{ "bell and NUL", STR("\a\0"), "\\u{7}\\u{0}" },
		{ "DEL", STR("\x7F"), "\\u{7F}" },
		{ "C1 as UTF-8",
		  STR("\xC2\x9B"
		      "31m"),
		  "\\u{9B}31m" },
		{ "C1 as a byte",
		  STR("\x9B"
		      "31m"),
		  "\\x9B31m" },
		{ "bidi override", STR("\u202Efdp.exe"), "\\u{202E}fdp.exe" },
		{ "bidi isolate", STR("\u2066"), "\\u{2066}" },
		{ "zero width", STR("pay\u200Bpal"), "pay\\u{200B}pal" },
		{ "emoji's selector", STR("\u26A0\uFE0F now"), "\u26A0 now" },
		{ "two of them", STR("\u26A0\uFE0F\uFE0F"), "\u26A0\\u{FE0F}" },
		{ "selector behind a letter", STR("a\uFE0F"), "a\\u{FE0F}" },
		{ "soft hyphen", STR("\u00AD"), "\\u{AD}" },
		{ "tag", STR("\U000E0041"), "\\u{E0041}" },
		{ "line separator", STR("\u2028"), "\\u{2028}" },
		{ "byte order mark", STR("\uFEFF"), "\\u{FEFF}" },
		{ "carriage return that overwrites", STR("evil\rgood"),
		  "evil\\u{D}good" },
		{ "line end", STR("a\r\nb\nc"), "a⏎b⏎c" },
		{ "tab", STR("a\tb"), "a b" },
		{ "cut character", STR("\xE3\x81"), "\\xE3\\x81" },
		{ "overlong", STR("\xC0\xAF"), "\\xC0\\xAF" },
		{ "surrogate", STR("\xED\xA0\x80"), "\\xED\\xA0\\x80" },
		{ "mark at the start", STR("\u0301a"), "\\u{301}a" },
		{ "tower of marks", STR("a\u0301\u0301\u0301\u0301\u0301"),
		  "a\u0301\u0301\u0301\\u{301}\\u{301}" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		check(cases[i].in, INERT_LINE, cases[i].want);
	}
}

TEST(line_ends_stay_where_asked)
{
	check(STR("a\r\nb\nc\rd"), INERT_KEEP_LINES, "a\nb\nc\\u{D}d");
}

TEST(links_and_addresses_are_defanged_prose_is_not)
{
	static const struct {
		const char *name, *in, *want;
	} cases[] = {
		{ "url", "see https://example.com/a.html.",
		  "see hxxps://example[.]com/a.html." },
		{ "upper case", "HTTP://EXAMPLE.COM", "HXXP://EXAMPLE[.]COM" },
		{ "backslashes", "http:\\\\example.com", "hxxp:\\\\example[.]com" },
		{ "host below a country", "http://www.example.co.jp/",
		  "hxxp://www.example[.]co[.]jp/" },
		{ "unknown label in a URL", "http://mx.corp/", "hxxp://mx[.]corp/" },
		{ "address in a URL", "http://192.0.2.1:80/", "hxxp://192.0.2[.]1:80/" },
		{ "user in a URL", "https://www.bank.com@evil.top/",
		  "hxxps://www[.]bank[.]com@evil[.]top/" },
		{ "ftp", "ftp://ftp.example.com/", "fxp://ftp.example[.]com/" },
		{ "two in one", "http://a.com/http://b.com",
		  "hxxp://a[.]com/hxxp://b[.]com" },
		{ "mail address", "joe.doe@mail.example.com",
		  "joe.doe@mail.example[.]com" },
		{ "mail address, unknown label", "joe@mail.corp", "joe@mail[.]corp" },
		{ "bare host", "from mx.example.ne.jp (unknown)",
		  "from mx.example[.]ne[.]jp (unknown)" },
		{ "brand in front", "paypal.com.evil.org", "paypal[.]com.evil[.]org" },
		{ "end of a sentence", "Go to example.com.", "Go to example[.]com." },
		{ "within Japanese", "詳しくはexample.jpをご覧",
		  "詳しくはexample[.]jpをご覧" },
		{ "internationalised", "http://例え.テスト/", "hxxp://例え[.]テスト/" },
		{ "internationalised, bare", "例え.jp", "例え[.]jp" },
		{ "www of an unknown label", "www.example.corp", "www.example[.]corp" },
		{ "abbreviation", "e.g. this, i.e. that etc.",
		  "e.g. this, i.e. that etc." },
		{ "version", "Postfix 3.7.11", "Postfix 3.7.11" },
		{ "bare address", "192.0.2.1", "192.0.2.1" },
		{ "numbers", "1.5.", "1.5." },
		{ "dots", "wait...now", "wait...now" },
		{ "library", "libc.so.6", "libc.so.6" },
		{ "no host after the scheme", "http://", "hxxp://" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		check(str_c(cases[i].in), INERT_DEFANG, cases[i].want);
	}
}

TEST(the_list_of_top_level_domains_is_in_order)
{
	/* Some of each letter, its first and its last, and its longest. */
	struct str name,
	    names =
		STR("ac ad ae ai am ao ar az ba be br bz ca cc cn com cz de dev dz ec "
		    "edu eu fi fm fr ga gg gov gy hk host hu id info io it je jobs jp ke "
		    "kr kz la lt ly ma me mobi mz na ne net nz om one org ovh pa ph pro "
		    "py qa quest ro ru rw sa shop site sz tc to top tz ua us uz va vip "
		    "vn wang win ws wtf xin xxx xyz ye yt za zip zone zw "
		    "academy business consulting directory education foundation "
		    "graphics hitachi international kitchen limited management "
		    "network okinawa productions quest restaurant solutions "
		    "technology university ventures website yokohama");

	while (str_split(&names, ' ', &name)) {
		test_case(name.p);
		test_true(defang_is_tld(name));
	}
	test_true(defang_is_tld(STR("JP")));
	test_true(defang_is_tld(STR("xn--vermgensberatung-pwb")));
	test_true(!defang_is_tld(STR("html")));
	test_true(!defang_is_tld(STR("")));
}

TEST(width_counts_columns)
{
	static const struct {
		const char *text;
		size_t width;
	} cases[] = {
		{ "", 0 },	  { "abc", 3 },	    { "目利き", 6 }, { "ｶﾀｶﾅ", 4 },
		{ "e\u0301", 1 }, { "【ETC】", 7 }, { "한국", 4 },   { "😀", 2 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].text);
		test_int(inert_width(str_c(cases[i].text)), cases[i].width);
	}
}

TEST(fit_never_cuts_a_character)
{
	test_str(inert_fit(STR("目利き"), 5), "目利");
	test_str(inert_fit(STR("目利き"), 1), "");
	test_str(inert_fit(STR("abc"), 9), "abc");
}

TEST(lines_break_where_readers_expect)
{
	static const struct {
		const char *name, *text;
		size_t columns;
		const char *first;
	} cases[] = {
		{ "after a space", "one two three", 8, "one two " },
		{ "all fits", "one two", 7, "one two" },
		{ "blank at the end takes no room", "one two x", 7, "one two " },
		{ "long word is cut", "abcdefgh", 5, "abcde" },
		{ "Japanese anywhere", "なりすましです", 6, "なりす" },
		{ "no stop begins a line", "なりすま。", 8, "なりす" },
		{ "no bracket ends a line", "なり「すま」", 6, "なり" },
		{ "Latin word inside Japanese stays whole", "差出人example", 10,
		  "差出人" },
		{ "line end", "one\ntwo", 80, "one\n" },
		{ "narrower than a character", "目", 1, "目" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str text = test_copy(cases[i].text);

		test_case(cases[i].name);
		test_str(str_sub(text, 0, inert_break(text, cases[i].columns)),
			 cases[i].first);
	}
}

/* The second time, too, and behind what a scheme might have begun with. */
TEST(inert_memo_adds_what_inert_adds)
{
	static const char *const texts[] = {
		"www.example.com",
		"https://a.example/b",
		"http://a.example",
		"ttps://a.example/b",
		"://www.example.com/",
		"short.jp",
		"\xe2\x80\xae"
		"example.com",
		"a line\nand one more",
		"plain words and more",
		"www.example.com.a.name.that.is.longer.than.what.is.kept.example.com",
	};
	struct inert_memo *memo = inert_memo_new();

	for (unsigned i = 0; i < 3 * 4 * COUNT(texts); i++) {
		struct str text = str_c(texts[i % COUNT(texts)]);
		unsigned flags = i / COUNT(texts) % 4;
		struct buf got, want;

		buf_init(&got, 0);
		buf_init(&want, 0);
		buf_add(&got, STR("h"));
		buf_add(&want, STR("h"));
		inert_memo_add(i % 5 ? memo : NULL, &got, text, flags);
		inert_add(&want, text, flags);
		test_str_n(buf_peek(&got), buf_peek(&want));
		buf_fini(&got);
		buf_fini(&want);
	}
	inert_memo_free(memo);
}
