/* lookup/dns_head_test.c */
#include "lookup/dns_head.h"

#include "base/test.h"

#define HEAD(flags, questions, answers, authorities) \
	"\x12\x34" flags "\0" questions "\0" answers "\0" authorities "\0\0"
#define QUESTION "\1A\4Test\0\0\x10\0\1"
#define RECORD(type, ttl, length, data) "\xC0\x0C\0" type "\0\1\0\0" ttl "\0" length data
#define SOA_DATA(minimum) \
	"\0\0" \
	"\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0" minimum

static const struct {
	const char *name;
	struct str packet;
	uint32_t lifetime;
} packets[] = {
	{ "one answer",
	  STR(HEAD("\x81\x80", "\1", "\1", "\0")
		  QUESTION RECORD("\x10", "\1\x2C", "\2", "\1x")),
	  300 },
	{ "the least of two",
	  STR(HEAD("\x81\x80", "\1", "\2", "\0") QUESTION RECORD(
	      "\x10", "\1\x2C", "\2", "\1x") RECORD("\x10", "\0\x3C", "\2", "\1y")),
	  60 },
	{ "none: the SOA's last number",
	  STR(HEAD("\x81\x83", "\1", "\0", "\1")
		  QUESTION RECORD("\6", "\x0E\x10", "\x16", SOA_DATA("\0\x3C"))),
	  60 },
	{ "none: the SOA's own lifetime is shorter",
	  STR(HEAD("\x81\x83", "\1", "\0", "\1")
		  QUESTION RECORD("\6", "\0\x1E", "\x16", SOA_DATA("\0\x3C"))),
	  30 },
	{ "an alias to nothing",
	  STR(HEAD("\x81\x83", "\1", "\1", "\1")
		  QUESTION RECORD("\5", "\0\x14", "\2", "\xC0\x0C")
		      RECORD("\6", "\0\x1E", "\x16", SOA_DATA("\0\x3C"))),
	  20 },
	{ "the authority of an answer does not count",
	  STR(HEAD("\x81\x80", "\1", "\1", "\1") QUESTION RECORD(
	      "\x10", "\1\x2C", "\2", "\1x") RECORD("\2", "\0\1", "\2", "\xC0\x0C")),
	  300 },
	{ "nothing at all", STR(HEAD("\x81\x80", "\1", "\0", "\0") QUESTION), 0 },
	{ "a record is missing",
	  STR(HEAD("\x81\x80", "\1", "\2", "\0")
		  QUESTION RECORD("\x10", "\1\x2C", "\2", "\1x")),
	  0 },
	{ "longer than the packet",
	  STR(HEAD("\x81\x80", "\1", "\1", "\0")
		  QUESTION RECORD("\x10", "\1\x2C", "\3", "\1x")),
	  0 },
	{ "a name that does not end",
	  STR(HEAD("\x81\x80", "\1", "\1", "\0") QUESTION "\x3Fxyz"), 0 },
	{ "65535 questions", STR("\x12\x34\x81\x80\xFF\xFF\0\1\0\0\0\0"), 0 },
	{ "no head", STR("\x12\x34\x81"), 0 },
	{ "empty", STR(""), 0 },
};

TEST(dns_head_finds_how_long_an_answer_may_be_kept)
{
	for (size_t i = 0; i < COUNT(packets); i++) {
		test_case(packets[i].name);
		test_int(dns_head_lifetime(test_copy_str(packets[i].packet)),
			 packets[i].lifetime);
	}
}

static const struct {
	const char *name;
	struct str packet;
	size_t length;
} questions[] = {
	{ "lower case", STR(HEAD("\x81\x80", "\1", "\0", "\0") QUESTION), 8 },
	{ "the root", STR(HEAD("\x81\x80", "\1", "\0", "\0") "\0\0\x10\0\1"), 1 },
	{ "compressed", STR(HEAD("\x81\x80", "\1", "\0", "\0") "\xC0\x0C\0\x10\0\1"), 0 },
	{ "cut in its name", STR(HEAD("\x81\x80", "\1", "\0", "\0") "\1A\4Te"), 0 },
	{ "cut in its type", STR(HEAD("\x81\x80", "\1", "\0", "\0") "\1A\0\0\x10\0"), 0 },
	{ "no name", STR(HEAD("\x81\x80", "\1", "\0", "\0")), 0 },
};

TEST(dns_head_reads_the_question)
{
	for (size_t i = 0; i < COUNT(questions); i++) {
		uint8_t name[DNS_NAME_WIRE];
		uint16_t type = 0;

		test_case(questions[i].name);
		test_int(
		    dns_head_question(test_copy_str(questions[i].packet), name, &type),
		    questions[i].length);
		if (questions[i].length == 8)
			test_str_n(str_make((const char *)name, 8), STR("\1a\4test\0"));
		test_int(type, questions[i].length ? 16 : 0);
	}
}

TEST(dns_head_tells_its_flags)
{
	struct dns_head head;

	test_true(
	    dns_head_read(test_copy_str(STR(HEAD("\x83\xA5", "\1", "\2", "\3"))), &head));
	test_true(head.response && head.truncated && head.authentic);
	test_int(head.rcode, 5);
	test_int(head.answers, 2);
	test_int(head.authorities, 3);
	test_true(dns_head_read(STR(HEAD("\1\0", "\1", "\0", "\0")), &head));
	test_true(!head.response && !head.truncated && !head.authentic);
	test_true(!dns_head_read(STR("\x12\x34\x83\xA5"), &head));
}
