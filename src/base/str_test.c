/* base/str_test.c */
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "base/test.h"
#include "base/utf8.h"

static const struct {
	const char *name, *text, *word;
	bool eaten;
	const char *rest;
} words[] = {
	{ "whole word", "  from a", "from", true, " a" },
	{ "any case", "FROM a", "from", true, " a" },
	{ "part of a longer word", "fromage", "from", false, "fromage" },
	{ "before a bracket", "by(x)", "by", true, "(x)" },
	{ "at the end", "by", "by", true, "" },
	{ "too short", "b", "by", false, "b" },
};

TEST(str_eat_word_takes_whole_words_only)
{
	for (size_t i = 0; i < COUNT(words); i++) {
		struct str rest = test_copy(words[i].text);

		test_case(words[i].name);
		test_int(str_eat_word(&rest, str_c(words[i].word)), words[i].eaten);
		test_str(rest, words[i].rest);
	}
}

TEST(str_split_gives_every_piece_and_stops)
{
	struct str rest = STR("a,,b"), piece;
	const char *want[] = { "a", "", "b" };
	size_t n = 0;

	while (str_split(&rest, ',', &piece))
		test_str(piece, want[n++]);
	test_int(n, 3);
}

TEST(capitals_alone_are_lowered)
{
	char text[256], lower[256];

	for (unsigned i = 0; i < sizeof text; i++)
		text[i] = (char)i;
	for (size_t n = 0; n <= sizeof text; n++) {
		struct str copy = test_copy_str(str_make(text + sizeof text - n, n));

		memset(lower, '!', sizeof lower);
		str_lower(lower, copy);
		for (size_t i = 0; i < n; i++)
			test_int(lower[i], ascii_lower(copy.p[i]));
		test_true(n == sizeof text || lower[n] == '!');
	}
}

static const struct {
	const char *name, *text;
	bool ok;
	uint32_t value;
} numbers[] = {
	{ "zero", "0", true, 0 },
	{ "largest", "4294967295", true, UINT32_MAX },
	{ "one too many", "4294967296", false, 0 },
	{ "far too many", "99999999999999999999999", false, 0 },
	{ "sign", "+1", false, 0 },
	{ "empty", "", false, 0 },
	{ "blank", " 1", false, 0 },
};

/* `word` in changed case at `at`, between bytes that begin and end it. */
static struct str hide_word(struct str word, size_t at, size_t after, char *text)
{
	for (size_t i = 0; i < at + word.n + after; i++)
		text[i] = word.n == 1 ? '-' : word.p[i % 2 ? 0 : word.n - 1];
	for (size_t i = 0; i < word.n; i++)
		text[at + i] = i % 2 ? ascii_upper(word.p[i]) : ascii_lower(word.p[i]);
	return test_copy_str(str_make(text, at + word.n + after));
}

TEST(str_find_str_nocase_finds_the_word_at_every_place)
{
	static const char *const needles[] = { "<", "a", "<Style", "seventeen letters",
					       "K\xC3\xA4se" };
	char text[80];

	for (size_t i = 0; i < COUNT(needles) * 40; i++) {
		struct str word = str_c(needles[i / 40]), s;

		test_case(needles[i / 40]);
		for (size_t after = 0; after < 20; after++) {
			s = hide_word(word, i % 40, after, text);
			test_int(str_find_str_nocase(s, word), i % 40);
			s = str_sub(s, 0, i % 40 + word.n - 1);
			test_true(str_find_str_nocase(s, word) == STR_NPOS);
		}
	}
	test_int(str_find_str_nocase(STR("abc"), STR("")), 0);
	test_true(str_find_str_nocase(STR("a\xC3\xA4"), STR("\xC3\x84")) == STR_NPOS);
}

TEST(str_to_u32_is_strict)
{
	for (size_t i = 0; i < COUNT(numbers); i++) {
		uint32_t got = 0;

		test_case(numbers[i].name);
		test_int(str_to_u32(test_copy(numbers[i].text), &got), numbers[i].ok);
		test_int(got, numbers[i].value);
	}
}

TEST(str_is_domain_or_below_needs_a_label_boundary)
{
	test_true(str_is_domain_or_below(STR("mail.Example.JP"), STR("example.jp")));
	test_true(str_is_domain_or_below(STR("example.jp"), STR("example.jp")));
	test_true(!str_is_domain_or_below(STR("badexample.jp"), STR("example.jp")));
	test_true(!str_is_domain_or_below(STR("jp"), STR("example.jp")));
}

static const struct {
	const char *name;
	struct str bytes;
	size_t valid;
} utf8[] = {
	{ "ascii", STR("abc"), 3 },
	{ "two, three, four bytes", STR("\u00e9\u3042\U0001F600"), 9 },
	{ "overlong slash", STR("a\xC0\xAF"), 1 },
	{ "surrogate", STR("\xED\xA0\x80"), 0 },
	{ "above U+10FFFF", STR("\xF4\x90\x80\x80"), 0 },
	{ "cut", STR("ab\xE3\x81"), 2 },
	{ "long run then bad", STR("0123456789012345678901234567890123456789\xFF"), 40 },
};

TEST(utf8_valid_prefix_finds_the_first_fault)
{
	for (size_t i = 0; i < COUNT(utf8); i++) {
		test_case(utf8[i].name);
		test_int(utf8_valid_prefix(test_copy_str(utf8[i].bytes)), utf8[i].valid);
	}
}

TEST(json_strings_are_valid_whatever_comes_in)
{
	struct buf buf;
	struct json json;

	buf_init(&buf, 0);
	json_init(&json, &buf);
	json_object(&json);
	json_key_str(&json, "k", STR("a\"\\\n\x01\xFF\u3042"));
	json_key_int(&json, "n", -1);
	json_key(&json, "l");
	json_array(&json);
	json_bool(&json, true);
	json_null(&json);
	json_array(&json);
	json_array_end(&json);
	json_str(&json, STR("\u2018\u202E\u3164\U000E0001 \u00AD\u00E9"));
	json_int(&json, INT64_MIN);
	json_array_end(&json);
	json_object_end(&json);
	test_str(
	    buf_peek(&buf),
	    "{\"k\":\"a\\\"\\\\\\n\\u0001\\\\xFF\u3042\",\"n\":-1,"
	    "\"l\":[true,null,[],\"\u2018\\u202e\\u3164\\udb40\\udc01 \\u00ad\u00E9\","
	    "-9223372036854775808]}");
	buf_clear(&buf);
	json_init(&json, &buf);
	json_str(&json, STR("alone"));
	test_str(buf_peek(&buf), "\"alone\"");
	buf_fini(&buf);
}

TEST(buf_stops_at_its_ceiling_and_says_so)
{
	struct buf buf;

	buf_init(&buf, 4);
	buf_add(&buf, STR("abc"));
	test_true(!buf.full);
	buf_add(&buf, STR("de"));
	test_true(buf.full);
	test_str(buf_peek(&buf), "abc");
	buf_fini(&buf);
}

TEST(arena_gives_back_the_tail)
{
	struct arena *arena = test_arena();
	char *p = arena_bytes(arena, 1000);

	arena_shrink(arena, p, 1000, 10);
	test_int(arena_used(arena), 10);
	arena_reset(arena, 0);
	test_int(arena_used(arena), 0);
}
