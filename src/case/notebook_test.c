/* case/notebook_test.c - what an entry may say, what later ones make of it, and rows. */
#include "case/notebook.h"

#include "base/digest.h"
#include "base/test.h"
#include "case/record.h"

static const struct {
	const char *when;
	bool sane;
} whens[] = {
	{ "2021", true },
	{ "2021-11", true },
	{ "2021-11-15", true },
	{ "2021-11-15 AM", true },
	{ "2021-11-15 PM", true },
	{ "2021-11-15 14:05", true },
	{ "2021-11-15 14:05Z", true },
	{ "2021-11-15T14:05:59+09:00", true },
	{ "2021-11-15 14:05-05:00", true },
	{ "", false },
	{ "21", false },
	{ "2021-13", false },
	{ "2021-00", false },
	{ "2021-11-32", false },
	{ "2021-11-15 ", false },
	{ "2021-11-15 am", false },
	{ "2021-11-15 24:00", false },
	{ "2021-11-15 14:05 JST", false },
	{ "2021-11-15 14:05+9", false },
	{ "2021-11-15 AM\033[31m", false },
	{ "yesterday", false },
};

TEST(dates_are_as_coarse_as_they_are_known)
{
	for (size_t i = 0; i < COUNT(whens); i++) {
		test_case(whens[i].when);
		test_int(entry_when_is_sane(test_copy(whens[i].when)), whens[i].sane);
	}
}

/* --- rows --------------------------------------------------------------------------- */

/* A case with so many revisions and nothing else. */
static struct str case_of(uint32_t revisions, const struct case_entry *entries,
			  uint32_t count)
{
	struct case_message message = {
		.bytes = STR("From: a@b.example\r\nSubject: x\r\n\r\nbody\r\n")
	};
	struct case_input input = { .name = STR("a.eml"), .size = 5, .complete = 1 };
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
		struct case_revision revision = { .n = i + 1,
						  .finished = 1,
						  .asked = CONTACT_OFFLINE,
						  .clock = 1600000000 + i };

		bundle_put(&rows, CASE_REVISION, &revision);
	}
	for (uint32_t i = 0; i < count; i++)
		bundle_put(&rows, CASE_ENTRY, &entries[i]);
	copy = test_copy_str(buf_peek(&rows));
	buf_fini(&rows);
	return copy;
}

static bool read_of(struct str rows, uint32_t revision, struct notebook *ret)
{
	struct case_file file;
	struct err err;

	return case_read(test_arena(), rows, &file, &err) && case_look(&file, revision) &&
	       notebook_read(&file, ret, &err);
}

/* `rows` with one more; empty where it is refused, with the reason. */
static struct str with(struct str rows, struct entry entry, const char **ret_why)
{
	struct buf out;
	struct str copy = STR_NONE;
	static struct err err;

	*ret_why = "";
	if (!entry.author.n)
		entry.author = STR("ann");
	buf_init(&out, 0);
	if (notebook_append(test_arena(), rows, &entry, 1, &out, &err))
		copy = test_copy_str(buf_peek(&out));
	else
		*ret_why = err.what;
	buf_fini(&out);
	return copy;
}

static void add(struct str *rows, struct entry entry)
{
	const char *why;

	*rows = with(*rows, entry, &why);
	test_str(str_c(why), "");
}

TEST(entries_stand_behind_each_other_and_none_changes)
{
	struct str rows = case_of(1, NULL, 0), first;
	struct notebook notebook;

	add(&rows,
	    (struct entry){ .kind = ENTRY_NOTE, .utc = 5, .text = STR("a\0b\xff") });
	first = rows;
	add(&rows, (struct entry){ .kind = ENTRY_SOURCE,
				   .title = STR("Report"),
				   .when = STR("2021-11-15 AM"),
				   .removes = 2 });
	test_true(str_starts(rows, first));
	test_true(read_of(rows, 0, &notebook));
	test_int(notebook.count, 2);
	test_int(notebook.entries[0].n, 1);
	test_int(notebook.entries[0].utc, 5);
	test_str_n(notebook.entries[0].text, STR("a\0b\xff"));
	test_str(notebook.entries[1].when, "2021-11-15 AM");
	test_int(notebook.entries[1].removes, 2);
}

