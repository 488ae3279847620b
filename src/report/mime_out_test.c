#include "report/mime_out.h"
#include "base/test.h"

static const struct {
	const char *name, *text, *want;
} fields[] = {
	{ "plain", "a report", "X: a report\n" },
	{ "a line end", "a\r\nBcc: b@c.example",
	  "X: =?utf-8?b?YQ0KQmNjOiBiQGMuZXhhbXBsZQ==?=\n" },
	{ "beyond ASCII", "\xe5\xa0\xb1\xe5\x91\x8a", "X: =?utf-8?b?5aCx5ZGK?=\n" },
	{ "what looks encoded",
	  "=?utf-8?b?YQ==?=", "X: =?utf-8?b?PT91dGYtOD9iP1lRPT0/PQ==?=\n" },
	{ "long, cut between characters",
	  "\xe5\xa0\xb1\xe5\x91\x8a\xe5\xa0\xb1\xe5\x91\x8a\xe5\xa0\xb1\xe5\x91\x8a"
	  "\xe5\xa0\xb1\xe5\x91\x8a\xe5\xa0\xb1\xe5\x91\x8a\xe5\xa0\xb1\xe5\x91\x8a"
	  "\xe5\xa0\xb1\xe5\x91\x8a\xe5\xa0\xb1",
	  "X: =?utf-8?b?5aCx5ZGK5aCx5ZGK5aCx5ZGK5aCx5ZGK5aCx5ZGK5aCx5ZGK5aCx5ZGK?=\n"
	  " =?utf-8?b?5aCx?=\n" },
};

TEST(a_field_stays_one_field)
{
	for (size_t i = 0; i < COUNT(fields); i++) {
		struct buf out;

		test_case(fields[i].name);
		buf_init(&out, 0);
		mime_field(&out, "X", test_copy(fields[i].text));
		test_str(buf_peek(&out), fields[i].want);
		buf_fini(&out);
	}
}

static const struct {
	const char *name, *text, *address, *want;
} addresses[] = {
	{ "with a name", "A desk", "a@b.example", "To: \"A desk\"\n <a@b.example>\n" },
	{ "alone", "", "a@b.example", "To: <a@b.example>\n" },
	{ "a name with a quote", "A\"B", "a@b.example",
	  "To: =?utf-8?b?QSJC?=\n <a@b.example>\n" },
	{ "two of them", "", "a@b.example,c@d.example", "" },
	{ "a line end", "", "a@b.example\nBcc: c@d.example", "" },
	{ "a route", "", "<a@b.example>", "" },
	{ "quoted", "", "\"a b\"@c.example", "" },
	{ "none", "A desk", "", "" },
};

TEST(an_address_is_one_address)
{
	for (size_t i = 0; i < COUNT(addresses); i++) {
		struct buf out;

		test_case(addresses[i].name);
		buf_init(&out, 0);
		mime_address(&out, "To", test_copy(addresses[i].text),
			     test_copy(addresses[i].address));
		test_str(buf_peek(&out), addresses[i].want);
		buf_fini(&out);
	}
}

TEST(a_body_is_encoded_where_it_has_to_be)
{
	struct buf out;

	buf_init(&out, 0);
	mime_body(&out, STR("short\nlines"));
	test_str(buf_peek(&out), "Content-Transfer-Encoding: 7bit\n\nshort\nlines\n");
	buf_clear(&out);
	mime_body(
	    &out,
	    STR("caf\xc3\xa9 = coffee, and the rest of it is plain\n.\nFrom here "));
	test_str(
	    buf_peek(&out),
	    "Content-Transfer-Encoding: quoted-printable\n\n"
	    "caf=C3=A9 =3D coffee, and the rest of it is plain\n=2E\n=46rom here=20\n");
	buf_clear(&out);
	mime_body(&out, STR("\xe5\xa0\xb1\xe5\x91\x8a"));
	test_str(buf_peek(&out), "Content-Transfer-Encoding: base64\n\n5aCx5ZGK\n");
	buf_clear(&out);
	mime_lines(STR("a\nb\r\nc\rd"), &out);
	test_str(buf_peek(&out), "a\r\nb\r\nc\r\nd");
	buf_clear(&out);
	mime_date(&out, 1672579322);
	test_str(buf_peek(&out), "Sun, 01 Jan 2023 13:22:02 +0000");
	buf_fini(&out);
}
