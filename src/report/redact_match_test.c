#include "report/redact_match.h"

#include "base/test.h"

static const struct redact_pattern patterns[] = {
	{ { "taro.yamada", 11 }, EDGE_WORD, 0 },
	{ { "taro.yamada@example.jp", 22 }, EDGE_WORD, 1 },
	{ { "example.jp", 10 }, EDGE_WORD, 2 },
	{ { "\xE5\xB1\xB1\xE7\x94\xB0", 6 }, EDGE_WORD, 3 },
};

static const struct {
	const char *name, *text;
	int found; /* the number of the first match, -1: none */
	const char *covers;
} cases[] = {
	{ "plain", "to taro.yamada@example.jp!", 1, "taro.yamada@example.jp" },
	{ "other case", "TARO.Yamada", 0, "TARO.Yamada" },
	{ "inside a word", "xtaro.yamada", -1, "" },
	{ "followed by a digit", "taro.yamada2", -1, "" },
	{ "beside an underscore", "x_taro.yamada_", 0, "taro.yamada" },
	{ "another domain", "example.jpn and myexample.jp", -1, "" },
	{ "a label on its left", "a.example.jp", 2, "example.jp" },
	{ "of another's host", "example.jp.evil.example", 2, "example.jp" },
	{ "percent", "u=%74aro%2Eyamad%61&x", 0, "%74aro%2Eyamad%61" },
	{ "percent twice", "=taro%252eyamada", 0, "taro%252eyamada" },
	{ "percent thrice", "taro%25252eyamada", 0, "taro%25252eyamada" },
	{ "behind an escape", "%40example.jp", 2, "example.jp" },
	{ "an escape that is none", "%taro.yamada", 0, "taro.yamada" },
	{ "letters that may be an escape", "id=adtaro.yamada", 0, "taro.yamada" },
	{ "quoted-printable", "taro=2Eyamada", 0, "taro=2Eyamada" },
	{ "quoted-printable of percent", "taro=252Eyamada", 0, "taro=252Eyamada" },
	{ "a soft line end", "taro.ya=\r\nmada", 0, "taro.ya=\r\nmada" },
	{ "a folded line", "taro.\r\n yamada", 0, "taro.\r\n yamada" },
	{ "entities", "taro&#46;yam&#x61;da", 0, "taro&#46;yam&#x61;da" },
	{ "an entity of an entity", "taro&amp;#46;yamada", 0, "taro&amp;#46;yamada" },
	{ "a name of one", "taro&period;yamada", 0, "taro&period;yamada" },
	{ "script", "taro\\u002eyam\\x61da", 0, "taro\\u002eyam\\x61da" },
	{ "script in JSON", "taro\\\\u002eyamada", 0, "taro\\\\u002eyamada" },
	{ "defanged", "taro[.]yamada[at]example(dot)jp", 1,
	  "taro[.]yamada[at]example(dot)jp" },
	{ "full width",
	  "\xEF\xBD\x94"
	  "aro.yamada",
	  0,
	  "\xEF\xBD\x94"
	  "aro.yamada" },
	{ "an ideographic stop", "example\xE3\x80\x82jp", 2, "example\xE3\x80\x82jp" },
	{ "invisible", "ta\xE2\x80\x8Bro.\xC2\xADyamada", 0,
	  "ta\xE2\x80\x8Bro.\xC2\xADyamada" },
	{ "Japanese", "\xE5\xB1\xB1\xE7\x94\xB0\xE6\xA7\x98", 3,
	  "\xE5\xB1\xB1\xE7\x94\xB0" },
	{ "Japanese, percent", "%E5%B1%B1%E7%94%B0", 3, "%E5%B1%B1%E7%94%B0" },
	{ "Japanese, entities", "&#x5c71;&#30000;", 3, "&#x5c71;&#30000;" },
	{ "base64", "x dGFyby55YW1hZGE= y", 0, "dGFyby55YW1hZGE" },
	{ "base64, one letter on", "eHRhcm8ueWFtYWRhOw", 0, "eHRhcm8ueWFtYWRhOw" },
	{ "base64, one sign on", "LnRhcm8ueWFtYWRhOw", 0, "LnRhcm8ueWFtYWRhOw" },
	{ "base64 in a path", "/aa/dGFyby55YW1hZGE/b", 0, "dGFyby55YW1hZGE" },
	{ "base64 twice", "ZEdGeWJ5NTVZVzFoWkdFPQ==", 0, "ZEdGeWJ5NTVZVzFoWkdFPQ" },
	{ "base64 of percent", "dGFybyUyZXlhbWFkYQ", 0, "dGFybyUyZXlhbWFkYQ" },
	{ "hexadecimal", "7461726f2e79616d616461", 0, "7461726f2e79616d616461" },
	{ "hexadecimal, behind a digit", "a7461726f2e79616d616461", 0,
	  "a7461726f2e79616d616461" },
	{ "nothing", "nobody here", -1, "" },
	{ "empty", "", -1, "" },
	{ "half an escape", "taro.yamada%", 0, "taro.yamada" },
	{ "the end of an escape is missing", "taro.yamad%6", -1, "" },
};

TEST(words_are_found_in_every_writing)
{
	const struct redact_matcher *matcher =
	    redact_matcher_build(test_arena(), patterns, COUNT(patterns));

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str text = test_copy(cases[i].text);
		struct redact_matches found;

		test_case(cases[i].name);
		redact_matcher_find(matcher, text, &found);
		test_int(found.count ? (int)found.items[0].number : -1, cases[i].found);
		test_str(found.count
			     ? str_sub(text, found.items[0].start, found.items[0].end)
			     : STR(""),
			 cases[i].covers);
		redact_matches_free(&found);
	}
}

/* Behind the end of one window and the beginning of the next. */
TEST(words_are_found_in_long_texts)
{
	const struct redact_matcher *matcher =
	    redact_matcher_build(test_arena(), patterns, COUNT(patterns));
	const size_t n = 300000;
	char *text = arena_bytes(test_arena(), n);

	for (size_t at = 0; at + 64 < n; at += 4999) {
		struct redact_matches found;

		memset(text, ' ', n);
		memcpy(text + at, "%74aro.yamada", 13);
		redact_matcher_find(matcher, str_make(text, n), &found);
		test_true(found.count > 0 && found.items[0].start == at &&
			  found.items[0].end == at + 13);
		redact_matches_free(&found);
	}
}
