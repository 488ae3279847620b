/* mail/message_test.c */
#include "mail/message.h"
#include "base/limits.h"
#include "base/test.h"

#include <stdlib.h>

#define HEAD "From: a@b.example\r\nMIME-Version: 1.0\r\n"
#define MIXED HEAD "Content-Type: multipart/mixed; boundary=b\r\n"

static struct str add(struct str a, struct str b)
{
	return arena_concat(test_arena(), a, b);
}

/* The parts of one reading: "type[children]" in the order of the tree, leaves with their
 * bytes: "multipart/mixed(text/plain=hello)". Preamble and epilogue carry '<' and '>'. */
static struct str tree(const struct message *message, int32_t reading)
{
	struct str out = STR("");
	int32_t depth = -1;

	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];
		static const char *const places[] = { "", "<", ">", "uu:" };

		if (part->reading != reading)
			continue;
		if (depth >= 0)
			out = add(out, part->depth > depth ? STR("(") : STR(","));
		for (int32_t d = depth; d > (int32_t)part->depth; d--)
			out = add(out, STR(")"));
		depth = part->depth;
		out = add(out, str_c(places[part->place]));
		out = add(out, part->content_type.value);
		if (part->kind == PART_LEAF) {
			out = add(out, STR("="));
			out = add(out, part->bytes);
		}
	}
	return out;
}

static const struct {
	const char *name, *bytes, *tree, *defect; /* "": none */
} trees[] = {
	{ "plain", HEAD "\r\nhello", "text/plain=hello", "" },
	{ "two parts",
	  MIXED
	  "\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: text/html\r\n\r\ntwo\r\n--b--\r\n",
	  "multipart/mixed(text/plain=one,text/html=two", "" },
	{ "line feeds",
	  "From: a@b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n\n--b--\n",
	  "multipart/mixed(text/plain=one\n", "" },
	{ "trailing blanks", MIXED "\r\n--b \t\r\n\r\none\r\n--b-- \r\n",
	  "multipart/mixed(text/plain=one", "" },
	{ "a boundary ends it all", MIXED "\r\n--b\r\n\r\none\r\n--b\r\n",
	  "multipart/mixed(text/plain=one", "mime.no-end-boundary" },
	{ "a mail that is none", HEAD "Content-Type: message/rfc822\r\n\r\njust text\r\n",
	  "message/rfc822=just text\r\n", "mime.mail-without-header" },
	{ "empty part", MIXED "\r\n--b\r\n\r\n--b--\r\n",
	  "multipart/mixed(text/plain=", "" },
	{ "usual preamble",
	  MIXED "\r\nThis is a multi-part message.\r\n--b\r\n\r\none\r\n--b--\r\n",
	  "multipart/mixed(text/plain=one", "" },
	{ "preamble with a link",
	  MIXED "\r\nhttp://x.example/\r\n--b\r\n\r\none\r\n--b--\r\n",
	  "multipart/mixed(<text/plain=http://x.example/,text/plain=one",
	  "mime.preamble-content" },
	{ "epilogue with a part",
	  MIXED "\r\n--b\r\n\r\none\r\n--b--\r\nContent-Type: text/html\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\nZXZpbA==\r\n",
	  "multipart/mixed(text/plain=one,>text/html=evil", "mime.epilogue-content" },
	{ "nested",
	  MIXED "\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
		"--c\r\n\r\none\r\n--c--\r\n--b\r\n\r\ntwo\r\n--b--\r\n",
	  "multipart/mixed(multipart/alternative(text/plain=one,)text/plain=two", "" },
	{ "outer boundary ends the inner multipart",
	  MIXED "\r\n--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
		"--c\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n",
	  "multipart/mixed(multipart/mixed(text/plain=one,)text/plain=two",
	  "mime.no-end-boundary" },
	{ "no last boundary", MIXED "\r\n--b\r\n\r\none\r\n",
	  "multipart/mixed(text/plain=one\r\n", "mime.no-end-boundary" },
	{ "boundary ends a header",
	  MIXED "\r\n--b\r\nContent-Type: text/html\r\n--b--\r\n",
	  "multipart/mixed(text/html=", "header.no-empty-line" },
	{ "digest",
	  HEAD "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: "
	       "x\r\n\r\nhi\r\n--b--\r\n",
	  "multipart/digest(message/rfc822(text/plain=hi", "" },
	{ "mail in base64",
	  HEAD "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	       "U3ViamVjdDogeAoKaGk=\r\n",
	  "message/rfc822(text/plain=hi", "" },
	{ "mail in a mail in a mail",
	  HEAD "Content-Type: message/rfc822\r\n\r\nContent-Type: message/rfc822\r\n\r\n"
	       "Content-Type: text/html\r\n\r\nhi",
	  "message/rfc822(message/rfc822(text/html=hi", "" },
	{ "quoted-printable",
	  HEAD "Content-Transfer-Encoding: quoted-printable\r\n\r\na=3Db",
	  "text/plain=a=b", "" },
	{ "no multipart without a boundary",
	  HEAD "Content-Type: multipart/mixed\r\n\r\none", "multipart/mixed=one",
	  "mime.no-boundary" },
	{ "uuencode", HEAD "\r\nhi\r\nbegin 644 a.txt\r\n#86)C\r\n`\r\nend\r\n",
	  "text/plain=hi\r\nbegin 644 "
	  "a.txt\r\n#86)C\r\n`\r\nend\r\n(uu:application/octet-stream=abc",
	  "" },
	{ "preamble of one line, fields below it",
	  MIXED "\r\nOne line.\r\n--b\r\nContent-Transfer-Encoding: "
		"7bit\r\n\r\none\r\n--b--\r\n",
	  "multipart/mixed(text/plain=one", "" },
	{ "the longer boundary is another",
	  MIXED "\r\n--b\r\nContent-Type: multipart/mixed; "
		"boundary=bb\r\n\r\n--bb\r\n\r\none\r\n--bb--\r\n--b--\r\n",
	  "multipart/mixed(multipart/mixed(text/plain=one", "" },
};

