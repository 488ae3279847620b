/* mail/outlook_test.c - .msg files written with libgsf, read back as mail. */
#include "mail/outlook.h"

#include "base/test.h"
#include "mail/encoding.h"
#include "mail/outlook_rtf.h"

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>
#include <stdio.h>

/* --- writing ---------------------------------------------------------------- */

static void put_stream(GsfOutfile *folder, const char *name, struct str bytes)
{
	GsfOutput *stream = gsf_outfile_new_child(folder, name, FALSE);

	gsf_output_write(stream, bytes.n, (const guint8 *)bytes.p);
	gsf_output_close(stream);
	g_object_unref(stream);
}

static void put_8bit(GsfOutfile *folder, const char *id, const char *text)
{
	char name[32];

	snprintf(name, sizeof name, "__substg1.0_%s001E", id);
	put_stream(folder, name, str_c(text));
}

static void put_binary(GsfOutfile *folder, const char *id, struct str bytes)
{
	char name[32];

	snprintf(name, sizeof name, "__substg1.0_%s0102", id);
	put_stream(folder, name, bytes);
}

/* UTF-8 of the basic plane as PT_UNICODE. */
static void put_unicode(GsfOutfile *folder, const char *id, const char *text)
{
	char name[32];
	gsize written = 0;
	char *units = g_convert(text, -1, "UTF-16LE", "UTF-8", NULL, &written, NULL);

	snprintf(name, sizeof name, "__substg1.0_%s001F", id);
	put_stream(folder, name, str_make(units, written));
	g_free(units);
}

/* `header` bytes, then one row (tag, value) each. */
static void put_fixed(GsfOutfile *folder, size_t header, const uint64_t (*rows)[2],
		      size_t count)
{
	char bytes[256] = { 0 };

	for (size_t i = 0; i < count; i++) {
		memcpy(bytes + header + i * 16, &rows[i][0], 4);
		memcpy(bytes + header + i * 16 + 8, &rows[i][1], 8);
	}
	put_stream(folder, "__properties_version1.0",
		   str_make(bytes, header + count * 16));
}

static GsfOutfile *new_folder(GsfOutfile *parent, const char *name)
{
	return (GsfOutfile *)gsf_outfile_new_child(parent, name, TRUE);
}

static void close_folder(GsfOutfile *folder)
{
	gsf_output_close((GsfOutput *)folder);
	g_object_unref(folder);
}

static struct str write_file(void (*fill)(GsfOutfile *root))
{
	GsfOutput *memory = gsf_output_memory_new();
	GsfOutfile *root = gsf_outfile_msole_new(memory);
	struct str file;

	fill(root);
	gsf_output_close((GsfOutput *)root);
	file = test_copy_str(
	    str_make((const char *)gsf_output_memory_get_bytes((GsfOutputMemory *)memory),
		     (size_t)gsf_output_size(memory)));
	g_object_unref(root);
	g_object_unref(memory);
	return file;
}

static struct str convert(void (*fill)(GsfOutfile *root))
{
	struct str file, mail;
	struct buf out;
	struct err err = { 0 };

	gsf_init();
	file = write_file(fill);
	buf_init(&out, 1 << 20);
	test_true(outlook_to_mail(file, &out, &err));
	mail = arena_str(test_arena(), buf_peek(&out));
	buf_fini(&out);
	return mail;
}

static bool has(struct str mail, const char *text)
{
	return str_find_str(mail, str_c(text)) != STR_NPOS;
}

/* --- cases ---------------------------------------------------------------------- */

