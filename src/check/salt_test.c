/* check/salt_test.c */
#include "check/salt.h"

#include "base/test.h"

static const struct {
	const char *name, *text;
	uint32_t cut, soft, mixed, wide, styled, twins;
} cases[] = {
	{ .name = "plain", .text = "Your account is limited" },
	{ .name = "zero width", .text = "Pay\u200bPal acc\u2060ount", .cut = 2 },
	{ .name = "between words", .text = "a \u200b b\u200b c \ufeffd" },
	{ .name = "at the end", .text = "Pay\u200b" },
	{ .name = "in a number", .text = "60\u200c59\u200c9" },
	{ .name = "grapheme joiner", .text = "P\u034fa\u034fy", .cut = 1 },
	{ .name = "hyphenation",
	  .text = "gesell\u00adschaft Do\u00adnau",
	  .soft = 1,
	  .cut = 1 },
	{ .name = "hyphen after each", .text = "a\u00adc\u00adc\u00adount", .cut = 1 },
	{ .name = "Cyrillic in Latin", .text = "Your \u0410m\u0430zon", .mixed = 1 },
	{ .name = "Greek in Latin", .text = "upgr\u03b1de", .mixed = 1 },
	{ .name = "Latin in Cyrillic",
	  .text = "c\u0431\u0435\u0440\u0431\u0430nk",
	  .mixed = 0 },
	{ .name = "Latin twin in Cyrillic",
	  .text = "c\u0431\u0435\u0440\u0431\u0430\u043d\u043a",
	  .mixed = 1 },
	{ .name = "Cyrillic ending", .text = "SMS\u043a\u0430 HTML\u0435\u043c" },
	{ .name = "units", .text = "\u00b5m k\u03a9 \u03c1max TNF\u03b1 \u0394T" },
	{ .name = "Cyrillic that is all twins",
	  .text = "\u0441\u043e\u0441\u043e",
	  .twins = 1 },
	{ .name = "kana", .text = "\u30a2\u30de\u200b\u30be\u30f3", .wide = 1 },
	{ .name = "kana and blank", .text = "\u30a2\u30de \u200b\u30be\u30f3" },
	{ .name = "mathematics",
	  .text = "\U0001D400\U0001D401\U0001D402\U0001D403",
	  .styled = 1 },
	{ .name = "family", .text = "\U0001F468\u200d\U0001F469\u200d\U0001F467" },
	{ .name = "accents", .text = "cafe\u0301 nai\u0308ve" },
	{ .name = "broken bytes", .text = "Pay\xff\xfePal \xd0" },
	{ .name = "empty", .text = "" },
};

TEST(words_that_filters_may_not_know)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct salt salt;

		test_case(cases[i].name);
		salt_find(test_copy(cases[i].text), &salt);
		test_int(salt.cut.count, cases[i].cut);
		test_int(salt.soft.count, cases[i].soft);
		test_int(salt.mixed.count, cases[i].mixed);
		test_int(salt.wide.count, cases[i].wide);
		test_int(salt.styled.count, cases[i].styled);
		test_int(salt.twins.count, cases[i].twins);
	}
}

TEST(the_word_and_what_does_not_belong_are_told)
{
	struct salt salt;

	salt_find(test_copy("a Pay\u200bPal b"), &salt);
	test_str(salt.cut.words[0], "Pay\u200bPal");
	test_int(salt.cut.code_point_count, 1);
	test_int(salt.cut.code_points[0], 0x200B);
	salt_find(test_copy("\u30a2\u30de\u200b\u30be\u30f3"), &salt);
	test_str(salt.wide.words[0], "\u30a2\u30de\u200b\u30be");
}

TEST(lists_have_an_end)
{
	char text[4096];
	struct salt salt;

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "ab\xe2\x80\x8bq "[i % 7];
	salt_find(str_make(text, sizeof text), &salt);
	test_int(salt.cut.count, sizeof text / 7);
	test_int(salt.cut.kept, SALT_WORDS);
	test_int(salt.cut.code_point_count, 1);
}
