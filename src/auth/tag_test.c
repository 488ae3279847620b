/* auth/tag_test.c */
#include "auth/tag.h"
#include "base/limits.h"
#include "base/test.h"

static const struct {
	const char *name, *text;
	uint32_t count;
	const char *tag, *value;
	enum tag_problem problem;
} cases[] = {
	{ "usual", "v=1; a=rsa-sha256;d=b.example", 3, "d", "b.example", TAG_LAWFUL },
	{ "one semicolon at the end", "v=1; d=b;", 2, "d", "b", TAG_LAWFUL },
	{ "folded", "v=1;\r\n\td = b.example\r\n ;s=x", 3, "d", "b.example", TAG_LAWFUL },
	{ "white space inside a value stays", "b= a b\r\n c ;", 1, "b", "a b\r\n c",
	  TAG_LAWFUL },
	{ "an equals sign in a value", "p=abc==; k=rsa", 2, "p", "abc==", TAG_LAWFUL },
	{ "empty value", "p=; k=rsa", 2, "p", "", TAG_LAWFUL },
	{ "empty pieces", ";;v=1;;;k=rsa;;", 2, "k", "rsa", TAG_LAWFUL },
	{ "nothing", "", 0, "v", "", TAG_LAWFUL },
	{ "names keep their case", "V=1", 1, "v", "", TAG_LAWFUL },
	{ "twice", "d=a; d=b", 2, "d", "a", TAG_DOUBLED },
	{ "no equals sign", "k=rsa; t; p=x", 2, "p", "x", TAG_NO_EQUALS },
	{ "digit in front", "1k=rsa; p=x", 2, "p", "x", TAG_BAD_NAME },
	{ "no name", "=rsa; p=x", 2, "p", "x", TAG_BAD_NAME },
	{ "bell", "d=a\ab; p=x", 2, "p", "x", TAG_CONTROL },
	{ "UTF-8", "d=\xE4\xBE\x8B.example", 1, "d", "\xE4\xBE\x8B.example", TAG_LAWFUL },
	{ "the first problem stays", "d=a; d=b; t", 2, "d", "a", TAG_DOUBLED },
};

TEST(tags_are_read)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct tags got;

		test_case(cases[i].name);
		tags_parse(test_arena(), test_copy(cases[i].text), &got);
		test_int(got.count, cases[i].count);
		test_str(tags_value(&got, str_c(cases[i].tag)), cases[i].value);
		test_int(got.problem, cases[i].problem);
	}
}

TEST(tags_nul_is_told)
{
	struct tags got;

	tags_parse(test_arena(), test_copy_str(STR("d=legit.example\0.evil; s=x")), &got);
	test_int(got.problem, TAG_CONTROL);
	test_str(got.problem_at, "d");
}

TEST(tags_raw_is_all_between)
{
	struct str text = test_copy("v=1; b =  ab\r\n c ;s=x");
	struct tags got;

	tags_parse(test_arena(), text, &got);
	test_str(tags_get(&got, STR("b"))->raw, "  ab\r\n c ");
}

TEST(tags_end_somewhere)
{
	struct str text = arena_printf(test_arena(), "a0=");
	struct tags got;

	for (int i = 1; i < 200; i++)
		text = arena_printf(test_arena(), "%.*s;a%d=", STR_ARG(text), i);
	tags_parse(test_arena(), text, &got);
	test_int(got.count, LIMIT_TAGS);
	test_int(got.problem, TAG_TOO_MANY);
}

TEST(tag_squeeze_takes_white_space_out)
{
	struct str plain = test_copy("abc");

	test_str(tag_squeeze(test_arena(), test_copy("a b\r\n\tc ")), "abc");
	test_true(tag_squeeze(test_arena(), plain).p == plain.p);
}

TEST(tag_lists)
{
	struct str rest = test_copy(" a: b :\r\n c"), item;

	test_true(tag_list_next(&rest, &item));
	test_str(item, "a");
	test_true(tag_list_next(&rest, &item));
	test_str(item, "b");
	test_true(tag_list_next(&rest, &item));
	test_str(item, "c");
	test_true(!tag_list_next(&rest, &item));
	test_true(tag_list_has(test_copy("y : S"), STR("s")));
	test_true(!tag_list_has(test_copy("ys"), STR("s")));
	test_true(!tag_list_has(STR_NONE, STR("s")));
}
