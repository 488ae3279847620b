/* record/usage_test.c - rows, neighbours, what is void. */
#include "record/usage.h"

#include "base/test.h"

static const char *const rows[][4] = {
	{ "word", "サービス", "-", "x" },
	{ "word", "未納", "-", "x" },
	{ "word", "カード", "-", "x" },
	{ "word", "ザービス", "-", "of another spelling" },
	{ "glyph", "カ", "力", "x" },
	{ "glyph", "未", "末", "x" },
	{ "glyph", "ー", "一", "x" },
	{ "mark", "サ", "ザ", "x" },
	{ "mark", "ス", "ズ", "x" },
	{ "mark", "カ", "ガ", "x" },
	{ "real", "末納品", "-", "x" },
	{ "zh", "点击", "クリック", "x" },
	{ "zh", "点击您", "-", "x" },
	{ "en", "whom is", "who is", "x" },
	{ "real", "of whom is", "-", "x" },
	{ "known", "異常", "-", "x" },
};

static struct usages *table(void)
{
	struct usages *usages = arena_new_of(test_arena(), struct usages);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str columns[4];

		for (int k = 0; k < 4; k++)
			columns[k] = str_c(rows[i][k]);
		test_true(usage_read(test_arena(), columns, usages));
	}
	usage_finish(test_arena(), usages);
	return usages;
}

static const struct {
	const char *name, *text;
	bool east;
	const char *found; /* "found>expected", with '|' between */
} cases[] = {
	{ "a neighbour by dots", "サービズ", true, "サービズ>サービス" },
	{ "another word is none", "ザービス", true, "" },
	{ "a neighbour by a glyph", "力ード", true, "力ード>カード" },
	{ "short words keep their dots", "ガード", true, "" },
	{ "inside a word", "サ一ビス", true, "サ一ビス>サービス" },
	{ "a long mark at the end is ambiguous", "カード一", true, "" },
	{ "a kanji", "末納です", true, "末納>未納" },
	{ "inside something real", "月末納品です", true, "" },
	{ "the longer one", "点击您", true, "点击您>" },
	{ "twice", "点击点击", true, "点击>クリック|点击>クリック" },
	{ "English", "whom is", false, "whom is>who is" },
	{ "English, real", "one of whom is", false, "" },
	{ "English is not looked for in Japanese", "whom is", true, "" },
	{ "nothing", "", true, "" },
};

TEST(what_should_be_otherwise_is_found)
{
	struct usages *usages = table();

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct usage_match *matches;
		struct str got = STR("");
		uint32_t count;

		test_case(cases[i].name);
		count = usage_find(test_arena(), usages, cases[i].east,
				   test_copy(cases[i].text), &matches);
		for (uint32_t k = 0; k < count; k++)
			got = arena_printf(test_arena(), "%.*s%s%.*s>%.*s", STR_ARG(got),
					   k ? "|" : "", STR_ARG(matches[k].row->found),
					   STR_ARG(matches[k].row->expected));
		test_str(got, cases[i].found);
	}
}

static const char *const broken[][4] = {
	{ "", "a", "b", "c" },	     { "nonsense", "a", "b", "c" },
	{ "zh", "", "b", "c" },	     { "zh", "a", "b", "" },
	{ "glyph", "ab", "c", "d" }, { "glyph", "a", "-", "d" },
	{ "mark", "a", "bc", "d" },
};

TEST(words_are_known_with_and_without_neighbours)
{
	struct usages *usages = table();

	test_true(usage_is_word(usages, STR("未納")));
	test_true(usage_is_word(usages, STR("異常")));
	test_true(!usage_is_word(usages, STR("未")));
	test_true(!usage_is_word(usages, STR("")));
}

TEST(broken_rows_are_refused)
{
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct usages usages = { 0 };
		struct str columns[4];

		for (int k = 0; k < 4; k++)
			columns[k] = str_c(broken[i][k]);
		test_true(!usage_read(test_arena(), columns, &usages));
	}
}

TEST(an_empty_table_finds_nothing)
{
	struct usages usages = { 0 };
	struct usage_match *matches;

	usage_finish(test_arena(), &usages);
	test_int(usage_find(test_arena(), &usages, true, STR("点击"), &matches), 0);
}