TEST(a_hypothesis_has_the_state_that_its_arguments_give_it)
{
	struct str rows = case_of(1, NULL, 0);
	struct entry support = { .kind = ENTRY_SUPPORT, .about = 1, .text = STR("yes") };
	struct entry against = { .kind = ENTRY_AGAINST, .about = 1, .text = STR("no") };
	static const enum hypothesis_state states[] = {
		HYPOTHESIS_PROPOSED, HYPOTHESIS_SUPPORTED, HYPOTHESIS_WEAKENED,
		HYPOTHESIS_WEAKENED, HYPOTHESIS_SUPPORTED, HYPOTHESIS_WITHDRAWN,
	};
	const struct entry steps[] = {
		{ .kind = ENTRY_HYPOTHESIS, .text = STR("ARIN") },
		support,
		against,
		against,
		{ .kind = ENTRY_NOTE, .text = STR("both counter-examples fall") },
		{ .kind = ENTRY_WITHDRAWN, .about = 1 },
	};
	struct notebook notebook;

	for (size_t i = 0; i < COUNT(steps); i++) {
		add(&rows, steps[i]);
		if (i == 4) {
			add(&rows, (struct entry){ .kind = ENTRY_WITHDRAWN, .about = 3 });
			add(&rows, (struct entry){ .kind = ENTRY_WITHDRAWN, .about = 4 });
		}
		test_true(read_of(rows, 0, &notebook));
		test_int(hypothesis_state(&notebook.entries[0]), states[i]);
	}
	test_int(notebook.entries[0].withdrawn, 8);
}

TEST(a_letter_has_the_state_of_its_last_entry_that_stands)
{
	struct str rows = case_of(1, NULL, 0);
	struct notebook notebook;

	add(&rows, (struct entry){ .kind = ENTRY_LETTER,
				   .state = STR("drafted"),
				   .title = STR("Abuse") });
	add(&rows,
	    (struct entry){ .kind = ENTRY_LETTER, .about = 1, .state = STR("sent") });
	add(&rows, (struct entry){
		       .kind = ENTRY_LETTER, .about = 1, .state = STR("taken-down") });
	add(&rows, (struct entry){ .kind = ENTRY_WITHDRAWN, .about = 3 });
	test_true(read_of(rows, 0, &notebook));
	test_str(letter_state(&notebook, &notebook.entries[0]), "sent");
}

TEST(an_old_revision_knows_no_later_entry)
{
	struct str rows = case_of(1, NULL, 0);
	struct case_entry entries[] = {
		{ .revision = 1,
		  .n = 1,
		  .kind = STR("note"),
		  .author = STR("a"),
		  .text = STR("x") },
		{ .revision = 2,
		  .n = 2,
		  .kind = STR("withdrawn"),
		  .author = STR("a"),
		  .about = 1 },
	};
	struct notebook notebook;

	add(&rows, (struct entry){ .kind = ENTRY_NOTE, .text = STR("x") });
	rows = case_of(2, entries, 2);
	test_true(read_of(rows, 1, &notebook));
	test_int(notebook.count, 1);
	test_int(notebook.entries[0].withdrawn, 0);
	test_true(read_of(rows, 0, &notebook));
	test_int(notebook.count, 2);
	test_int(notebook.entries[0].withdrawn, 2);
}