TEST(the_tree_is_that_of_most_clients)
{
	for (size_t i = 0; i < COUNT(trees); i++) {
		struct message *message;

		test_case(trees[i].name);
		message = message_parse(test_arena(), test_copy(trees[i].bytes), NULL);
		test_str(tree(message, 0), trees[i].tree);
		if (!*trees[i].defect)
			test_int(message->defects.count, 0);
		else if (!defect_has(&message->defects, trees[i].defect))
			test_str(STR("no such defect"), trees[i].defect);
		if (!*trees[i].defect)
			test_int(message->reading_count, 0);
	}
}

#define PART "\r\n--b\r\n\r\none\r\n--b--\r\n"
#define CODED "\r\nTUVLSUtJIGhpZGRlbg==\r\n" /* "MEKIKI hidden" */

/* Each hides a part from the main reading; the rule's reading must show its bytes. */
static const struct {
	const char *name, *bytes, *rule, *tree;
} readings[] = {
	{ "second Content-Type",
	  HEAD "Content-Type: text/plain\r\nContent-Type: multipart/mixed; "
	       "boundary=b\r\n" PART,
	  "mime.other-content-type", "multipart/mixed(text/plain=one" },
	{ "second encoding",
	  HEAD "Content-Transfer-Encoding: 7bit\r\nContent-Transfer-Encoding: "
	       "base64\r\n" CODED,
	  "mime.other-encoding", "text/plain=MEKIKI hidden" },
	{ "encoding in a comment", HEAD "Content-Transfer-Encoding: (base64)\r\n" CODED,
	  "mime.encoding-guessed", "text/plain=MEKIKI hidden" },
	{ "encoding in a word",
	  HEAD "Content-Transfer-Encoding: =?us-ascii?q?base=364?=\r\n" CODED,
	  "mime.encoding-guessed", "text/plain=MEKIKI hidden" },
	{ "encoding with a sign", HEAD "Content-Transfer-Encoding: base64-\r\n" CODED,
	  "mime.encoding-guessed", "text/plain=MEKIKI hidden" },
	{ "second boundary",
	  HEAD "Content-Type: multipart/mixed; boundary=c; boundary=b\r\n" PART,
	  "mime.other-boundary", "multipart/mixed(text/plain=one" },
	{ "boundary behind quotes",
	  HEAD "Content-Type: multipart/mixed; "
	       "boundary=\"x\"b\r\n\r\n--\"x\"b\r\n\r\none\r\n--\"x\"b--\r\n",
	  "mime.other-boundary", "multipart/mixed(text/plain=one" },
	{ "boundary with a comment",
	  HEAD "Content-Type: multipart/mixed; "
	       "boundary=a(c)b\r\n\r\n--ab\r\n\r\none\r\n--ab--\r\n",
	  "mime.other-boundary", "multipart/mixed(text/plain=one" },
	{ "boundary in an encoded word",
	  HEAD "Content-Type: multipart/mixed; boundary==?us-ascii?q?b?=\r\n" PART,
	  "mime.other-boundary", "multipart/mixed(text/plain=one" },
	{ "boundary not named",
	  HEAD "Content-Type: multipart/mixed\r\n\r\n--b\r\nContent-Type: "
	       "text/html\r\n\r\none\r\n--b--\r\n",
	  "mime.other-boundary", "multipart/mixed(text/html=one" },
	{ "boundary but no multipart",
	  HEAD "Content-Type: text/plain; boundary=b\r\n" PART, "mime.other-boundary",
	  "text/plain(text/plain=one" },
	{ "boundary as a prefix",
	  MIXED "\r\n--b\r\n\r\none\r\n--bx\r\n\r\ntwo\r\n--b--\r\n",
	  "mime.boundary-prefix", "multipart/mixed(text/plain=one,text/plain=two" },
	{ "last boundary as a prefix",
	  MIXED "\r\n--b\r\n\r\none\r\n--b-- x\r\n\r\ntwo\r\n--b--\r\n",
	  "mime.boundary-prefix", "multipart/mixed(text/plain=one" },
	{ "outer boundary that begins with the inner one",
	  HEAD "Content-Type: multipart/mixed; boundary=bc\r\n\r\n--bc\r\n"
	       "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n"
	       "--bc\r\n\r\ntwo\r\n",
	  "mime.boundary-prefix",
	  "multipart/mixed(multipart/mixed(text/plain=one,text/plain=two\r\n" },
	{ "boundary behind blanks",
	  MIXED "\r\n--b\r\n\r\none\r\n --b\r\n\r\ntwo\r\n--b--\r\n",
	  "mime.boundary-indented", "multipart/mixed(text/plain=one,text/plain=two" },
	{ "blank before the colon",
	  MIXED "\r\n--b\r\nContent-Transfer-Encoding : base64\r\n" CODED "--b--\r\n",
	  "header.exact-names", "text/plain=TUVLSUtJIGhpZGRlbg==" },
	{ "folded field", HEAD "X: y\r\n Content-Transfer-Encoding: base64\r\n" CODED,
	  "header.folded-field", "text/plain=MEKIKI hidden" },
	{ "line that is no field",
	  HEAD "broken\r\nContent-Transfer-Encoding: base64\r\n" CODED,
	  "header.skips-lines", "text/plain=MEKIKI hidden" },
	{ "line of blanks", HEAD " \r\nContent-Transfer-Encoding: base64\r\n" CODED,
	  "header.blanks-end", "text/plain=Content-Transfer-Encoding: base64\r\n" CODED },
	{ "early empty line", HEAD "\r\nContent-Transfer-Encoding: base64\r\n" CODED,
	  "header.goes-on", "text/plain=MEKIKI hidden" },
	{ "control before a name", HEAD "\001Content-Transfer-Encoding: base64\r\n" CODED,
	  "header.controls-skipped", "text/plain=MEKIKI hidden" },
	{ "lone CR before a field",
	  HEAD "X: y\rContent-Transfer-Encoding: base64\r\n" CODED, "header.cr-is-data",
	  "text/plain=TUVLSUtJIGhpZGRlbg==\r\n" },
	{ "boundary behind a lone CR",
	  MIXED "\r\n--b\r\n\r\none\r--b\r\n\r\ntwo\r\n--b--\r\n", "line.cr-ends-line",
	  "multipart/mixed(text/plain=one,text/plain=two" },
	{ "multipart in base64",
	  MIXED "Content-Transfer-Encoding: base64\r\n\r\nLS1iCgp0d28KLS1iLS0K\r\n",
	  "mime.decoded-multipart", "multipart/mixed(text/plain=two" },
	{ "base64 goes on behind its end",
	  HEAD "Content-Transfer-Encoding: base64\r\n\r\nYQ==\r\nYg==\r\n",
	  "encoding.stops-early", "text/plain=a" },
	{ "text that is declared to be base64",
	  HEAD "Content-Transfer-Encoding: base64\r\n\r\n(the text goes here)\r\n",
	  "encoding.not-decoded", "text/plain=(the text goes here)\r\n" },
	{ "same boundary twice",
	  MIXED "\r\n--b\r\nContent-Type: multipart/mixed; "
		"boundary=b\r\n\r\n--b\r\n\r\none\r\n--b--\r\n\r\n--b--\r\n",
	  "mime.outer-boundary-first", NULL },
};

