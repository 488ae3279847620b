/* case/bundle_test.c */
#include "case/bundle.h"

#include "base/test.h"

static struct str made(struct buf *buf)
{
	struct case_message message = { .sha256 = STR("ab"),
					.bytes = STR("Subject: x\0y\r\n") };
	struct case_revision revision = { .n = 1, .clock = -5 };
	struct case_verdict verdict = { .revision = 1, .score = 0.1, .sender = STR("") };
	struct case_share share = { .revision = 1, .finding = 2, .weight = -0.3 };

	buf_init(buf, 0);
	bundle_begin(buf);
	bundle_put(buf, CASE_MESSAGE, &message);
	bundle_put(buf, CASE_REVISION, &revision);
	bundle_put(buf, CASE_VERDICT, &verdict);
	bundle_put(buf, CASE_SHARE, &share);
	bundle_put(buf, CASE_SHARE, &share);
	return test_copy_str(buf_peek(buf));
}

TEST(what_was_put_comes_back)
{
	struct bundle bundle;
	enum case_table table;
	union case_row row;
	struct buf buf;

	test_true(bundle_open(&bundle, made(&buf)));
	test_int(bundle_next(&bundle, &table, &row), BUNDLE_ROW);
	test_int(table, CASE_MESSAGE);
	test_str(row.message.sha256, "ab");
	test_str_n(row.message.bytes, STR("Subject: x\0y\r\n"));
	test_true(row.message.internet_form.p == NULL);
	test_int(bundle_next(&bundle, &table, &row), BUNDLE_ROW);
	test_int(table, CASE_REVISION);
	test_int(row.revision.clock, -5);
	test_int(bundle_next(&bundle, &table, &row), BUNDLE_ROW);
	test_true(row.verdict.score == 0.1);
	test_true(row.verdict.sender.p != NULL && row.verdict.sender.n == 0);
	test_true(row.verdict.category.p == NULL);
	test_int(bundle_next(&bundle, &table, &row), BUNDLE_ROW);
	test_int(bundle_next(&bundle, &table, &row), BUNDLE_ROW);
	test_true(row.share.weight == -0.3);
	test_int(bundle_next(&bundle, &table, &row), BUNDLE_END);
	test_int(bundle_next(&bundle, &table, &row), BUNDLE_END);
	buf_fini(&buf);
}

static enum bundle_next read_all(struct str bytes)
{
	struct bundle bundle;
	enum case_table table;
	enum bundle_next next = BUNDLE_BROKEN;
	union case_row row;

	if (bundle_open(&bundle, bytes))
		while ((next = bundle_next(&bundle, &table, &row)) == BUNDLE_ROW)
			;
	return next;
}

/* It ends where a row ends, or is broken. */
TEST(a_bundle_that_was_cut_is_broken)
{
	struct buf buf;
	struct str whole = made(&buf);
	unsigned ends = 0;

	for (size_t n = 0; n < whole.n; n++)
		ends += read_all(test_copy_str(str_sub(whole, 0, n))) == BUNDLE_END;
	test_int(ends, 5); /* the mark alone, and behind each row but the last */
	test_int(read_all(whole), BUNDLE_END);
	buf_fini(&buf);
}

/* A row's head is its table and its length; the first stands behind the mark. */
enum { FIRST = 20 };

TEST(numbers_that_lie_are_seen)
{
	static const struct {
		const char *name;
		size_t at;
		uint32_t number;
	} cases[] = {
		{ "a table beyond the last", FIRST, CASE_TABLES },
		{ "a table that comes too late", FIRST, CASE_ANSWER },
		{ "a row longer than the bytes", FIRST + 4, 1u << 30 },
		{ "a row shorter than its columns", FIRST + 4, 4 },
		{ "a text longer than the row", FIRST + 8, 60 },
		{ "a text longer than its ceiling", FIRST + 8, 1000 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf buf;
		struct str bytes = made(&buf);

		test_case(cases[i].name);
		memcpy((char *)bytes.p + cases[i].at, &cases[i].number, 4);
		test_int(read_all(bytes), BUNDLE_BROKEN);
		buf_fini(&buf);
	}
}

TEST(more_rows_than_a_case_has)
{
	struct case_message message = { .sha256 = STR("ab") };
	struct buf buf;

	buf_init(&buf, 0);
	bundle_begin(&buf);
	bundle_put(&buf, CASE_MESSAGE, &message);
	test_int(read_all(buf_peek(&buf)), BUNDLE_END);
	bundle_put(&buf, CASE_MESSAGE, &message);
	test_int(read_all(buf_peek(&buf)), BUNDLE_BROKEN);
	buf_fini(&buf);
}

TEST(a_text_is_cut_to_its_ceiling)
{
	struct case_phrase phrase = { .english = STR("") };
	char *longer = arena_alloc(test_arena(), 1 << 20);

	struct bundle bundle;
	enum case_table table;
	union case_row row;
	struct buf buf;

	memset(longer, 'a', 1 << 20);
	phrase.japanese = str_make(longer, 1 << 20);
	buf_init(&buf, 0);
	bundle_begin(&buf);
	bundle_put(&buf, CASE_PHRASE, &phrase);
	test_true(bundle_open(&bundle, buf_peek(&buf)));
	test_int(bundle_next(&bundle, &table, &row), BUNDLE_ROW);
	test_int(row.phrase.japanese.n, 16384);
	buf_fini(&buf);
}