TEST(what_makes_no_sense_is_refused_and_told)
{
	static const struct {
		const char *name;
		struct entry entry;
		const char *why; /* a piece of it */
	} cases[] = {
		{ "nothing", { .kind = ENTRY_NOTE }, "it says nothing" },
		{ "a source without a name",
		  { .kind = ENTRY_SOURCE, .text = STR("x") },
		  "it says nothing" },
		{ "support of nothing",
		  { .kind = ENTRY_SUPPORT, .text = STR("x") },
		  "of which hypothesis" },
		{ "support of a note",
		  { .kind = ENTRY_SUPPORT, .about = 1, .text = STR("x") },
		  "of which hypothesis" },
		{ "of what is not there",
		  { .kind = ENTRY_NOTE, .about = 7, .text = STR("x") },
		  "not there" },
		{ "withdraws nothing", { .kind = ENTRY_WITHDRAWN }, "which entry" },
		{ "withdrawn twice",
		  { .kind = ENTRY_WITHDRAWN, .about = 1 },
		  "withdrawn before" },
		{ "a withdrawal withdrawn",
		  { .kind = ENTRY_WITHDRAWN, .about = 2 },
		  "a withdrawal stands" },
		{ "a letter without a state",
		  { .kind = ENTRY_LETTER, .text = STR("x") },
		  "needs one of its states" },
		{ "another state",
		  { .kind = ENTRY_FINDING, .text = STR("x"), .state = STR("sent") },
		  "needs one of its states" },
		{ "a state where there is none",
		  { .kind = ENTRY_NOTE, .text = STR("x"), .state = STR("found") },
		  "needs one of its states" },
		{ "a date",
		  { .kind = ENTRY_NOTE, .text = STR("x"), .when = STR("today") },
		  "a date is like" },
		{ "hearsay",
		  { .kind = ENTRY_NOTE, .text = STR("x"), .removes = 10 },
		  "at so many removes" },
	};
	struct str rows = case_of(1, NULL, 0);

	add(&rows, (struct entry){ .kind = ENTRY_NOTE, .text = STR("x") });
	add(&rows, (struct entry){ .kind = ENTRY_WITHDRAWN, .about = 1 });
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *why;

		test_case(cases[i].name);
		test_true(with(rows, cases[i].entry, &why).p == NULL);
		test_true(strstr(why, cases[i].why) != NULL);
	}
}

TEST(rows_that_we_would_not_have_written_are_refused)
{
	static const struct {
		const char *name;
		struct case_entry row;
		bool read;
	} cases[] = {
		{ "ours",
		  { 1, 1, STR("note"), 5, STR("a"), STR("x"), .about = 0 },
		  true },
		{ "revision 0",
		  { 0, 1, STR("note"), 5, STR("a"), STR("x"), .about = 0 },
		  false },
		{ "a revision that is not there",
		  { 3, 1, STR("note"), 5, STR("a"), STR("x"), .about = 0 },
		  false },
		{ "number 2",
		  { 1, 2, STR("note"), 5, STR("a"), STR("x"), .about = 0 },
		  false },
		{ "another kind",
		  { 1, 1, STR("rumour"), 5, STR("a"), STR("x"), .about = 0 },
		  false },
		{ "our word for a kind",
		  { 1, 1, STR("withdraw"), 5, STR("a"), STR("x"), .about = 0 },
		  false },
		{ "before 1970",
		  { 1, 1, STR("note"), -5, STR("a"), STR("x"), .about = 0 },
		  false },
		{ "in the year 10000",
		  { 1, 1, STR("note"), 253402300800, STR("a"), STR("x"), .about = 0 },
		  false },
		{ "nobody",
		  { 1, 1, STR("note"), 5, STR(""), STR("x"), .about = 0 },
		  false },
		{ "about itself",
		  { 1, 1, STR("note"), 5, STR("a"), STR("x"), .about = 1 },
		  false },
		{ "about nothing",
		  { 1, 1, STR("note"), 5, STR("a"), STR("x"), .about = -1 },
		  false },
		{ "no date",
		  { 1, 1, STR("note"), 5, STR("a"), STR("x"), .when = STR("x"),
		    .about = 0 },
		  false },
		{ "no number of removes",
		  { 1, 1, STR("note"), 5, STR("a"), STR("x"), .removes = -1 },
		  false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct notebook notebook;

		test_case(cases[i].name);
		test_int(read_of(case_of(2, &cases[i].row, 1), 0, &notebook),
			 cases[i].read);
	}
}
