/* maillog/gather_test.c - one pass over files: which lines come, with which numbers. */
#include "maillog/gather.h"

#include "base/buf.h"
#include "base/test.h"
#include "maillog/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int file_with(const char *text)
{
	int fd = memfd_create("log", 0);
	size_t n = strlen(text);

	test_true(write(fd, text, n) == (ssize_t)n);
	return fd;
}

static void take(void *arg, uint64_t ticket, struct str question, struct str bytes)
{
	(void)ticket;
	(void)question;
	buf_clear(arg);
	buf_add(arg, bytes);
}

/* "2 client\n3 own\n": numbers and shares of what is found. */
static struct str found_in(const char *question, const char *text)
{
	struct gather *gather = gather_new();
	struct log_answer answer;
	struct buf out, list;
	struct str ret;
	int fd = file_with(text);

	buf_init(&out, 0);
	buf_init(&list, 0);
	test_true(gather_want(gather, 1, str_c(question)));
	gather_file(gather, fd, STR("mail.log"));
	gather_tell(gather, take, &out);
	log_answer_read(test_arena(), buf_peek(&out), &answer);
	for (uint32_t i = 0; i < answer.line_count; i++)
		buf_printf(&list, "%s%llu %s", i ? ", " : "",
			   (unsigned long long)answer.lines[i].number,
			   log_share_name(answer.lines[i].share));
	ret = arena_str(test_arena(), buf_peek(&list));
	buf_fini(&out);
	buf_fini(&list);
	gather_free(gather);
	close(fd);
	return ret;
}

#define L(text) "Jan  1 00:00:00 mx postfix/smtpd[1]: " text "\n"
#define Q(program, text) "Jan  1 00:00:00 mx postfix/" program "[1]: " text "\n"

static const struct {
	const char *name, *question, *text, *found;
} cases[] = {
	{ "a client", "log client=192.0.2.7",
	  L("connect from a[192.0.2.7]") L("connect from b[192.0.2.70]")
	      L("connect from c[1192.0.2.7]") L("connect from d[192.0.2.7]"),
	  "1 client, 4 client" },
	{ "no part of another address", "log client=2.0.2.71",
	  L("connect from a[192.0.2.71]") L("connect from a[2.0.2.71]"), "2 client" },
	{ "its network", "log client=192.0.2.7 network=192.0.2.0/24",
	  L("connect from a[192.0.2.7]") L("connect from b[192.0.2.70]")
	      L("connect from c[192.0.20.7]"),
	  "1 client, 2 network" },
	{ "IPv6", "log client=2001:db8:0:1::7 network=2001:db8:0:1::/64",
	  L("connect from a[2001:db8:0:1::7]") L("connect from b[2001:db8:0:1::8]")
	      L("connect from c[2001:db8:0:2::7]"),
	  "1 client, 2 network" },
	{ "IPv6, with zeros", "log network=2001:db8:1::/64",
	  L("connect from a[2001:db8:1::7]") L("connect from b[2001:db8:1:0:1::8]")
	      L("connect from c[2001:db8:1:5::7]"),
	  "1 network, 2 network" },
	{ "what follows from a queue id of the client", "log client=192.0.2.7",
	  Q("qmgr", "4A1B2C3D: removed") L("4A1B2C3D: client=a[192.0.2.7]")
	      Q("qmgr", "5F00BA7: removed") Q("qmgr", "4A1B2C3D: from=<a@b>, size=1")
		  Q("qmgr", "4A1B2C3D: removed") L("4A1B2C3D: client=z[198.51.100.1]"),
	  "2 client, 4 client, 5 client" },
	{ "a queue id within another word", "log id=4A1B2C3D",
	  L("x4A1B2C3D: no") L("4A1B2C3D: client=a[192.0.2.7]") L("4A1B2C3DE: no"),
	  "2 own" },
	{ "back from the Message-ID", "log message-id=1@b.example",
	  L("4A1B2C3D: client=a[192.0.2.7]") L("connect from x[192.0.2.9]")
	      Q("cleanup", "4A1B2C3D: message-id=<1@b.example>")
		  Q("cleanup", "5F00BA77: message-id=<11@b.example>"),
	  "1 own, 3 own" },
	{ "a Message-ID in a header", "log message-id=1@b.example",
	  L("4A1B2C3D: client=a[192.0.2.7]")
	      Q("cleanup", "4A1B2C3D: warning: header References: <1@b.example> from "
			   "x[192.0.2.8]; from=<a@b> to=<c@d> proto=ESMTP helo=<e>"),
	  "2 own" },
	{ "through a filter", "log id=4A1B2C3D",
	  L("4A1B2C3D: client=a[192.0.2.7]") L("5F00BA77: client=localhost[127.0.0.1]")
	      Q("smtp", "4A1B2C3D: to=<a@b>, relay=127.0.0.1[127.0.0.1]:10024, "
			"status=sent (250 2.0.0 Ok: queued as 5F00BA77)")
		  Q("local", "5F00BA77: to=<a@b>, relay=local, status=sent (ok)"),
	  "1 own, 2 own, 3 own, 4 own" },
	{ "an id that another server gave", "log id=4A1B2C3D",
	  Q("smtp", "4A1B2C3D: to=<a@b>, relay=mx[198.51.100.1]:25, status=sent (250 ok: "
		    "queued as 5F00BA77)")
	      Q("local", "5F00BA77: to=<a@b>, relay=local, status=sent (ok)"),
	  "1 own" },
	{ "HELO", "log helo=bank.example",
	  L("NOQUEUE: reject: RCPT from a[192.0.2.7]: 554 no; from=<a@b> to=<c@d> "
	    "proto=ESMTP helo=<bank.example>") L("connect from bank.example[192.0.2.9]")
	      L("NOQUEUE: reject: RCPT from a[192.0.2.7]: 554 no; from=<a@b> to=<c@d> "
		"proto=ESMTP helo=<my.bank.example>"),
	  "1 helo" },
	{ "no line end", "log client=192.0.2.7", "connect from a[192.0.2.7]",
	  "1 client" },
	{ "nothing", "log client=192.0.2.7", "", "" },
	{ "entries of a journal", "log client=192.0.2.7",
	  "__CURSOR=1\nMESSAGE=x\n\n__CURSOR=2\nMESSAGE=connect from "
	  "a[192.0.2.7]\n_PID=1\n\n"
	  "__CURSOR=3\nMESSAGE=y\n\n",
	  "4 client" },
};

