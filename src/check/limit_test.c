/* check/limit_test.c - caps, deaths, and the mail inside the mail. */
#include "base/buf.h"
#include "base/limits.h"
#include "check/check_test.h"

static const char plain[] = "From: a@example.jp\nTo: b@example.jp\nSubject: x\n"
			    "Date: Sun, 01 Jan 2023 10:00:00 +0900\n"
			    "Message-ID: <1@example.jp>\n\nhello\n";

static const char forwarded[] =
    "From: staff@example.jp\nTo: abuse@example.jp\nSubject: is this real?\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    "--b\nContent-Type: text/plain\n\nplease look\n"
    "--b\nContent-Type: message/rfc822\n\n"
    "From: phish@example.cn\nSubject: inner\nTo: staff@example.jp\n\nbody\n"
    "--b--\n";

static const char bounce[] =
    "From: MAILER-DAEMON@example.jp\nTo: a@example.jp\nSubject: Undelivered\n"
    "MIME-Version: 1.0\n"
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
    "--b\nContent-Type: text/plain\n\nsorry\n"
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
    "--b\nContent-Type: message/rfc822\n\n"
    "From: a@example.jp\nSubject: mine\nTo: nobody@example.com\n\nbody\n"
    "--b--\n";

TEST(a_reported_mail_is_the_subject)
{
	struct inspection *in = inspect_text(forwarded, NULL);
	const struct finding *finding = test_fires(in, "msg.carried");

	test_str(in->message->subject.text, "inner");
	test_str(finding_text(finding, "from"), "staff@example.jp");
}

TEST(a_part_of_a_reported_mail_is_numbered_in_the_whole_input)
{
	struct inspection *in = inspect_text(forwarded, NULL);
	const struct part *root = in->message->parts[0];
	int32_t id = inspection_part_id(in, root);

	test_int(root->id, 0);
	test_true(id > 0 && (uint32_t)id < in->outer->part_count);
	test_int(in->outer->parts[id]->parent, in->message->carrier_part);
	test_str_n(in->outer->parts[id]->bytes, root->bytes);
}

TEST(a_bounce_is_its_own_subject)
{
	struct inspection *in = inspect_text(bounce, NULL);

	test_silent(in, "msg.carried");
	test_str(in->message->subject.text, "Undelivered");
}

TEST(a_plain_mail_reaches_no_cap_and_is_decided)
{
	struct inspection *in = inspect_text(plain, NULL);

	test_silent(in, "limit.cap");
	test_silent(in, "limit.worker-died");
	test_silent(in, "limit.text");
	test_silent(in, "mime.other-reading");
	test_int(in->verdict.class_, VERDICT_UNREMARKABLE);
}

TEST(a_text_too_long_to_read_is_told)
{
	enum { LINES = LIMIT_PASSAGE_BYTES / 8 + 2 };
	struct buf text;

	buf_init(&text, LINES * 8 + 256);
	buf_add(&text, STR("From: a@example.net\nTo: b@example.jp\nSubject: x\n\n"));
	for (uint32_t i = 0; i < LINES; i++)
		buf_add(&text, STR("a line.\n"));
	test_fires(inspect_bytes(arena_str(test_arena(), buf_peek(&text)), NULL),
		   "limit.text");
	buf_fini(&text);
}

TEST(an_analysis_that_broke_off_is_never_unremarkable)
{
	struct inspection *in = inspect_text(plain, NULL);
	static const struct message_options header_alone = { .headers_only = true };
	struct input input = in->input;

	input.death = STR("killed by signal 11");
	in = inspect(test_arena(), in->env, &input, test_copy(plain), &header_alone);
	test_fires(in, "limit.worker-died");
	test_int(in->verdict.class_, VERDICT_UNDECIDED);
}