static void fill_received(GsfOutfile *root)
{
	static const uint64_t rows[][2] = { { 0x3FDE0003, 932 } };
	GsfOutfile *attachment;

	put_fixed(root, 32, rows, 1);
	put_unicode(root, "007D",
		    "Microsoft Mail Internet Headers Version 2.0\r\n"
		    "Received: from a by b;\r\n\tFri, 8 Jul 2011 12:08:34 +0900\r\n"
		    "Subject: =?utf-8?Q?x?=\r\n"
		    "--=_mekiki_0: x\r\n"
		    "Content-Type: text/html;\r\n\tcharset=\"x\"\r\n\r\nafter\r\n");
	put_unicode(root, "0037", "not this one");
	put_unicode(root, "1000", "本文");
	put_binary(root, "1013", STR("<p>\x93\xFA</p>"));
	attachment = new_folder(root, "__attach_version1.0_#00000000");
	put_fixed(attachment, 8, NULL, 0);
	put_unicode(attachment, "3704", "SEIKYU~1.EXE");
	put_unicode(attachment, "3707", "請求書.pdf.exe");
	put_unicode(attachment, "370E", "multipart/mixed");
	put_unicode(attachment, "3712", "id@x");
	put_binary(attachment, "3701", STR("MZ\0\1"));
	close_folder(attachment);
}

TEST(a_received_message_keeps_its_header_and_gets_parts)
{
	struct str mail = convert(fill_received);

	test_true(
	    str_starts(mail, STR("X-Mekiki-Converted-From: outlook-msg\r\nReceived: "
				 "from a by b;\r\n\tFri, 8 Jul 2011 12:08:34 +0900\r\n"
				 "Subject: =?utf-8?Q?x?=\r\n"
				 "X-Mekiki-Original-Content-Type: text/html;\r\n"
				 "\tcharset=\"x\"\r\nMIME-Version: 1.0\r\n")));
	test_true(!has(mail, "--=_mekiki_0: x"));
	test_true(!has(mail, "not this one"));
	test_true(!has(mail, "after"));
	test_true(has(mail, "Content-Type: text/plain; charset=\"utf-8\"\r\n"
			    "Content-Transfer-Encoding: base64\r\n\r\n5pys5paH\r\n"));
	test_true(has(mail, "Content-Type: text/html; charset=\"cp932\"\r\n"));
	test_true(has(mail,
		      "Content-Type: application/octet-stream\r\n"
		      "Content-Disposition: attachment;\r\n filename*=utf-8''"
		      "%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf.exe\r\nContent-ID: <id@x>\r\n"
		      "Content-Transfer-Encoding: base64\r\n\r\nTVoAAQ==\r\n"));
	test_true(str_ends(mail, STR("\r\n--=_mekiki_0--\r\n")));
}

static void fill_draft(GsfOutfile *root)
{
	/* 2011-07-08 03:08:34 UTC, code page of Japan. */
	static const uint64_t rows[][2] = { { 0x00390040, 129545681140000000 },
					    { 0x3FFD0003, 932 } };
	static const uint64_t to[][2] = { { 0x0C150003, 1 } },
			      cc[][2] = { { 0x0C150003, 2 } };
	GsfOutfile *recipient;

	put_fixed(root, 32, rows, 2);
	put_8bit(root, "0037", "\x93\xFA\x96\x7B");
	put_8bit(root, "0C1A", "Joe \"J\" Doe");
	put_8bit(root, "0C1F", "/O=ORG/CN=JOE");
	put_8bit(root, "5D01", "joe@example.org");
	put_8bit(root, "1035", "<1@example.org>\r\nBcc: x");
	put_8bit(root, "1000", "\x93\xFA");
	recipient = new_folder(root, "__recip_version1.0_#00000000");
	put_fixed(recipient, 8, to, 1);
	put_8bit(recipient, "3001", "A");
	put_8bit(recipient, "3003", "a@example.org");
	close_folder(recipient);
	recipient = new_folder(root, "__recip_version1.0_#00000001");
	put_fixed(recipient, 8, cc, 1);
	put_8bit(recipient, "39FE", "b@example.org");
	close_folder(recipient);
}

TEST(a_message_without_transport_headers_gets_fields_from_its_properties)
{
	struct str mail = convert(fill_draft);

	test_true(has(mail, "Sender: \"Joe \\\"J\\\" Doe\" <joe@example.org>\r\n"));
	test_true(has(mail, "To: \"A\" <a@example.org>\r\n"));
	test_true(has(mail, "Cc: <b@example.org>\r\n"));
	test_true(has(mail, "Subject: =?cp932?B?k/qWew==?=\r\n"));
	test_true(has(mail, "Date: 8 Jul 2011 03:08:34 +0000\r\n"));
	test_true(!has(mail, "\r\nBcc:"));
	test_true(has(mail, "Content-Type: text/plain; charset=\"cp932\"\r\n"));
}

