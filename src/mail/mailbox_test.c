/* mail/mailbox_test.c */
#include "mail/mailbox.h"

#include "base/test.h"

#define FROM "From joe@example.org Fri Jul  8 12:08:34 2011\n"
#define MAIL "Subject: x\n\nbody\n"

static const struct {
	const char *name, *start;
	enum input_kind kind;
	size_t junk;
} kinds[] = {
	{ "nothing", "", INPUT_EMPTY, 0 },
	{ "mail", MAIL, INPUT_MESSAGE, 0 },
	{ "mail, CRLF", "Subject: x\r\n\r\nbody\r\n", INPUT_MESSAGE, 0 },
	{ "mail without a body", "Subject: x\n\n", INPUT_MESSAGE, 0 },
	{ "header alone", "Received: from a\n\tby b\nSubject: x\n", INPUT_HEADERS, 0 },
	{ "behind a byte order mark", "\xEF\xBB\xBF" MAIL, INPUT_MESSAGE, 3 },
	{ "behind blank lines", "\n\r\n" MAIL, INPUT_MESSAGE, 3 },
	{ "behind a title", "The header of that mail:\n\nReceived: from a by b\n",
	  INPUT_HEADERS, 26 },
	{ "one message in a mailbox", FROM MAIL, INPUT_MESSAGE, sizeof FROM - 1 },
	{ "a mailbox", FROM MAIL "\n" FROM MAIL, INPUT_MBOX, sizeof FROM - 1 },
	{ "a sentence", FROM MAIL "\nFrom now on\n", INPUT_MESSAGE, sizeof FROM - 1 },
	{ "unknown fields", "Foo: 1\nBar: 2\n\ntext", INPUT_MESSAGE, 0 },
	{ "unknown fields, and one of a mail", "foo:1\nbar:2\nSubject: x\n\ntext",
	  INPUT_MESSAGE, 0 },
	{ "unknown fields, pasted",
	  "Spamdiagnosticoutput: 1:99\n"
	  "Feedback-ID: a:b\n\tc:d\n",
	  INPUT_HEADERS, 0 },
	{ "passwd", "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1::/:/bin/false\n",
	  INPUT_NOT_MAIL, 0 },
	{ "a configuration", "name: value\nother: value\n\nFrom: here\n", INPUT_NOT_MAIL,
	  0 },
	{ "text", "Dear John\nsee http://x.example/\nhttp://y.example/\n", INPUT_NOT_MAIL,
	  0 },
	{ "OLE", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", INPUT_OUTLOOK, 0 },
	{ "a body without the empty line", "Subject: x\nhello there\n", INPUT_MESSAGE,
	  0 },
};

TEST(inputs_are_told_apart)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct str start = test_copy(kinds[i].start);

		test_case(kinds[i].name);
		test_int(mailbox_kind(start, true), kinds[i].kind);
		test_int(mailbox_junk(start), kinds[i].junk);
	}
	test_int(mailbox_kind(str_make("\0\0\0\0", 4), true), INPUT_NOT_MAIL);
	test_int(mailbox_kind(test_copy(FROM MAIL), false), INPUT_MBOX);
}

struct found {
	char text[512];
	const char *input;
};

static void note(void *arg, uint64_t offset, uint64_t length)
{
	struct found *found = arg;

	strcat(found->text, "[");
	strncat(found->text, found->input + offset, (size_t)length);
	strcat(found->text, "]");
}

static const struct {
	const char *name, *input, *messages;
} splits[] = {
	{ "two", FROM "A: 1\n\nx\n\n" FROM "B: 2\n\ny\n", "[A: 1\n\nx\n][B: 2\n\ny\n]" },
	{ "CRLF",
	  "From a@b Fri Jul  8 12:08:34 2011\r\nA: 1\r\n\r\nx\r\n\r\n"
	  "From - Fri Jul 08 12:08:34 2011\r\nB: 2\r\n",
	  "[A: 1\r\n\r\nx\r\n][B: 2\r\n]" },
	{ "the last empty line is the mailbox's", FROM "A: 1\n\nx\n\n", "[A: 1\n\nx\n]" },
	{ "no empty line before: text", FROM "A: 1\n\nx\n" FROM "B: 2\n",
	  "[A: 1\n\nx\n" FROM "B: 2\n]" },
	{ "no date: text", FROM "A: 1\n\nFrom here to there\n",
	  "[A: 1\n\nFrom here to there\n]" },
	{ "quoted", FROM "A: 1\n\n>" FROM, "[A: 1\n\n>" FROM "]" },
	{ "zone and takeout", "From 17@xxx Thu Jan 01 00:00:00 +0000 2023\nA: 1\n",
	  "[A: 1\n]" },
	{ "no sender", "From Fri Jul  8 12:08 JST 2011\nA: 1\n", "[A: 1\n]" },
	{ "text in front", "junk\n\n" FROM "A: 1\n", "[A: 1\n]" },
	{ "cut in its envelope line",
	  FROM "A: 1\n\n"
	       "From a@b Fri Jul  8 12:08:34 2011",
	  "[A: 1\n][]" },
	{ "none", "A: 1\n\nx\n", "" },
};

TEST(mailboxes_are_split_whatever_the_windows)
{
	for (size_t i = 0; i < COUNT(splits); i++)
		for (size_t window = 1; window < 60; window++) {
			struct str input = str_c(splits[i].input);
			struct found found = { .input = input.p };
			struct mbox_splitter splitter;

			test_case(splits[i].name);
			mbox_splitter_init(&splitter);
			for (size_t at = 0; at < input.n; at += window)
				mbox_splitter_feed(
				    &splitter,
				    test_copy_str(str_sub(input, at, at + window)), note,
				    &found);
			mbox_splitter_end(&splitter, note, &found);
			test_str(str_c(found.text), splits[i].messages);
		}
}