TEST(what_other_readers_see_is_kept)
{
	for (size_t i = 0; i < COUNT(readings); i++) {
		struct message *message;
		bool found = false;

		test_case(readings[i].name);
		message = message_parse(test_arena(), test_copy(readings[i].bytes), NULL);
		for (uint32_t r = 0; r < message->reading_count; r++) {
			if (strcmp(message->readings[r].rule, readings[i].rule) != 0)
				continue;
			if (!readings[i].tree || str_eq(tree(message, (int32_t)r + 1),
							str_c(readings[i].tree)))
				found = true;
		}
		if (!found) {
			for (uint32_t r = 0; r < message->reading_count; r++)
				test_str(add(str_c(message->readings[r].rule),
					     tree(message, (int32_t)r + 1)),
					 readings[i].rule);
			test_str(STR("no reading"), readings[i].rule);
		}
		test_true(message->defects.count > 0);
	}
}

TEST(header_fields_are_typed)
{
	struct message *message = message_parse(
	    test_arena(),
	    test_copy(
		"Return-Path: <>\r\nFrom: A <a@b.example>\r\nFrom: c@d.example\r\n"
		"Subject: =?utf-8?q?h=C3=A9?=\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n"
		"Message-ID: <x@y.example>\r\nTo: e@f.example\r\nTo: "
		"g@h.example\r\n\r\nx"),
	    NULL);

	test_int(message->from_fields, 2);
	test_int(message->from.count, 2);
	test_str(message->from.items[1].address, "c@d.example");
	test_str(message->subject.text, "h\u00e9");
	test_int(message->date.utc, 1704067200);
	test_str(message->message_id.id, "x@y.example");
	test_true(message->return_path_given && message->return_path_null);
	test_int(message->to.count, 1);
	test_true(defect_has(&message->defects, "header.field-twice"));
	test_true(defect_has(&message->defects, "header.from-twice"));
}

