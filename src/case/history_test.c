/* case/history_test.c - sites over time, and when to look again. */
#include "case/history.h"

#include "base/digest.h"
#include "base/test.h"
#include "case/record.h"

enum { FIRST = 1600000000, HOUR = 3600, DAY = 86400 };

static struct str case_of(const struct case_sighting *sightings, uint32_t count,
			  uint32_t revisions)
{
	struct case_message message = { .bytes = STR("From: a@b.example\r\n\r\n") };
	struct case_input input = { .name = STR("a.eml"), .complete = 1 };
	char sha256[65];
	struct buf rows;
	struct str copy;

	digest_sha256(message.bytes, sha256);
	message.sha256 = str_c(sha256);
	buf_init(&rows, 0);
	bundle_begin(&rows);
	bundle_put(&rows, CASE_MESSAGE, &message);
	bundle_put(&rows, CASE_INPUT, &input);
	for (uint32_t i = 0; i < revisions; i++) {
		struct case_revision revision = {
			.n = i + 1,
			.finished = 1,
			.asked = CONTACT_VISIT,
			.contact = STR("visit"),
			.clock = FIRST + i * DAY,
		};

		bundle_put(&rows, CASE_REVISION, &revision);
	}
	for (uint32_t i = 0; i < count; i++)
		bundle_put(&rows, CASE_SIGHTING, &sightings[i]);
	copy = test_copy_str(buf_peek(&rows));
	buf_fini(&rows);
	return copy;
}

static bool read_of(struct str rows, uint32_t revision, struct history *ret)
{
	struct case_file file;
	struct err err;

	return case_read(test_arena(), rows, &file, &err) && case_look(&file, revision) &&
	       history_read(&file, ret, &err);
}

#define SEEN(revision, state, utc) \
	{ \
		revision, STR("a.example"), STR("a.example/x"), STR(state), utc \
	}

TEST(a_site_that_was_away_and_is_there_is_back)
{
	const struct case_sighting rows[] = {
		SEEN(1, "live", FIRST),
		SEEN(2, "dormant", FIRST + DAY),
		SEEN(3, "live", FIRST + 2 * DAY),
		SEEN(4, "live", FIRST + 3 * DAY),
	};
	static const bool back[] = { false, false, true, false };
	struct history history;

	test_true(read_of(case_of(rows, 4, 4), 0, &history));
	test_int(history.sighting_count, 4);
	for (uint32_t i = 0; i < history.sighting_count; i++)
		test_int(history.sightings[i].back, back[i]);
	test_true(read_of(case_of(rows, 4, 4), 2, &history));
	test_int(history.sighting_count, 2);
	test_int(history.revision_count, 2);
	test_str(history.revisions[1].contact, "visit");
}

TEST(what_was_not_visited_before_is_not_back)
{
	const struct case_sighting rows[] = {
		{ 1, STR("a.example"), STR_NONE, STR("gone"), FIRST },
		SEEN(2, "live", FIRST + DAY),
		SEEN(3, "blocked", FIRST + 2 * DAY),
		SEEN(4, "live", FIRST + 3 * DAY),
	};
	struct history history;

	test_true(read_of(case_of(rows, 4, 4), 0, &history));
	for (uint32_t i = 0; i < history.sighting_count; i++)
		test_true(!history.sightings[i].back);
}

TEST(a_site_is_due_after_an_hour_a_day_and_a_week)
{
	static const struct {
		const char *name;
		int64_t looks[4]; /* after the first; 0: no more */
		int64_t due;	  /* 0: never */
	} cases[] = {
		{ "once", { 0 }, HOUR },
		{ "twice at once", { 5 }, HOUR },
		{ "after an hour", { HOUR }, DAY },
		{ "the hour was missed", { 3 * HOUR }, DAY },
		{ "after a day", { HOUR, DAY + 7 }, 7 * DAY },
		{ "a week later", { 7 * DAY }, 0 },
		{ "a month later", { 30 * DAY }, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct case_sighting rows[5] = { SEEN(1, "live", FIRST) };
		struct history history;
		uint32_t count = 1;
		int64_t utc, after;
		bool due;

		test_case(cases[i].name);
		for (; cases[i].looks[count - 1]; count++)
			rows[count] = (struct case_sighting)SEEN(
			    count + 1, "live", FIRST + cases[i].looks[count - 1]);
		test_true(read_of(case_of(rows, count, count), 0, &history));
		due = sighting_due(&history, STR("a.example"), &utc, &after);
		test_int(due, cases[i].due != 0);
		if (due) {
			test_int(utc, FIRST + cases[i].due);
			test_int(after, cases[i].due);
		}
		test_true(!sighting_due(&history, STR("b.example"), &utc, &after));
	}
}

TEST(sightings_that_we_would_not_have_written_are_refused)
{
	static const struct {
		const char *name;
		struct case_sighting row;
		bool read;
	} cases[] = {
		{ "ours", SEEN(1, "live", FIRST), true },
		{ "revision 0", SEEN(0, "live", FIRST), false },
		{ "revision 3", SEEN(3, "live", FIRST), false },
		{ "another state", SEEN(1, "haunted", FIRST), false },
		{ "before 1970", SEEN(1, "live", -1), false },
		{ "no site", { 1, STR(""), STR_NONE, STR("live"), FIRST }, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct history history;

		test_case(cases[i].name);
		test_int(read_of(case_of(&cases[i].row, 1, 2), 0, &history),
			 cases[i].read);
	}
}
