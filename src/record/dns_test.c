/* record/dns_test.c */
#include "record/dns.h"

#include "base/limits.h"
#include "base/test.h"
#include "record/dns_name.h"

static const struct {
	const char *name, *text, *want; /* want NULL: no name */
} names[] = {
	{ "usual", "www.Example.COM", "www.example.com" },
	{ "final dot", "example.com.", "example.com" },
	{ "root", ".", "." },
	{ "underscore", "_dmarc.example", "_dmarc.example" },
	{ "escaped", "a\\046b.example", "a\\046b.example" },
	{ "escaped character", "a\\.b.example", "a\\046b.example" },
	{ "needless escape", "\\097.example", "a.example" },
	{ "other bytes", "foo:bar/baz.example", "foo\\058bar\\047baz.example" },
	{ "8 bit", "\xE7\x9B\xAE.example", "\\231\\155\\174.example" },
	{ "63 in a label",
	  "a12345678901234567890123456789012345678901234567890123456789012.com",
	  "a12345678901234567890123456789012345678901234567890123456789012.com" },
	{ "64 in a label",
	  "a123456789012345678901234567890123456789012345678901234567890123.com", NULL },
	{ "empty", "", NULL },
	{ "empty label", "a..example", NULL },
	{ "first label empty", ".example", NULL },
	{ "two final dots", "example..", NULL },
	{ "escape over 255", "\\256.example", NULL },
	{ "escape cut", "example\\04", NULL },
	{ "backslash at the end", "example\\", NULL },
};

TEST(dns_names_have_one_text)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		uint8_t wire[DNS_NAME_WIRE];
		size_t n;
		bool ok;

		test_case(names[i].name);
		ok = dns_name_to_wire(test_copy(names[i].text), wire, &n);
		test_true(ok == (names[i].want != NULL));
		if (ok && names[i].want)
			test_str(dns_name_text(test_arena(), wire, n), names[i].want);
	}
}

TEST(dns_name_ends_at_253_characters)
{
	struct str label = STR("a123456789012345678901234567890123456789012345678."),
		   text;
	uint8_t wire[DNS_NAME_WIRE];
	size_t n;

	text = arena_concat(test_arena(), label, label);
	text = arena_concat(test_arena(), text, text);
	text = arena_concat(test_arena(), text, label);
	test_int(text.n, 250);
	text = arena_concat(test_arena(), text, STR("com"));
	test_true(dns_name_to_wire(test_copy_str(text), wire, &n));
	test_int(n, 255);
	/* A label that begins where only the root still fits. */
	test_true(!dns_name_to_wire(
	    test_copy_str(arena_concat(test_arena(), text, STR(".longer"))), wire, &n));
	text = arena_concat(test_arena(), STR("b"), text);
	test_true(!dns_name_to_wire(test_copy_str(text), wire, &n));
}

/* --- packets ------------------------------------------------------------------------ */

#define HEAD(answers) "\x12\x34\x81\x80\0\1\0" answers "\0\0\0\0"
#define QUESTION "\1a\2ex\0\0\1\0\1"
/* Behind these 12 + 10 bytes the answers begin at 22. */

#define PACKET(name, bytes, why) \
	{ \
		name, bytes, sizeof(bytes) - 1, why \
	}
