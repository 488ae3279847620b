#include "link/extract.h"
#include "base/test.h"

#include <stdio.h>

/* Every link found, "kind shown=url" where the two differ, a blank between. */
static struct str found_in(struct str text, bool defanged)
{
	static const char kinds[] = "uwdmx";
	struct text_links links;
	struct str all = STR("");

	text_links(test_arena(), text, defanged, &links);
	for (uint32_t i = 0; i < links.count; i++) {
		const struct text_link *link = &links.items[i];

		test_true(str_within(text, link->shown));
		all = arena_printf(test_arena(), "%.*s%s%c:%.*s", STR_ARG(all),
				   i ? " " : "", kinds[link->kind], STR_ARG(link->url));
	}
	return all;
}

static const struct {
	const char *name, *text, *links;
} cases[] = {
	{ "nothing", "", "" },
	{ "prose", "Nothing here. Or here: there. 10:30, 3.14, a@b", "" },
	{ "a URL", "see https://example.com/a?b=c#d now",
	  "u:https://example.com/a?b=c#d" },
	{ "any case", "HTTPS://Example.COM/", "u:HTTPS://Example.COM/" },
	{ "ftp", "ftp://example.com/x", "u:ftp://example.com/x" },
	{ "unknown scheme", "search-ms://x/y intent://scan/",
	  "u:search-ms://x/y u:intent://scan/" },
	{ "unknown scheme without slashes", "foo:bar.baz note:x", "" },
	{ "a scheme alone", "https:// and http:", "" },
	{ "drive letter", "c://windows", "" },
	{ "sticks to a word", "Linkhttps://example.com/", "u:https://example.com/" },
	{ "behind a number", "2.https://example.com/", "u:https://example.com/" },
	{ "a composed scheme", "git+https://example.com/x",
	  "u:git+https://example.com/x" },
	{ "no slashes", "https:example.com/x", "u:https:example.com/x" },
	{ "one slash", "https:/example.com/x", "u:https:/example.com/x" },
	{ "no slashes, no name", "http:see below", "" },
	{ "backslashes", "https:\\\\example.com\\x", "u:https:\\\\example.com\\x" },
	{ "user part", "https://bank.example@evil.jp/",
	  "u:https://bank.example@evil.jp/" },
	{ "comma in the user part", "https://bank.jp,x@evil.jp/",
	  "u:https://bank.jp,x@evil.jp/" },
	{ "comma behind the host", "https://a.jp,https://b.jp",
	  "u:https://a.jp u:https://b.jp" },
	{ "numeric host", "http://192.0.2.7/ http://3221225991/x",
	  "u:http://192.0.2.7/ u:http://3221225991/x" },
	{ "IPv6", "(http://[2001:db8::1]:80/x)", "u:http://[2001:db8::1]:80/x" },
	{ "final dot of a name", "https://example.com./x", "u:https://example.com./x" },
	{ "inside another URL", "https://a.jp/?u=https://b.jp/x",
	  "u:https://a.jp/?u=https://b.jp/x" },
	{ "not to be clicked", "hxxps://evil.jp/x hxxp://www.evil.jp", "" },

	{ "end of a sentence", "https://example.com/. https://example.com/x?",
	  "u:https://example.com/ u:https://example.com/x" },
	{ "end of a sentence, host", "Go to https://example.com.",
	  "u:https://example.com" },
	{ "in parentheses", "(https://example.com/x)", "u:https://example.com/x" },
	{ "balanced parentheses", "https://example.com/a_(b)",
	  "u:https://example.com/a_(b)" },
	{ "both", "(see https://example.com/a_(b).)", "u:https://example.com/a_(b)" },
	{ "markdown", "[here](https://example.com/x)next", "u:https://example.com/x" },
	{ "in quotes", "\"https://example.com/x\", 'https://example.com/y'z",
	  "u:https://example.com/x u:https://example.com/y" },
	{ "in angles", "<https://example.com/x>", "u:https://example.com/x" },
	{ "in angles, several lines", "<https://example.com/\r\n  x/y\r\n>",
	  "u:https://example.com/x/y" },
	{ "URL: in angles", "<URL:https://example.com/\nx>", "u:https://example.com/x" },
	{ "angles that close nothing", "<https://example.com/\nx y>",
	  "u:https://example.com/" },
	{ "not joined without angles", "https://example.com/\nx",
	  "u:https://example.com/" },
	{ "escape sequence", "\033(Bhttp://example.com/\033(B", "u:http://example.com/" },
	{ "NUL", "http://example.com/\001x", "u:http://example.com/" },

	{ "Japanese before and behind", "リンクhttps://example.jp/abcをご覧",
	  "u:https://example.jp/abc" },
	{ "Japanese behind the host", "https://www.example.co.jpをご覧ください",
	  "u:https://www.example.co.jp" },
	{ "full-width punctuation", "（https://example.jp/x）、https://example.jp/y。",
	  "u:https://example.jp/x u:https://example.jp/y" },
	{ "corner brackets", "「https://example.jp/」へ", "u:https://example.jp/" },
	{ "full stop behind the host", "https://example.com。次は",
	  "u:https://example.com" },
	{ "ideographic stop inside a host", "https://www。example。com/x",
	  "u:https://www。example。com/x" },
	{ "IDN", "https://日本語.jp/xを", "u:https://日本語.jp/x" },
	{ "IDN, text behind", "https://例え.jpを見て", "u:https://例え.jp" },
	{ "IDN top level, text behind", "https://例え.みんなへどうぞ",
	  "u:https://例え.みんな" },
	{ "www and IDN", "www.例え.jp/ www.example.co.jpへ",
	  "w:http://www.example.co.jp" },
	{ "Cyrillic host", "https://аррӏе.com/x", "u:https://аррӏе.com/x" },
	{ "Cyrillic name, bare", "log in at аррӏе.com now", "d:http://аррӏе.com" },
	{ "Korean behind", "https://example.com/a입니다", "u:https://example.com/a" },
	{ "Latin letters in a path", "https://example.com/caf\xc3\xa9/x",
	  "u:https://example.com/caf\xc3\xa9/x" },
	{ "typographic quotes", "\xe2\x80\x9chttps://example.com/x\xe2\x80\x9d",
	  "u:https://example.com/x" },
	{ "zero width inside", "https://exa\xe2\x80\x8bmple.com/",
	  "u:https://exa\xe2\x80\x8bmple.com/" },
	{ "zero width behind", "https://example.com/x\xe2\x80\x8b と",
	  "u:https://example.com/x" },
	{ "not UTF-8", "https://example.com/x\xff\xfe", "u:https://example.com/x" },

	{ "www", "www.example.com, www2.example.co.jp/x",
	  "w:http://www.example.com w:http://www2.example.co.jp/x" },
	{ "www with a port", "www.example.com:8080/x",
	  "w:http://www.example.com:8080/x" },
	{ "www without a suffix", "www.example.invalid www.example", "" },
	{ "www with a user", "www.bank@evil.jp:80/x", "w:http://www.bank@evil.jp:80/x" },
	{ "www in an address", "www.joe@example.com", "m:mailto:www.joe@example.com" },
	{ "ftp name", "ftp.example.com", "w:ftp://ftp.example.com" },
	{ "dots around", ".....www.example.com.......", "w:http://www.example.com" },
	{ "ellipsis between", "wait...example.com...", "d:http://example.com" },
	{ "two dots are a mistake", "xyz..example.com", "" },
	{ "behind an equals sign", "a=www.example.com", "w:http://www.example.com" },

	{ "bare name", "go to example.com.", "d:http://example.com" },
	{ "bare name with a path", "example.co.jp/x?y=1.",
	  "d:http://example.co.jp/x?y=1" },
	{ "bare name, Japanese around", "公式サイトexample.jpへ", "d:http://example.jp" },
	{ "bare name with a port", "example.com:8443", "d:http://example.com:8443" },
	{ "question", "example.com?", "d:http://example.com" },
	{ "capitals", "EXAMPLE.JP Example.Com Example.Co.Jp",
	  "d:http://EXAMPLE.JP d:http://Example.Com d:http://Example.Co.Jp" },
	{ "file names", "report.md readme.py a.zip run.sh x.txt libx.so setup.exe a.docx",
	  "" },
	{ "file endings with a path", "evil.zip/x www.evil.mov x.com.py",
	  "d:http://evil.zip/x w:http://www.evil.mov d:http://x.com.py" },
	{ "end.Next", "This is the end.Next is It.So what.In short", "" },
	{ "versions and times", "1.2.3 v1.2.com2 10.am 5.in 192.0.2.1 12.5", "" },
	{ "numbers that are names", "163.com 360.cn",
	  "d:http://163.com d:http://360.cn" },
	{ "abbreviations", "e.g. i.e. U.S.A. a.m. etc.and", "" },
	{ "part of a path", "/usr/share/example.com ~/x.com C:\\x.com", "" },
	{ "underscore where none is sold", "a.exa_mple.com b_c.example.com",
	  "d:http://b_c.example.com" },
	{ "hyphen at an end", "example-.com -example.com", "d:http://example.com" },
	{ "unknown top level", "example.invalid example.zzf", "" },
	{ "suffix alone", "co.jp", "" },

	{ "address", "mail joe@example.com.", "m:mailto:joe@example.com" },
	{ "address with tags", "joe+x.y-z=q@mail.example.co.jp",
	  "m:mailto:joe+x.y-z=q@mail.example.co.jp" },
	{ "names in the local part", "x=example.com@example.org a.com+b@example.org",
	  "m:mailto:x=example.com@example.org m:mailto:a.com+b@example.org" },
	{ "dots of Japanese carriers", "a..b.@docomo.ne.jp",
	  "m:mailto:a..b.@docomo.ne.jp" },
	{ "address, Japanese around", "連絡先：joe@example.jpまで",
	  "m:mailto:joe@example.jp" },
	{ "two signs", "joe@@example.com a@b.example.com@c.example.com", "" },
	{ "no suffix", "joe@localhost joe@host.invalid", "" },
	{ "mailto", "mailto:joe@example.com?subject=x.",
	  "u:mailto:joe@example.com?subject=x" },
	{ "mailto without an address", "mailto:www.example.com",
	  "w:http://www.example.com" },
	{ "tel", "tel:+81-3-1234-5678, Tel:03-1234-5678", "u:tel:+81-3-1234-5678" },
	{ "not the defanged ones", "example[.]com example(dot)com", "" },
};

