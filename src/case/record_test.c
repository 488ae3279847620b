/* case/record_test.c - an examination becomes rows, and the rows the same examination. */
#include "case/record.h"

#include "check/check.h"
#include "base/digest.h"
#include "check/check_test.h"
#include "report/report.h"

static const char mail[] =
    "Received: from a.example (a.example [192.0.2.7]) by mx.example.jp;"
    " Tue, 7 Mar 2023 10:00:02 +0900\n"
    "From: \"bank@b.example\" <x@a.example>\n"
    "To: rcpt@example.jp\n"
    "Subject: =?utf-8?B?\xff?= \x1b[31m\n"
    "\n"
    "https://a.example/login\n";
static const char answers[] =
    "{\"default\":\"no-such-name\",\"answers\":[{\"question\":\"dns TXT a.example\","
    "\"data\":[\"\\\"v=spf1 -all\\\"\"]}]}";

static struct str rows_of(const struct inspection *in, struct buf *out)
{
	struct case_origin origin = {
		.bytes = in->outer->raw,
		.tool_version = STR("1"),
		.contact = STR("offline"),
		.asked = CONTACT_VISIT,
		.revision = 1,
		.japanese = &catalogue_english,
	};

	buf_init(out, 0);
	case_record(test_arena(), &origin, &in->input, in->env, in, out);
	return test_copy_str(buf_peek(out));
}

static struct str report_of(const struct inspection *in, const char *format)
{
	struct report_options options = { .catalogue = &catalogue_english,
					  .defang = true,
					  .verbose = 1,
					  .width = 80,
					  .explain = true,
					  .tool_version = "1",
					  .contact = "offline" };
	struct str copy;
	struct buf out;

	buf_init(&out, 0);
	report_format_find(str_c(format))->write(in, &options, &out);
	copy = arena_str(test_arena(), buf_peek(&out));
	buf_fini(&out);
	return copy;
}

/* Examined again from the rows; NULL where they are refused. */
static struct inspection *replayed(struct str rows, struct env *env)
{
	struct case_file *file = arena_new_of(test_arena(), struct case_file);
	struct message_options options = { 0 };
	struct inspection *in;
	struct input input;
	struct err err;

	if (!case_read(test_arena(), rows, file, &err) || !case_env(file, env, &err) ||
	    !case_input(file, &input, &err))
		return NULL;
	in = inspect_begin(test_arena(), env, &input, case_bytes(file), &options);
	test_true(inspect_round(in));
	return case_restore(file, in, &err) ? in : NULL;
}

TEST(a_case_gives_the_same_report)
{
	struct inspection *then = inspect_answered(mail, NULL, answers), *now;
	static struct env env;
	struct buf out;

	digest_sha256(then->outer->raw, then->input.sha256);
	now = replayed(rows_of(then, &out), &env);
	test_true(now != NULL);
	if (now) {
		test_true(then->finding_count > 5);
		test_str_n(report_of(now, "text"), report_of(then, "text"));
		test_str_n(report_of(now, "json"), report_of(then, "json"));
	}
	buf_fini(&out);
}

/* Cut at the end of any row: a part of it is missing, nothing else happens. */
TEST(a_part_of_a_case_is_refused_or_read)
{
	struct inspection *then = inspect_answered(mail, NULL, answers);
	enum case_table table, last = CASE_MESSAGE;
	static struct env env;
	struct bundle bundle;
	union case_row row;
	struct str rows;
	struct buf out;

	digest_sha256(then->outer->raw, then->input.sha256);
	rows = rows_of(then, &out);
	test_true(bundle_open(&bundle, rows));
	while (bundle_next(&bundle, &table, &row) == BUNDLE_ROW) {
		size_t n = rows.n - bundle.rest.n;

		if (table == last)
			continue;
		last = table;
		test_case(case_shapes[table].name);
		/* Without its verdict it is no finished case. */
		test_true((replayed(str_sub(rows, 0, n), &env) != NULL) ==
			  (table >= CASE_VERDICT));
	}
	buf_fini(&out);
}

TEST(a_second_revision_stands_behind_the_first)
{
	struct inspection *then = inspect_answered(mail, NULL, answers);
	struct case_file file;
	struct buf first, both;
	struct err err;
	struct str rows;

	digest_sha256(then->outer->raw, then->input.sha256);
	rows = rows_of(then, &first);
	buf_init(&both, 0);
	test_true(case_append(rows, rows, &both));
	/* Both say that they are the first. */
	test_true(!case_read(test_arena(), buf_peek(&both), &file, &err));
	test_true(case_read(test_arena(), rows, &file, &err));
	test_true(case_look(&file, 0) && case_look(&file, 1) && !case_look(&file, 2));
	test_true(!case_append(STR("x"), rows, &both));
	buf_fini(&first);
	buf_fini(&both);
}