static const struct {
	const char *name, *bytes;
	size_t n;
	const char *why; /* NULL: well formed */
} packets[] = {
	PACKET("no answer", HEAD("\0") QUESTION, NULL),
	PACKET("an address by pointer",
	       HEAD("\1") QUESTION "\xC0\x0C\0\1\0\1\0\0\0\x3C\0\4\xC0\0\2\1", NULL),
	PACKET("pointer into the middle of a name",
	       HEAD("\1") QUESTION "\1b\xC0\x0E\0\1\0\1\0\0\0\x3C\0\4\xC0\0\2\1", NULL),
	PACKET("pointer to itself",
	       HEAD("\1") QUESTION "\xC0\x16\0\1\0\1\0\0\0\x3C\0\4\xC0\0\2\1",
	       "does not lead back"),
	PACKET("pointer forward",
	       HEAD("\1") QUESTION "\xC0\x18\0\1\0\1\0\0\0\x3C\0\4\xC0\0\2\1",
	       "does not lead back"),
	PACKET("pointer to the labels before it",
	       HEAD("\1") QUESTION "\1b\xC0\x16\0\1\0\1\0\0\0\x3C\0\4\xC0\0\2\1",
	       "does not lead back"),
	PACKET("pointer into the head",
	       HEAD("\1") QUESTION "\xC0\x00\0\1\0\1\0\0\0\x3C\0\4\xC0\0\2\1",
	       "does not lead back"),
	PACKET("reserved label",
	       HEAD("\0") "\x41"
			  "a\0\0\1\0\1",
	       "reserved form"),
	PACKET("pointer cut", HEAD("\1") QUESTION "\xC0", "more records"),
	PACKET("label cut",
	       HEAD("\0") "\x09"
			  "a",
	       "cut short"),
	PACKET("name without an end", HEAD("\0") "\1a", "cut short"),
	PACKET("head cut", "\x12\x34\x81\x80\0\1", "cut short"),
	PACKET("nothing", "", "cut short"),
	PACKET("a question, not a response", "\0\0\1\0\0\1\0\0\0\0\0\0" QUESTION,
	       "no response"),
	PACKET("two questions", "\0\0\x81\x80\0\2\0\0\0\0\0\0" QUESTION QUESTION,
	       "no response"),
	PACKET("more records announced",
	       HEAD("\2") QUESTION "\xC0\x0C\0\1\0\1\0\0\0\x3C\0\4\xC0\0\2\1",
	       "more records"),
	PACKET("something behind", HEAD("\0") QUESTION "x", "follows its last"),
	PACKET("address of three bytes",
	       HEAD("\1") QUESTION "\xC0\x0C\0\1\0\1\0\0\0\x3C\0\3\xC0\0\2", "cut short"),
	PACKET("address of five bytes",
	       HEAD("\1") QUESTION "\xC0\x0C\0\1\0\1\0\0\0\x3C\0\5\xC0\0\2\1\1",
	       "longer than its data"),
	PACKET("data beyond the packet",
	       HEAD("\1") QUESTION "\xC0\x0C\0\1\0\1\0\0\0\x3C\0\x40\xC0\0\2\1",
	       "cut short"),
	PACKET("text without a string",
	       HEAD("\1") QUESTION "\xC0\x0C\0\x10\0\1\0\0\0\x3C\0\0", "cut short"),
	PACKET("string beyond its record",
	       HEAD("\1") QUESTION "\xC0\x0C\0\x10\0\1\0\0\0\x3C\0\2\2a", "cut short"),
	PACKET("name beyond its record",
	       HEAD("\1") QUESTION "\xC0\x0C\0\x0C\0\1\0\0\0\x3C\0\2\1a\0", "cut short"),
	PACKET("pointer half outside its record",
	       HEAD("\1") QUESTION "\xC0\x0C\0\x0C\0\1\0\0\0\x3C\0\1\xC0\x0C",
	       "cut short"),
};

TEST(dns_packet_is_well_formed_or_unreadable)
{
	for (size_t i = 0; i < COUNT(packets); i++) {
		struct str bytes = str_make(packets[i].bytes, packets[i].n);
		struct dns_packet packet;
		struct err err = { 0 };
		bool ok;

		test_case(packets[i].name);
		ok = dns_read(test_arena(), test_copy_str(bytes), &packet, &err);
		test_true(ok == (packets[i].why == NULL));
		if (packets[i].why)
			test_true(strstr(err.what, packets[i].why) != NULL);
	}
}