TEST(links_are_found_where_mail_programs_make_them)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(found_in(test_copy(cases[i].text), false), cases[i].links);
	}
}

static const struct {
	const char *name, *text, *links;
} defanged[] = {
	{ "hxxp", "hxxp://example.com/x", "x:http://example.com/x" },
	{ "hXXps and brackets", "see hXXps://www[.]example[.]com/x.",
	  "x:https://www.example.com/x" },
	{ "stars", "h**p://example.com", "x:http://example.com" },
	{ "colon", "hxxps[:]//example[.]com", "x:https://example.com" },
	{ "colon and slashes", "https[://]example[.]com/", "x:https://example.com/" },
	{ "braces", "example{.}com", "x:http://example.com" },
	{ "dot", "example(dot)com, example[DOT]jp",
	  "x:http://example.com x:http://example.jp" },
	{ "dot among blanks", "go to example (dot) co (dot) jp now",
	  "x:http://example.co.jp" },
	{ "half a bracket", "example[.com example.]jp",
	  "x:http://example.com x:http://example.jp" },
	{ "address", "joe[at]example[.]com", "x:mailto:joe@example.com" },
	{ "ftp", "fxp://example.com/", "x:ftp://example.com/" },
	{ "plain ones stay what they are", "https://a.jp/ b[.]jp www.c.jp",
	  "u:https://a.jp/ x:http://b.jp w:http://www.c.jp" },
	{ "words in brackets", "array[.] f(x) {.} (at) home (dot)", "" },
	{ "a word with hxx", "hxxp is how one writes it", "" },
	{ "blanks between all letters", "Visit h t t p s : / / example.com/x now",
	  "x:https://example.com/x" },
	{ "blanks around the colon", "http : //example.com/ https :// example.jp/",
	  "x:http://example.com/ x:https://example.jp/" },
	{ "letters alone", "h t t p, the letters", "" },
};

