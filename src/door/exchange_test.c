/* door/exchange_test.c */
#include "door/exchange.h"

#include "base/test.h"

static const struct {
	const char *name, *bytes;
	bool framed;
	uint32_t status;
	const char *address, *tls, *verify, *location, *cut, *body;
} cases[] = {
	{ "a body alone", "{\"a\":1}", false, 200, "", "", "", "", "", "{\"a\":1}" },
	{ "nothing", "", false, 200, "", "", "", "", "", "" },
	{ "a whole answer",
	  "HTTP/1.1 302 Found\r\n:address 192.0.2.80:443\n:tls TLSv1.3 X\n"
	  ":verify 18 self-signed certificate\nLocation:  /x \r\n\r\nbody\r\n",
	  true, 302, "192.0.2.80:443", "TLSv1.3 X", "18 self-signed certificate", "/x",
	  "", "body\r\n" },
	{ "a handshake alone",
	  ":address 192.0.2.80:443\n:tls TLSv1.2 Y\n:verify 0 ok\n\n", true, 0,
	  "192.0.2.80:443", "TLSv1.2 Y", "0 ok", "", "", "" },
	{ "a cap", "HTTP/2 200\n:cut cap 10\n\n0123456789", true, 200, "", "", "", "",
	  "cap 10", "0123456789" },
	{ "a field of ours is none of the peer's", "HTTP/1.1 200\nx:address 1\n\n", true,
	  200, "", "", "", "", "", "" },
	{ "no end of the head", "HTTP/1.1 200 OK\nlocation: /", true, 200, "", "", "", "",
	  "", "" },
	{ "no number", "HTTP/1.1 OK\n\nx", true, 0, "", "", "", "", "", "x" },
};

static void compare(const struct exchange *got, size_t i)
{
	test_int(got->framed, cases[i].framed);
	test_int(got->status, cases[i].status);
	test_str(got->address, cases[i].address);
	test_str(got->tls, cases[i].tls);
	test_str(got->verify, cases[i].verify);
	test_str(exchange_field(got, STR("location")), cases[i].location);
	test_str(got->cut, cases[i].cut);
	test_str(got->body, cases[i].body);
}

TEST(an_answer_is_read_and_written)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct exchange got;
		struct buf out;

		test_case(cases[i].name);
		exchange_read(test_arena(), test_copy(cases[i].bytes), &got);
		compare(&got, i);
		if (!got.framed || (!got.status && !got.address.n))
			continue;
		buf_init(&out, 0);
		exchange_write(&out, &got);
		exchange_read(test_arena(), test_copy_str(buf_peek(&out)), &got);
		compare(&got, i);
		buf_fini(&out);
	}
}

TEST(certificates_come_back_byte_by_byte)
{
	struct str certificates[] = { test_copy_str((struct str){ "\0\xFF\n", 3 }),
				      test_copy("ab"), test_copy("a") };
	struct exchange given = { .status = 200,
				  .certificates = certificates,
				  .certificate_count = 3 },
			got;
	struct buf out;

	buf_init(&out, 0);
	exchange_write(&out, &given);
	exchange_read(test_arena(), test_copy_str(buf_peek(&out)), &got);
	test_int(got.certificate_count, 3);
	for (uint32_t i = 0; i < 3; i++)
		test_str_n(got.certificates[i], certificates[i]);
	buf_fini(&out);
}

TEST(a_peer_cannot_speak_as_we_do)
{
	struct exchange_field fields[] = {
		{ STR("x"), STR("a\n:verify 0 ok\r\n\r\nbody") },
		{ STR(":verify"), STR("0 ok") },
		{ STR("a\n:tls"), STR("b") },
	};
	struct exchange given = { .status = 200, .fields = fields, .field_count = 3 },
			got;
	struct buf out;

	buf_init(&out, 0);
	exchange_write(&out, &given);
	exchange_read(test_arena(), test_copy_str(buf_peek(&out)), &got);
	test_str(got.verify, "");
	test_str(got.tls, "");
	test_str(got.body, "");
	test_int(got.field_count, 1);
	buf_fini(&out);
}