TEST(dns_name_follows_127_pointers)
{
	/* A name, then pointers each to the one before, then an answer at the last. */
	for (unsigned pointers = 127; pointers <= 128; pointers++) {
		char bytes[1024] = HEAD("\2") QUESTION "\xC0\x0C\xFF\xFE\0\1\0\0\0\0";
		size_t n = 12 + 10 + 10, before = 12;
		struct dns_packet packet;
		struct err err;

		n += 2;
		bytes[n - 1] = (char)(2 * (pointers - 1));
		for (unsigned i = 0; i < pointers - 1; i++) {
			bytes[n] = (char)(0xC0 | before >> 8);
			bytes[n + 1] = (char)before;
			before = n;
			n += 2;
		}
		bytes[n] = (char)(0xC0 | before >> 8);
		bytes[n + 1] = (char)before;
		memcpy(bytes + n + 2, "\0\1\0\1\0\0\0\0\0\4\1\2\3\4", 14);
		n += 16;
		test_true(dns_read(test_arena(), test_copy_str(str_make(bytes, n)),
				   &packet, &err) == (pointers == 127));
	}
}

TEST(dns_flags_and_extended_code)
{
	static const char bytes[] =
	    "\0\1\x83\xA3\0\1\0\0\0\0\0\1" QUESTION "\0\0\x29\4\xD0\1\0\0\0\0\0";
	struct dns_packet packet;
	struct err err;

	test_true(dns_read(test_arena(), test_copy_str(str_make(bytes, sizeof bytes - 1)),
			   &packet, &err));
	test_int(packet.rcode, 16 + 3);
	test_true(packet.truncated && packet.authentic);
	test_str(packet.question_name, "a.ex");
}

/* --- presentation form ----------------------------------------------------------------
 */

static const struct {
	const char *name, *type, *data;
	const char *want; /* the text read back; NULL: as written; "": refused */
} records[] = {
	{ "address", "A", "192.0.2.1", NULL },
	{ "no address", "A", "192.0.2.256", "" },
	{ "IPv6 address", "AAAA", "2001:DB8::1", "2001:db8::1" },
	{ "IPv4 as AAAA", "AAAA", "192.0.2.1", "" },
	{ "exchange", "MX", "10 MX.example.", "10 mx.example" },
	{ "no exchange", "MX", "0 .", NULL },
	{ "preference missing", "MX", "mx.example", "" },
	{ "preference too large", "MX", "65536 mx.example", "" },
	{ "more than it has", "MX", "10 mx.example 10", "" },
	{ "text", "TXT", "\"v=spf1 -all\"", NULL },
	{ "two strings", "TXT", "\"v=spf1\" \"mx\"", NULL },
	{ "one word", "TXT", "v=spf1", "\"v=spf1\"" },
	{ "words without quotes", "TXT", "v=spf1 -all", "" },
	{ "quote not closed", "TXT", "\"v=spf1", "" },
	{ "escapes", "TXT", "\"\\\"a\\092\\007\\200\"", "\"\\\"a\\\\\\007\\200\"" },
	{ "escape over 255", "TXT", "\"\\256\"", "" },
	{ "empty string", "TXT", "\"\"", NULL },
	{ "alias", "CNAME", "Other.Example.", "other.example" },
	{ "pointer", "PTR", "a\\046b.example", NULL },
	{ "server", "SRV", "1 2 5060 sip.example", NULL },
	{ "start of authority", "SOA", "ns.example root.example 1 2 3 4 4294967295",
	  NULL },
	{ "certificates", "CAA", "0 issue \"ca.example\"", "0 \"issue\" \"ca.example\"" },
	{ "host", "HINFO", "\"PC\" \"OS\"", NULL },
	{ "half a host", "HINFO", "\"PC\"", "" },
	{ "another type", "TYPE65280", "\\# 3 ab01ff", NULL },
	{ "another type, empty", "TYPE65280", "\\# 0", NULL },
	{ "wrong length", "TYPE65280", "\\# 2 ab01ff", "" },
	{ "half a byte", "TYPE65280", "\\# 1 a", "" },
	{ "known type as bytes", "A", "\\# 4 c0000201", "192.0.2.1" },
};

