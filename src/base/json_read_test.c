/* base/json_read_test.c */
#include "base/json_read.h"
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