TEST(obfuscated_links_are_understood_where_asked)
{
	for (size_t i = 0; i < COUNT(defanged); i++) {
		test_case(defanged[i].name);
		test_str(found_in(test_copy(defanged[i].text), true), defanged[i].links);
	}
}

TEST(what_is_shown_is_told_as_it_stands)
{
	struct text_links links;
	struct str text = test_copy("a (hxxp://x[.]example[.]com/y). b");

	text_links(test_arena(), text, true, &links);
	test_int(links.count, 1);
	test_str(links.items[0].shown, "hxxp://x[.]example[.]com/y");
}

static const struct {
	const char *name, *text, *url;
	bool in_words;
} shown[] = {
	{ "URL", "https://bank.example", "https://bank.example", false },
	{ "name", " bank.co.jp ", "http://bank.co.jp", false },
	{ "among words", "ログインはこちら：www.bank.co.jp/login",
	  "http://www.bank.co.jp/login", false },
	{ "invisible characters", "https://ba\xe2\x80\x8bnk\xc2\xad.co.jp/",
	  "https://bank.co.jp/", false },
	{ "full width", "ｗｗｗ．ｂａｎｋ．ｃｏ．ｊｐ", "http://www.bank.co.jp", false },
	{ "full stops of East Asia", "bank。co。jp", "http://bank.co.jp", false },
	{ "end of a sentence", "ログイン。bank", "", false },
	{ "name in brackets", "【bank.co.jp】", "http://bank.co.jp", false },
	{ "name behind an arrow", "\u00bb bank.example.com/ \u203a",
	  "http://bank.example.com/", false },
	{ "name in a sentence", "News.com: the year in pictures", "http://News.com",
	  true },
	{ "name among Japanese", "bank.co.jpの会員の方", "http://bank.co.jp", true },
	{ "name with a path", "see bank.co.jp/login now", "http://bank.co.jp/login",
	  false },
	{ "a name, then a URL", "News.com at http://news.example.com",
	  "http://news.example.com", false },
	{ "address before the URL", "joe@example.com https://bank.jp", "https://bank.jp",
	  false },
	{ "address alone", "joe@example.com", "", false },
	{ "words", "Click here. Now", "", false },
	{ "file", "report.zip", "", false },
	{ "empty", "", "", false },
};

TEST(a_links_text_may_show_a_url)
{
	for (size_t i = 0; i < COUNT(shown); i++) {
		struct str url = STR("");

		test_case(shown[i].name);
		test_int(text_shows_url(test_arena(), test_copy(shown[i].text), &url),
			 shown[i].url[0] == '\0' ? SHOWS_NOTHING
			 : shown[i].in_words	 ? SHOWS_NAME_IN_WORDS
						 : SHOWS_URL);
		test_str(url, shown[i].url);
	}
}

TEST(the_list_of_links_has_an_end)
{
	struct arena *arena = test_arena();
	size_t n = 11000 * 9;
	char *text = arena_bytes(arena, n);
	struct text_links links;

	for (size_t i = 0; i < n; i++)
		text[i] = "www.a.jp "[i % 9];
	text_links(arena, str_make(text, n), false, &links);
	test_int(links.count, 10000);
	test_true(links.cut);
}
