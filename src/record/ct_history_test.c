/* record/ct_history_test.c */
#include "record/ct_history.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/test.h"

#define ROW(serial, first, last, issuer, names) \
	"{\"issuer_ca_id\":7,\"issuer_name\":\"" issuer \
	"\",\"common_name\":\"a.example\"," \
	"\"name_value\":\"" names "\",\"id\":9,\"entry_timestamp\":null," \
	"\"not_before\":\"" first "\",\"not_after\":\"" last \
	"\",\"serial_number\":\"" serial "\",\"result_count\":3}"
#define NEW \
	ROW("0b", "2025-12-30T08:00:00", "2026-03-30T07:59:59", "CN=R11", \
	    "*.a.example\\na.example")
#define OLD \
	ROW("0a", "2023-01-01T09:10:16", "2023-04-01T09:10:15", "CN=R3", \
	    "a.example\\nlogin-bank.example")

static const struct {
	const char *name, *body;
	bool ok, cut, dated;
	uint32_t entries, certificates, issuers, names;
	int64_t first, last;
} cases[] = {
	{ "none", "[]", true, false, false, 0, 0, 0, 0, 0, 0 },
	{ "one, with its precertificate", "[" OLD "," OLD "]", true, false, true, 2, 1, 1,
	  2, 1672564216, 1672564216 },
	{ "newest first", "[" NEW "," NEW "," OLD "]", true, false, true, 3, 2, 2, 3,
	  1672564216, 1767081600 },
	{ "broken off", "[" NEW "," OLD ",{\"issuer", true, true, true, 2, 2, 2, 3,
	  1672564216, 1767081600 },
	{ "something behind it", "[" NEW "] x", true, true, true, 1, 1, 1, 2, 1767081600,
	  1767081600 },
	{ "dates that are none",
	  "[" ROW("1", "yesterday", "2023-13-45T00:00:00", "CN=R3", "b.example") "]",
	  true, false, false, 1, 1, 1, 2, 0, 0 },
	{ "names that are none",
	  "[" ROW("1", "2023-01-01T00:00:00.123", "2023-02-01T00:00:00", "",
		  "x@b.example\\nA B\\n.\\n*.\\n") "]",
	  true, false, true, 1, 1, 0, 1, 1672531200, 1672531200 },
	{ "values of other kinds",
	  "[{\"issuer_name\":7,\"name_value\":[\"x\"],\"not_before\":null,\"serial_"
	  "number\":{}}]",
	  true, false, false, 1, 1, 0, 0, 0, 0 },
	{ "an object", "{\"error\":\"busy\"}", false, false, false, 0, 0, 0, 0, 0, 0 },
	{ "a page", "<html>502", false, false, false, 0, 0, 0, 0, 0, 0 },
	{ "nothing", "", false, false, false, 0, 0, 0, 0, 0, 0 },
	{ "a bracket", "[", false, false, false, 0, 0, 0, 0, 0, 0 },
	{ "numbers", "[1,2]", false, false, false, 0, 0, 0, 0, 0, 0 },
};

TEST(ct_history_reads_what_was_logged)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ct_history got;

		test_case(cases[i].name);
		test_int(ct_history_read(test_arena(), test_copy(cases[i].body), &got),
			 cases[i].ok);
		if (!cases[i].ok)
			continue;
		test_int(got.cut, cases[i].cut);
		test_int(got.dated, cases[i].dated);
		test_int(got.entries, cases[i].entries);
		test_int(got.certificates, cases[i].certificates);
		test_int(got.issuer_count, cases[i].issuers);
		test_int(got.name_count, cases[i].names);
		test_int(got.first, cases[i].first);
		test_int(got.last, cases[i].last);
	}
}

TEST(ct_history_says_who_issued_the_first)
{
	struct ct_history got;

	test_true(ct_history_read(test_arena(), STR("[" NEW "," OLD "]"), &got));
	test_str(got.first_issuer, "CN=R3");
	test_str(got.issuers[0].name, "CN=R11");
	test_str(got.names[0], "a.example");
	test_str(got.names[1], "*.a.example");
	test_str(got.names[2], "login-bank.example");
}

static void add_rows(struct buf *text, uint32_t rows)
{
	buf_add_char(text, '[');
	for (uint32_t i = 0; i < rows; i++)
		buf_printf(text,
			   "%s{\"serial_number\":\"%x\",\"name_value\":\"n%u.example\"}",
			   i ? "," : "", i, i);
	buf_add_char(text, ']');
}

TEST(ct_history_has_ceilings_and_tells)
{
	struct ct_history got;
	struct buf text;

	buf_init(&text, 0);
	add_rows(&text, LIMIT_CT_ENTRIES);
	test_true(ct_history_read(test_arena(), buf_peek(&text), &got));
	test_true(!got.cut && got.names_cut);
	test_int(got.certificates, LIMIT_CT_ENTRIES);
	test_int(got.name_count, LIMIT_CT_NAMES);
	buf_clear(&text);
	add_rows(&text, LIMIT_CT_ENTRIES + 1);
	test_true(ct_history_read(test_arena(), buf_peek(&text), &got));
	test_true(got.cut);
	test_int(got.entries, LIMIT_CT_ENTRIES);
	buf_fini(&text);
}
