/* language/lever_test.c */
#include "base/test.h"
#include "language/lever.h"

/* 2023-01-01T20:41:04+08:00 */
static const struct lever_time then = { .dated = true,
					.date = 1672576864,
					.offset = 480 };

/* language, kinds, phrase, remark; the table of the program is larger. */
static const struct {
	const char *columns[4];
} rows[] = {
	{ { "en", "common", "the", "-" } },
	{ { "en", "common", "you", "-" } },
	{ { "en", "common", "your", "-" } },
	{ { "de", "common", "und", "-" } },
	{ { "de", "common", "sie", "-" } },
	{ { "en", "urgent", "act now", "-" } },
	{ { "de", "urgent", "direct", "-" } },
	{ { "en", "deadline", "within # hours", "hours" } },
	{ { "en", "deadline", "within # days", "days" } },
	{ { "en", "deadline", "# weeks", "weeks" } },
	{ { "en", "deadline", "today", "today" } },
	{ { "en", "deadline", "by tomorrow", "tomorrow" } },
	{ { "en", "deadline", "no later than", "date" } },
	{ { "en", "number", "two", "2" } },
	{ { "en", "number", "twenty-four", "24" } },
	{ { "ja", "deadline", "#時間以内", "hours" } },
	{ { "ja", "deadline", "#月#日まで", "month day" } },
	{ { "ja", "deadline", "#年#月#日まで", "year month day" } },
	{ { "ja", "deadline", "本日中", "today" } },
	{ { "en", "never", "we never", "-" } },
	{ { "en", "credentials", "your password", "-" } },
	{ { "en", "parcel", "parcel", "-" } },
	{ { "en", "parcel!", "could not be delivered", "-" } },
	{ { "en", "parcel!", "redelivery", "-" } },
};

static const struct phrase_table *table(void)
{
	struct phrase_table *ret = arena_new_of(test_arena(), struct phrase_table);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str columns[4];

		for (size_t j = 0; j < 4; j++)
			columns[j] = str_c(rows[i].columns[j]);
		test_true(phrase_read(test_arena(), test_arena(), columns, ret));
	}
	phrases_finish(test_arena(), ret);
	return ret;
}

/* Of a subject and a text. */
static void find(const char *subject, const char *text, struct passages *passages,
		 struct levers *ret)
{
	static const struct field field;
	struct passage one = { .where = "subject",
			       .field = &field,
			       .text = test_copy(subject) };
	struct passage two = { .where = "text", .text = test_copy(text) };

	*passages = (struct passages){ 0 };
	passages_add(test_arena(), passages, &one);
	passages_add(test_arena(), passages, &two);
	levers_find(test_arena(), passages, table(), &then, ret);
}

static const struct {
	const char *name, *text;
	int hours; /* -1: not told; -2: no deadline */
} deadlines[] = {
	{ "hours", "Log in within 12 hours.", 12 },
	{ "hours over a line end", "within 48\r\nhours", 48 },
	{ "full-width digits", "１２時間以内に", 12 },
	{ "with a blank", "24 時間以内", 24 },
	{ "days", "within 3 days", 72 },
	{ "weeks", "You have 2 weeks", 336 },
	{ "a number in letters", "within two days", 48 },
	{ "a number of two words", "WITHIN TWENTY-FOUR HOURS", 24 },
	{ "a number in letters alone", "two dogs", -2 },
	{ "too many hours", "within 99999999999 hours", -1 },
	{ "today ends at midnight there", "today", 4 },
	{ "tomorrow", "by tomorrow", 28 },
	{ "本日中", "本日中にご対応ください", 4 },
	{ "a month and a day", "1月3日までに", 52 },
	{ "with the year", "2023年1月3日まで", 52 },
	{ "a date in words", "no later than January 3, 2023", 52 },
	{ "the day first", "no later than 3rd of January 2023", 52 },
	{ "with points", "no later than 03.01.2023", 52 },
	{ "with strokes, the American way", "no later than 01/13/2023", 292 },
	{ "ISO 8601", "no later than 2023-01-03", 52 },
	{ "next year by its month", "no later than 1 December", 8020 },
	{ "a date that is over", "no later than 3 January 2022", -2 },
	{ "a date that is none", "no later than 45 January 2023", -2 },
	{ "no date at all", "no later than you can", -2 },
	{ "part of a word", "forwithin 3 days", -2 },
};

TEST(deadlines_are_read)
{
	for (size_t i = 0; i < COUNT(deadlines); i++) {
		struct passages passages;
		struct levers levers;

		test_case(deadlines[i].name);
		find("", deadlines[i].text, &passages, &levers);
		test_int(levers_have(&levers, LEVER_DEADLINE), deadlines[i].hours != -2);
		if (levers.count)
			test_int(levers.hits[0].hours, deadlines[i].hours);
	}
}

TEST(levers_keep_their_span)
{
	struct passages passages;
	struct levers levers;

	find("", "Please  ACT\nnow!", &passages, &levers);
	test_int(levers.count, 1);
	test_str(lever_words(&passages, &levers.hits[0]), "ACT\nnow");
	test_str(lever_sentence(&passages, &levers.hits[0], 100), "Please  ACT\nnow!");
}

TEST(levers_know_what_is_never_asked)
{
	struct passages passages;
	struct levers levers;

	find("", "We never ask you for your password.", &passages, &levers);
	test_true(!levers_have(&levers, LEVER_CREDENTIALS));
	find("", "We never sleep. Enter your password.", &passages, &levers);
	test_true(levers_have(&levers, LEVER_CREDENTIALS));
}

TEST(levers_of_a_language_that_is_not_written_there_are_none)
{
	struct passages passages;
	struct levers levers;

	find("", "the direct way you and the others go with your friends", &passages,
	     &levers);
	test_true(!levers_have(&levers, LEVER_URGENT));
	find("", "und Sie und Sie: direct", &passages, &levers);
	test_true(levers_have(&levers, LEVER_URGENT));
	find("", "direct", &passages, &levers);
	test_true(levers_have(&levers, LEVER_URGENT));
}

static const struct {
	const char *name, *subject, *text;
	bool found;
} pretexts[] = {
	{ "what and what happened", "", "Your parcel could not be delivered", true },
	{ "subject and text", "Parcel", "it could not be delivered", true },
	{ "one phrase", "", "it could not be delivered", false },
	{ "the same phrase twice", "redelivery", "redelivery", false },
	{ "a thing alone", "", "A parcel is a parcel", false },
	{ "two things that happened", "", "could not be delivered: redelivery", true },
};

TEST(pretexts_are_made_of_two_phrases)
{
	for (size_t i = 0; i < COUNT(pretexts); i++) {
		struct passages passages;
		struct levers levers;
		struct pretext_match match;

		test_case(pretexts[i].name);
		find(pretexts[i].subject, pretexts[i].text, &passages, &levers);
		test_int(pretext_find(&passages, &levers, PRETEXT_PARCEL, &match),
			 pretexts[i].found);
		test_true(!pretext_find(&passages, &levers, PRETEXT_PRIZE, &match));
	}
}

TEST(pretexts_stand_together)
{
	char text[2000];
	struct passages passages;
	struct levers levers;
	struct pretext_match match;

	memset(text, '.', sizeof text);
	memcpy(text, "parcel", 6);
	memcpy(text + 1900, " redelivery", 12);
	find("", text, &passages, &levers);
	test_int(levers.count, 2);
	test_true(!pretext_find(&passages, &levers, PRETEXT_PARCEL, &match));
}