TEST(file_names_are_all_kept)
{
	struct message *message = message_parse(
	    test_arena(),
	    test_copy("Content-Type: image/png; name=\"a.png\"\r\nContent-ID: <i@d>\r\n"
		      "Content-Disposition: attachment; filename=b.exe; "
		      "filename*=utf-8''c.exe\r\n\r\n"),
	    NULL);
	const struct part *part = message->parts[0];

	test_int(part->filename_count, 3);
	test_str(part->filename, "c.exe");
	test_str(str_c(part->filenames[0].source), "disposition.filename*");
	test_str(part->filenames[2].name, "a.png");
	test_str(part->content_id, "i@d");
	test_str(part->disposition.value, "attachment");
}

static const struct {
	const char *name, *bytes;
	const char *subject; /* of the reported mail; NULL: none */
} reports[] = {
	{ "forwarded as attachment",
	  MIXED "\r\n--b\r\n\r\nsee\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: "
		"s@t\r\nSubject: x\r\n\r\nhi\r\n--b--\r\n",
	  "x" },
	{ "as a file",
	  MIXED
	  "\r\n--b\r\nContent-Type: application/octet-stream; name=m.eml\r\n\r\nTo: "
	  "q@r\r\nFrom: s@t\r\nSubject: x\r\n\r\nhi\r\n--b--\r\n",
	  "x" },
	{ "feedback report",
	  HEAD "Content-Type: multipart/report; report-type=feedback-report; "
	       "boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: "
	       "s@t\r\nSubject: x\r\n\r\nhi\r\n--b--\r\n",
	  "x" },
	{ "delivery report",
	  HEAD "Content-Type: multipart/report; report-type=delivery-status; "
	       "boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: "
	       "s@t\r\nSubject: x\r\n\r\nhi\r\n--b--\r\n",
	  NULL },
	{ "with another attachment",
	  MIXED "\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b\r\nContent-Type: "
		"message/rfc822\r\n\r\nFrom: s@t\r\nSubject: x\r\n\r\nhi\r\n--b--\r\n",
	  NULL },
	{ "two mails",
	  HEAD "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nFrom: "
	       "s@t\r\nSubject: x\r\n\r\n1\r\n--b\r\n\r\nFrom: s@t\r\nSubject: "
	       "y\r\n\r\n2\r\n--b--\r\n",
	  NULL },
	{ "a bounce in an old form",
	  "From: MAILER-DAEMON@a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
	  "boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: "
	  "a@b\r\nSubject: x\r\n\r\nhi\r\n--b--\r\n",
	  NULL },
	{ "a carried header without author and subject",
	  MIXED "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nLines: "
		"2\r\n\r\nhi\r\n--b--\r\n",
	  NULL },
	{ "none", HEAD "\r\nx", NULL },
	{ "signed by who reports it",
	  "From: a@b.example\r\nContent-Type: multipart/signed; boundary=s\r\n\r\n--s\r\n"
	  "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nlook\r\n--b\r\n"
	  "Content-Type: message/rfc822\r\n\r\nSubject: 1\r\n\r\nhi\r\n--b--\r\n\r\n"
	  "--s\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--s--\r\n",
	  "1" },
};