TEST(dns_data_in_presentation_form)
{
	for (size_t i = 0; i < COUNT(records); i++) {
		struct str data = test_copy(records[i].data), bytes, want;
		uint16_t type = dns_type_find(str_c(records[i].type));
		struct dns_packet packet;
		struct err err;
		bool ok;

		test_case(records[i].name);
		ok = dns_write_response(test_arena(), STR("a.example"), type, NULL, 0,
					&data, 1, 300, 0, &bytes, &err);
		want = str_c(records[i].want ? records[i].want : records[i].data);
		test_true(ok == (want.n > 0));
		if (!ok)
			continue;
		test_true(dns_read(test_arena(), test_copy_str(bytes), &packet, &err));
		test_int(packet.answer_count, 1);
		test_int(packet.answers[0].type, type);
		test_int(packet.answers[0].ttl, 300);
		test_str_n(dns_record_text(test_arena(), &packet.answers[0]), want);
	}
}

TEST(dns_long_text_is_one_again)
{
	struct str data = STR("x"), bytes;
	struct dns_packet packet;
	struct err err;

	for (int i = 0; i < 9; i++)
		data = arena_concat(test_arena(), data, data);
	data = arena_printf(test_arena(), "\"%.*s\"", STR_ARG(data));
	test_true(dns_write_response(test_arena(), STR("a.example"), DNS_TXT, NULL, 0,
				     &data, 1, 0, 0, &bytes, &err));
	test_true(dns_read(test_arena(), test_copy_str(bytes), &packet, &err));
	test_int(packet.answers[0].string_count, 3);
	test_int(packet.answers[0].data.n, 512);
}

TEST(dns_chain_of_aliases_is_followed)
{
	struct str cname[] = { STR("b.example"), STR("c.example") };
	struct str data[] = { STR("192.0.2.1"), STR("192.0.2.2") }, bytes, *chain;
	const struct dns_record **found;
	struct dns_packet packet;
	uint32_t n, length;
	struct err err;

	test_true(dns_write_response(test_arena(), STR("A.example"), DNS_A, cname, 2,
				     data, 2, 60, 0, &bytes, &err));
	test_true(dns_read(test_arena(), test_copy_str(bytes), &packet, &err));
	test_int(packet.answer_count, 4);
	test_true(dns_select(test_arena(), &packet, DNS_A, &found, &n, &chain, &length));
	test_int(n, 2);
	test_int(length, 3);
	test_str(chain[0], "a.example");
	test_str(chain[2], "c.example");
	test_str(found[1]->owner, "c.example");
	test_true(dns_select(test_arena(), &packet, DNS_TXT, &found, &n, NULL, NULL));
	test_int(n, 0);
}

TEST(dns_loop_of_aliases_gives_nothing)
{
	struct str cname[] = { STR("b.example"), STR("a.example") }, bytes;
	const struct dns_record **found;
	struct dns_packet packet;
	uint32_t n;
	struct err err;

	test_true(dns_write_response(test_arena(), STR("a.example"), DNS_A, cname, 2,
				     NULL, 0, 60, 0, &bytes, &err));
	test_true(dns_read(test_arena(), test_copy_str(bytes), &packet, &err));
	test_true(!dns_select(test_arena(), &packet, DNS_A, &found, &n, NULL, NULL));
}

TEST(dns_types_have_names)
{
	test_int(dns_type_find(STR("txt")), DNS_TXT);
	test_int(dns_type_find(STR("TYPE257")), DNS_CAA);
	test_int(dns_type_find(STR("TYPE65536")), 0);
	test_int(dns_type_find(STR("FOO")), 0);
	test_str(str_c(dns_type_name(DNS_AAAA)), "AAAA");
	test_true(dns_type_name(65280) == NULL);
}
