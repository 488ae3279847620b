/* base/json_read_test.c */
#include "base/json_read.h"
#include "base/buf.h"
#include "base/test.h"

static const struct {
	const char *name, *line, *want; /* want NULL: not read */
} cases[] = {
	{ "plain", "{\"input\":\"abc\"}", "abc" },
	{ "blanks", "  { \"input\" :\t\"abc\" } ", "abc" },
	{ "escapes", "{\"input\":\"a\\\"\\\\\\/\\n\\t\"}", "a\"\\/\n\t" },
	{ "code point", "{\"input\":\"\\u65e5\"}", "日" },
	{ "pair", "{\"input\":\"\\ud83d\\ude00\"}", "\xF0\x9F\x98\x80" },
	{ "lone surrogate", "{\"input\":\"\\ud83dx\"}", "\xEF\xBF\xBDx" },
	{ "another member first",
	  "{\"id\":[1,{\"input\":\"no\"},\"]\"],\"input\":\"yes\"}", "yes" },
	{ "numbers and words first", "{\"a\":-1.5e3,\"b\":null,\"input\":\"yes\"}",
	  "yes" },
	{ "not an object", "[\"input\"]", NULL },
	{ "a number", "{\"input\":5}", NULL },
	{ "no such member", "{\"output\":\"x\"}", NULL },
	{ "string not closed", "{\"input\":\"abc", NULL },
	{ "escape cut", "{\"input\":\"\\u12", NULL },
	{ "unknown escape", "{\"input\":\"\\x41\"}", NULL },
	{ "raw control", "{\"input\":\"a\nb\"}", NULL },
	{ "no value", "{\"a\":,\"input\":\"x\"}", NULL },
	{ "nothing", "", NULL },
	{ "nesting never closed", "{\"a\":[[[[", NULL },
};

TEST(json_text_of_a_line)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str got = STR_NONE;
		bool ok;

		test_case(cases[i].name);
		ok = json_read_text(test_arena(), test_copy(cases[i].line), STR("input"),
				    &got);
		test_true(ok == (cases[i].want != NULL));
		if (cases[i].want)
			test_str(got, cases[i].want);
	}
}

TEST(json_text_may_hold_nul)
{
	struct str got;

	test_true(json_read_text(test_arena(), test_copy("{\"input\":\"a\\u0000b\"}"),
				 STR("input"), &got));
	test_str_n(got, STR("a\0b"));
}

/* What a walk sees of {"n":…,"list":[texts],"more":…}, as one line. */
static const struct {
	const char *name, *text, *want; /* want NULL: broken */
} walks[] = {
	{ "all of it", "{\"n\": 12, \"list\": [\"a\", \"b\\n\"], \"x\": {\"y\":[1]}}",
	  "n=12 a b\n " },
	{ "over several lines", "{\n \"list\" : [ ],\n \"n\" : 0\n}\n", "n=0 " },
	{ "empty", " {} ", "" },
	{ "a comma too many", "{\"n\":1,}", NULL },
	{ "no comma", "{\"n\":1 \"n\":2}", NULL },
	{ "a comma first", "{,\"n\":1}", NULL },
	{ "items without a comma", "{\"list\":[\"a\" \"b\"]}", NULL },
	{ "no number", "{\"n\":-1}", NULL },
	{ "a number too large", "{\"n\":99999999999999999999}", NULL },
	{ "something behind it", "{} {}", NULL },
	{ "cut", "{\"list\":[\"a\"", NULL },
	{ "an array", "[]", NULL },
};

static bool walk(struct str text, struct buf *out)
{
	struct json_walk walk;
	struct str key, item;
	uint64_t n = 0;

	json_walk_init(&walk, test_arena(), text);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);) {
		if (str_eq(key, STR("n")) && json_walk_count(&walk, &n)) {
			buf_printf(out, "n=%d ", (int)n);
		} else if (str_eq(key, STR("list"))) {
			json_walk_open(&walk, '[');
			while (json_walk_item(&walk) && json_walk_text(&walk, &item))
				buf_printf(out, "%.*s ", STR_ARG(item));
		} else {
			json_walk_skip(&walk);
		}
	}
	return json_walk_end(&walk);
}

TEST(json_is_walked_from_left_to_right)
{
	for (size_t i = 0; i < COUNT(walks); i++) {
		struct buf out;
		bool ok;

		test_case(walks[i].name);
		buf_init(&out, 0);
		ok = walk(test_copy(walks[i].text), &out);
		test_true(ok == (walks[i].want != NULL));
		if (walks[i].want)
			test_str(buf_peek(&out), walks[i].want);
		buf_fini(&out);
	}
}
