/* record/phrase_test.c */
#include "base/test.h"
#include "record/phrase.h"

#include <stdio.h>

static const struct {
	const char *name, *text, *folded;
} folds[] = {
	{ "case and runs of blanks", "  Act \t NOW\r\n please ", "act now please" },
	{ "numbers", "within 48 hours, 1,000.50", "within # hours, #,#.#" },
	{ "marks of Latin letters", "Vérifiez votre Zürich ação łódź Straße",
	  "verifiez votre zurich acao lodz strasse" },
	{ "quotes and dashes", "don\u2019t \u2013 \u201Cnow\u201D", "don't - \"now\"" },
	{ "full width", "\uFF11\uFF12\u6642\u9593 \uFF28\uFF49", "#\u6642\u9593hi" },
	{ "Japanese is wrapped anywhere", "パス\nワード 変更", "パスワード変更" },
	{ "what is not seen", "ur\u200Bgent\u00AD", "urgent" },
	{ "other letters stay", "Привет", "привет" },
	{ "nothing", " \n", "" },
};

TEST(phrase_fold_gives_what_is_compared)
{
	for (size_t i = 0; i < COUNT(folds); i++) {
		struct folded folded;

		test_case(folds[i].name);
		phrase_fold(test_arena(), test_copy(folds[i].text), &folded);
		test_str(folded.text, folds[i].folded);
		test_int(folded.at[folded.text.n], folded.source.n);
		for (size_t j = 0; j < folded.text.n; j++)
			test_true(folded.at[j] <= folded.at[j + 1]);
	}
}

/* What is more than itself is seen wherever it stands in a long run. */
TEST(phrase_fold_is_the_same_at_every_place)
{
	static const struct {
		const char *text, *folded;
	} odd[] = {
		{ "b  c", "b c" },	   { "b\tc", "b c" },
		{ "b 12 c", "b # c" },	   { "b\vC", "b c" },
		{ "b \u00C9 c", "b e c" }, { "b \u6642 c", "b\u6642c" },
		{ "b c  ", "b c " },
	};
	static const char front[] = "a a aa aaa aaaa aaaaa aaaaaa aaaaaaa aaaa";
	static const char behind[] = "d d dd ddd dddd ddddd dddddd ddddddd dddd";
	char text[120], want[120];

	for (size_t i = 0; i < COUNT(odd); i++)
		for (int n = 0; n < 40; n++) {
			struct folded folded;

			snprintf(text, sizeof text, "%.*s%s%.*s", n, front, odd[i].text,
				 40 - n, behind);
			snprintf(want, sizeof want, "%.*s%s%.*s", n, front, odd[i].folded,
				 40 - n, behind);
			phrase_fold(test_arena(), test_copy(text), &folded);
			test_str_n(folded.text, str_trim_right(str_c(want)));
			for (size_t j = 0; j < folded.text.n; j++)
				if (strchr("abcd", folded.text.p[j]))
					test_int(
					    folded.text.p[j],
					    ascii_lower(folded.source.p[folded.at[j]]));
		}
}

static const struct {
	const char *name, *columns[4];
	bool ok;
} rows[] = {
	{ "a lever", { "en", "urgent", "act now", "-" }, true },
	{ "several kinds", { "en", "threat,parcel!,unpaid", "returned", "why" }, true },
	{ "a deadline", { "en", "deadline", "within # hours", "hours" }, true },
	{ "a deadline without unit", { "en", "deadline", "within # hours", "x" }, false },
	{ "a number", { "en", "number", "two", "2" }, true },
	{ "a number that is none", { "en", "number", "two", "b" }, false },
	{ "no such kind", { "en", "urgency", "act now", "-" }, false },
	{ "a lever is no event", { "en", "urgent!", "act now", "-" }, false },
	{ "no language", { "", "urgent", "act now", "-" }, false },
	{ "no remark", { "en", "urgent", "act now", "" }, false },
	{ "no phrase", { "en", "urgent", "", "-" }, false },
	{ "a star alone", { "en", "urgent", "*", "-" }, false },
	{ "too short to tell", { "en", "urgent", "a", "-" }, false },
};

TEST(phrase_rows_are_read_strictly)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct phrase_table table = { 0 };
		struct str columns[4];

		test_case(rows[i].name);
		for (size_t j = 0; j < 4; j++)
			columns[j] = test_copy(rows[i].columns[j]);
		test_int(phrase_read(test_arena(), test_arena(), columns, &table),
			 rows[i].ok);
		test_int(table.count, rows[i].ok);
	}
}

TEST(phrase_tables_hold_a_phrase_of_two_languages_once)
{
	const struct str urgent[] = { STR("en"), STR("urgent"), STR("urgent"), STR("-") };
	const struct str dringend[] = { STR("de"), STR("threat"), STR("Urgent"),
					STR("-") };
	struct phrase_table table = { 0 };

	test_true(phrase_read(test_arena(), test_arena(), urgent, &table));
	test_true(phrase_read(test_arena(), test_arena(), dringend, &table));
	phrases_finish(test_arena(), &table);
	test_int(table.count, 1);
	test_int(table.items[0].languages, 3);
	test_int(table.items[0].kinds, 1 << LEVER_URGENT | 1 << LEVER_THREAT);
}

static const struct {
	const char *phrase, *text;
	size_t start, end;
	bool stands;
} places[] = {
	{ "act", "act now", 0, 3, true },      { "act", "react", 2, 5, false },
	{ "act", "action", 0, 3, false },      { "act*", "action", 0, 3, true },
	{ "*act", "react", 2, 5, true },       { "act", "(act)", 1, 4, true },
	{ "期限", "有効期限内", 6, 12, true },
};

TEST(phrases_stand_as_words_of_their_own)
{
	for (size_t i = 0; i < COUNT(places); i++) {
		const struct str row[] = { STR("en"), STR("urgent"),
					   str_c(places[i].phrase), STR("-") };
		struct phrase_table table = { 0 };

		test_case(places[i].text);
		test_true(phrase_read(test_arena(), test_arena(), row, &table));
		test_int(phrase_stands(&table.items[0], test_copy(places[i].text),
				       places[i].start, places[i].end),
			 places[i].stands);
	}
}