/* CMS of signed data around an entity, and nobody's signature (mail/cms_test.c). */
#define SIGNED_DATA(entity, length) \
	"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80\x30\x80\x02\x01" \
	"\x01\x31\x00\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80" \
	"\x04" length entity "\0\0\0\0\x31\x00\0\0\0\0\0\0"

TEST(what_is_inside_signed_data_is_a_part_like_others)
{
	static const char mail[] =
	    "From: a@b.example\r\nContent-Type: application/pkcs7-mime\r\n"
	    "Content-Transfer-Encoding: binary\r\n\r\n" SIGNED_DATA(
		"Content-Type: text/html\r\n\r\n<p>hello", "\x23");
	struct message *message = message_parse(
	    test_arena(), test_copy_str(str_make(mail, sizeof mail - 1)), NULL);

	test_int(message->part_count, 2);
	test_int(message->parts[0]->kind, PART_SIGNED);
	test_int(message->parts[1]->parent, 0);
	test_str(message->parts[1]->content_type.value, "text/html");
	test_str(message->parts[1]->text, "<p>hello");
	test_int(message_offset(message, message->parts[1]->body),
		 (long long)(sizeof mail - 1 - 12 - 8));
	test_true(!defect_has(&message->defects, "header.empty"));
	test_true(message_reported(message) == NULL);
}

TEST(the_reported_mail_is_found)
{
	for (size_t i = 0; i < COUNT(reports); i++) {
		struct message *message, *reported;

		test_case(reports[i].name);
		message = message_parse(test_arena(), test_copy(reports[i].bytes), NULL);
		reported = message_reported(message);
		test_true((reported != NULL) == (reports[i].subject != NULL));
		if (reported)
			test_str(reported->subject.text, reports[i].subject);
	}
}