static void fill_carrier(GsfOutfile *root)
{
	GsfOutfile *attachment, *inside;

	put_fixed(root, 32, NULL, 0);
	put_unicode(root, "0037", "outer");
	attachment = new_folder(root, "__attach_version1.0_#00000000");
	put_fixed(attachment, 8, NULL, 0);
	inside = new_folder(attachment, "__substg1.0_3701000D");
	put_fixed(inside, 24, NULL, 0);
	put_unicode(inside, "0037", "inner");
	put_unicode(inside, "1000", "inner text");
	close_folder(inside);
	close_folder(attachment);
}

TEST(a_message_inside_is_message_rfc822)
{
	struct str mail = convert(fill_carrier);
	size_t part = str_find_str(mail, STR("Content-Type: message/rfc822\r\n"));

	test_true(part != STR_NPOS);
	mail = str_skip(mail, part);
	test_true(has(mail, "\r\n\r\nX-Mekiki-Converted-From: outlook-msg\r\n"
			    "Subject: inner\r\n"));
	test_true(has(mail, "boundary=\"=_mekiki_2\""));
	test_true(has(mail, "\r\n--=_mekiki_2--\r\n\r\n--=_mekiki_0--\r\n"));
}

static void fill_other(GsfOutfile *root)
{
	put_stream(root, "Workbook", STR("x"));
}

static void fill_wrapped(GsfOutfile *root)
{
	put_fixed(root, 32, NULL, 0);
	put_unicode(root, "0037", "wrapped");
	put_binary(root, "1009",
		   STR("1234"
		       "1234"
		       "MELA"
		       "1234"
		       "{\\rtf1\\ansi\\ansicpg932\\fromhtml1 {\\*\\htmltag84 <b>}x}"));
}

TEST(html_in_rtf_is_a_part_of_html)
{
	struct str mail = convert(fill_wrapped);

	test_true(has(mail, "Content-Type: text/html; charset=\"cp932\"\r\n"
			    "Content-Transfer-Encoding: base64\r\n\r\nPGI+eA==\r\n"));
	test_true(!has(mail, "application/rtf"));
}

TEST(what_is_no_message_is_refused_with_a_reason)
{
	struct err err = { 0 };
	struct buf out;

	gsf_init();
	buf_init(&out, 0);
	test_true(!outlook_to_mail(write_file(fill_other), &out, &err));
	test_str(str_c(err.what), "is an OLE file, but no Outlook message");
	test_true(!outlook_to_mail(test_copy("not OLE"), &out, &err));
	test_int(err.kind, ERR_FILE);
	buf_fini(&out);
}

TEST(a_file_cut_anywhere_does_no_harm)
{
	struct str file;

	gsf_init();
	file = write_file(fill_received);
	for (size_t n = 0; n < file.n; n += 61) {
		struct err err = { 0 };
		struct buf out;

		buf_init(&out, 1 << 20);
		outlook_to_mail(test_copy_str(str_sub(file, 0, n)), &out, &err);
		buf_fini(&out);
	}
}

TEST(compressed_rtf)
{
	/* "{\rtf1 WXYZWXYZWXYZWXYZWXYZ}" as [MS-OXRTFCP], 4.2.2 describes it. */
	static const char packed[] = "\x1A\0\0\0\x1C\0\0\0LZFu\xE2\xD4\x4B\x51\x41\0\x04"
				     "\x20WXYZ\x0D\x6E\x7D\x01\x0E\xB0";
	struct buf out;

	buf_init(&out, 0);
	outlook_rtf(test_copy_str(str_make(packed, sizeof packed - 1)), &out);
	test_str(buf_peek(&out), "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
	buf_clear(&out);
	outlook_rtf(STR("1234"
			"1234"
			"MELA"
			"1234"
			"raw"),
		    &out);
	test_str(buf_peek(&out), "raw");
	buf_clear(&out);
	outlook_rtf(STR("short"), &out);
	test_int(out.n, 0);
	buf_fini(&out);
}
