/* language/han_test.c - which sets have which characters. */
#include "language/han.h"

#include "base/test.h"
#include "base/utf8.h"

static const struct {
	const char *character;
	enum han_foreign foreign;
	const char *expected; /* NULL: not known, or none needed */
	bool simplified, traditional, japanese;
} cases[] = {
	{ "诧", HAN_FOREIGN, "詫", true, false, false },
	{ "汇", HAN_FOREIGN, "匯", true, false, false },
	{ "银", HAN_FOREIGN, "銀", true, false, false },
	{ "户", HAN_FOREIGN, "戸", true, false, false },
	{ "录", HAN_FOREIGN, "録", true, false, false },
	{ "您", HAN_RARE, NULL, false, false, false },
	{ "启", HAN_RARE, "啓", true, false, false },
	{ "內", HAN_FOREIGN, "内", false, true, false },
	{ "后", HAN_NATIVE, NULL, false, false, false },
	{ "号", HAN_NATIVE, NULL, false, false, false },
	{ "内", HAN_NATIVE, NULL, false, false, false },
	{ "払", HAN_NATIVE, NULL, false, false, true },
	{ "働", HAN_NATIVE, NULL, false, false, true },
	{ "髙", HAN_NATIVE, NULL, false, false, false },
	{ "﨑", HAN_NATIVE, NULL, false, false, false },
	{ "𠮷", HAN_NATIVE, NULL, false, false, false },
	{ "⼈", HAN_COMPATIBLE, NULL, false, false, false },
	{ "⺠", HAN_COMPATIBLE, NULL, false, false, false },
	{ "\uF900", HAN_COMPATIBLE, NULL, false, false, false },
	{ "あ", HAN_NATIVE, NULL, false, false, false },
	{ "a", HAN_NATIVE, NULL, false, false, false },
};

TEST(sets_tell_what_is_foreign)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t n;
		int32_t c = utf8_decode(str_c(cases[i].character), &n);
		int32_t expected =
		    cases[i].expected ? utf8_decode(str_c(cases[i].expected), &n) : 0;

		test_case(cases[i].character);
		test_int(han_foreign(c), cases[i].foreign);
		test_int(han_expected(c), expected);
		test_int(han_is_simplified(c), cases[i].simplified);
		test_int(han_is_traditional(c), cases[i].traditional);
		test_int(han_is_japanese(c), cases[i].japanese);
	}
}

TEST(the_ends_of_the_table_are_safe)
{
	test_int(han_sets(0x4DFF), 0);
	test_int(han_sets(0xA000), 0);
	test_true(han_sets(0x4E00) & HAN_JIS);
	test_int(han_expected(0), 0);
	test_int(han_expected(-1), 0);
	test_int(han_foreign(-1), HAN_NATIVE);
	test_true(char_is_han(0x3005) && !char_is_han(0x3042));
}