TEST(offsets_lead_to_the_input)
{
	struct str bytes = test_copy(
	    MIXED
	    "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: "
	    "x\r\n\r\nhi\r\n--b\r\n"
	    "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	    "U3ViamVjdDogeQoKaGk=\r\n--b--\r\n");
	struct message *message = message_parse(test_arena(), bytes, NULL);
	const struct message *plain = message->parts[1]->carried,
			     *coded = message->parts[2]->carried;

	test_int((long long)message_offset(plain, plain->header.fields[0].raw),
		 (long long)str_find_str(bytes, STR("Subject: x")));
	test_int((long long)message_offset(coded, coded->header.fields[0].raw),
		 (long long)str_find_str(bytes, STR("U3Vi")));
	test_str(coded->subject.text, "y");
}

TEST(incomplete_input_is_said)
{
	struct message *message =
	    message_parse(test_arena(), test_copy("From: a@b\r\nSubj"), NULL);

	test_true(!message->complete);
	message =
	    message_parse(test_arena(), test_copy("From: a@b\r\nSubject: x\r\n"), NULL);
	test_true(message->complete && message->headers_only);
	message = message_parse(test_arena(), test_copy("From: a@b\r\n\r\nx"), NULL);
	test_true(message->complete && !message->headers_only);
	message = message_parse(test_arena(), test_copy(""), NULL);
	test_int(message->part_count, 1);
	message = message_parse(test_arena(), test_copy(MIXED PART),
				&(struct message_options){ .headers_only = true });
	test_int(message->part_count, 1);
	test_true(message->headers_only && message->parts[0]->bytes_cut);
	test_str(message->from.items[0].address, "a@b.example");
}

/* `head` and then `unit` `count` times. */
static struct str repeat(const char *head, const char *unit, size_t count)
{
	struct str h = str_c(head), u = str_c(unit);
	char *p = arena_bytes(test_arena(), h.n + u.n * count);

	memcpy(p, h.p, h.n);
	for (size_t i = 0; i < count; i++)
		memcpy(p + h.n + i * u.n, u.p, u.n);
	return str_make(p, h.n + u.n * count);
}

static const struct {
	const char *name, *head, *unit, *defect;
	size_t count;
} floods[] = {
	{ "parts", MIXED "\r\n", "--b\r\n\r\n", "limit.parts", LIMIT_PARTS + 10 },
	{ "mails in mails", HEAD, "Content-Type: message/rfc822\r\n\r\n", NULL, 300 },
	{ "odd parts", MIXED "\r\n",
	  "--b\r\nContent-Transfer-Encoding: base64;(\r\n\r\nQQ\r\n", "limit.parts",
	  LIMIT_PARTS + 10 },
	{ "boundary lines of nobody", MIXED "\r\n", "--\r\n", "mime.boundary-not-found",
	  100000 },
};

TEST(floods_stay_within_their_ceilings)
{
	for (size_t i = 0; i < COUNT(floods); i++) {
		struct message *message;

		test_case(floods[i].name);
		message = message_parse(
		    test_arena(), repeat(floods[i].head, floods[i].unit, floods[i].count),
		    NULL);
		test_true(message->part_count <= LIMIT_PARTS + 4000);
		test_true(message->reading_count <= LIMIT_READINGS);
		if (floods[i].defect)
			test_true(defect_has(&message->defects, floods[i].defect));
	}
}

TEST(nesting_beyond_the_ceiling_is_an_opaque_leaf)
{
	struct str bytes = STR(HEAD "Content-Type: multipart/mixed; boundary=b0\r\n\r\n");
	struct message *message;
	uint16_t deepest = 0;

	for (int i = 0; i < LIMIT_DEPTH + 50; i++)
		bytes = add(bytes, arena_printf(test_arena(),
						"--b%d\r\nContent-Type: multipart/mixed; "
						"boundary=b%d\r\n\r\n",
						i, i + 1));
	message = message_parse(test_arena(), bytes, NULL);
	test_true(defect_has(&message->defects, "limit.depth"));
	for (uint32_t i = 0; i < message->part_count; i++)
		if (message->parts[i]->depth > deepest)
			deepest = message->parts[i]->depth;
	test_true(deepest <= LIMIT_DEPTH + 1);
}