TEST(lines_are_found)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(found_in(cases[i].question, cases[i].text), cases[i].found);
	}
}

TEST(nonsense_is_not_looked_for)
{
	static const char *const questions[] = { "log ", "log x", "log what=1234567",
						 "log client=nobody", "log id=a" };
	struct gather *gather = gather_new();

	for (size_t i = 0; i < COUNT(questions); i++)
		test_true(!gather_want(gather, i, str_c(questions[i])));
	gather_free(gather);
}

/* Around every border of the blocks that are read at once. */
TEST(lines_across_blocks)
{
	enum { SIZE = 3 << 20, EACH = 4096 };
	struct buf text;
	unsigned wanted = 0;
	struct str list;

	buf_init(&text, 0);
	while (text.n < SIZE) {
		buf_add_repeat(&text, 'x', EACH - 41 + wanted % 7);
		buf_add_c(&text, "\n connect from a[192.0.2.7] and so on\n");
		wanted++;
	}
	buf_add_char(&text, '\0');
	list = found_in("log client=192.0.2.7", text.p);
	test_true(str_find_str(list, STR("2 client, 4 client, 6 client")) != STR_NPOS ||
		  wanted > LIMIT_LOG_CLIENT / 2);
	test_true(str_ends(list, arena_printf(test_arena(), "%u client", wanted * 2)));
	buf_fini(&text);
}

/* Of a client with many lines those around the message stay. */
TEST(those_nearest_to_the_message_stay)
{
	struct buf text;
	struct str list;

	buf_init(&text, 0);
	for (int i = 0; i < 5000; i++)
		buf_add_c(&text, L("connect from a[192.0.2.7]"));
	buf_add_c(&text, L("4A1B2C3D: client=a[192.0.2.7]"));
	for (int i = 0; i < 5000; i++)
		buf_add_c(&text, L("connect from a[192.0.2.7]"));
	buf_add_char(&text, '\0');
	list = found_in("log id=4A1B2C3D client=192.0.2.7", text.p);
	test_true(str_find_str(list, STR("4999 client, 5000 client, 5001 own, "
					 "5002 client")) != STR_NPOS);
	test_true(!str_starts(list, STR("1 client")));
	buf_fini(&text);
}

TEST(line_ends_are_counted)
{
	char bytes[10000];

	for (size_t n = 0; n < sizeof bytes; n += 37) {
		uint64_t want = 0;

		for (size_t i = 0; i < n; i++) {
			bytes[i] = i % 3 && i % 5 ? 'x' : '\n';
			want += bytes[i] == '\n';
		}
		test_true(search_count_lines(test_copy_str(str_make(bytes, n))) == want);
	}
}

TEST(texts_come_and_go)
{
	struct search *search = search_new();
	struct str bytes = test_copy("aaaa12345bbbb67890cccc12345");
	size_t at = 0;
	uint32_t turn = 0, tag = 99;

	test_true(!search_add(search, STR("1234"), 1));
	test_true(!search_next(search, bytes, &at, &turn, &tag));
	test_true(search_add(search, STR("12345"), 1));
	test_true(search_add(search, STR("67890cc"), 2));
	test_true(search_add(search, STR("12345"), 3));
	at = turn = 0;
	test_true(search_next(search, bytes, &at, &turn, &tag) && at == 4);
	test_true(search_next(search, bytes, &at, &turn, &tag) && at == 4);
	test_true(search_next(search, bytes, &at, &turn, &tag) && at == 13 && tag == 2);
	search_remove(search, 1);
	search_remove(search, 3);
	at = turn = 0;
	test_true(search_next(search, bytes, &at, &turn, &tag) && at == 13);
	test_true(!search_next(search, bytes, &at, &turn, &tag));
	search_free(search);
}
