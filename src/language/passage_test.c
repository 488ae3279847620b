/* language/passage_test.c - what is read, and the way back to the byte. */
#include "language/passage.h"

#include "base/limits.h"
#include "check/check_test.h"

#include <stdio.h>
#include <stdlib.h>

enum { BYTES = 8192 };

/* A body as it is sent, and where each of its bytes stands there. */
struct sent {
	char mail[BYTES * 4];
	size_t length, at[BYTES + 1];
};

static void add(struct sent *sent, const char *text)
{
	size_t n = strlen(text);

	memcpy(sent->mail + sent->length, text, n);
	sent->length += n;
}

static void add_base64(struct sent *sent, const char *p, size_t n)
{
	static const char symbols[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		uint32_t bits = 0;
		char out[5] = "====";

		for (size_t k = 0; k < 3; k++) {
			bits = bits << 8 | (i + k < n ? (unsigned char)p[i + k] : 0);
			if (i + k < n)
				sent->at[i + k] = sent->length + k;
		}
		for (size_t k = 0; k < 4 && i + k <= n; k++)
			out[k] = symbols[bits >> (18 - 6 * k) & 63];
		add(sent, out);
		if (i % 57 == 54)
			add(sent, "\r\n");
	}
}

static void add_quoted(struct sent *sent, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char out[8];

		if (i % 20 == 19)
			add(sent, "=\r\n");
		sent->at[i] = sent->length;
		snprintf(out, sizeof out, p[i] > ' ' && p[i] != '=' ? "%c" : "=%02X",
			 (unsigned char)p[i]);
		add(sent, out);
	}
}

static void add_plain(struct sent *sent, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		sent->at[i] = sent->length;
		sent->mail[sent->length++] = p[i];
	}
}

static const struct {
	const char *name;
	void (*add)(struct sent *sent, const char *p, size_t n);
} encodings[] = {
	{ "8bit", add_plain },
	{ "quoted-printable", add_quoted },
	{ "base64", add_base64 },
};

static const struct {
	const char *name, *type, *body;
	const char *seen;    /* to be found in the passage */
	const char *written; /* where it leads: these bytes of the body */
} cases[] = {
	{ "text", "text/plain; charset=utf-8", "安全な氾濫です", "氾", "氾" },
	{ "text in Shift_JIS", "text/plain; charset=shift_jis",
	  "\x88\xC0\x91\x53\x82\xC8\x94\xC3\x97\x94", "氾", "\x94\xC3" },
	{ "page", "text/html; charset=utf-8", "<p>メールが<b>汇濫</b>し", "汇", "汇" },
	{ "page in Shift_JIS", "text/html; charset=shift_jis",
	  "<p>\x88\xC0<b>\x91\x53</b>\x82\xC8 \x94\xC3\x97\x94", "氾", "\x94\xC3" },
	{ "behind references", "text/html; charset=utf-8",
	  "a &amp; b &lt;c&gt; &nbsp;&eacute; 后", "后", "后" },
	{ "a reference itself", "text/html; charset=utf-8", "お&#35815;びを", "诧",
	  "&#35815;" },
	{ "two references", "text/html; charset=utf-8", "x&#x8BE7;&amp;y", "诧&",
	  "&#x8BE7;&amp;" },
	{ "folded white space", "text/html; charset=utf-8",
	  "\r\n  <p>\r\n\t a \r\n\r\n   b\t\tc   </p>\r\n   d", "c", "c" },
	{ "over folded white space", "text/html; charset=utf-8", "x a \r\n  b y", "a b",
	  "a \r\n  b" },
	{ "comments between", "text/html; charset=utf-8",
	  "a<!-- 后 -->b<!--[if mso]>后<![endif]-->后", "后", "后\0" },
	{ "across a comment", "text/html; charset=utf-8", "x受け<!-- 1 -->后y", "け后",
	  "け<!-- 1 -->后" },
	{ "across markup", "text/html; charset=utf-8", "x受け<i>た</i><b>后</b>y", "た后",
	  "た</i><b>后" },
	{ "hidden text between", "text/html; charset=utf-8",
	  "a<span style='display:none'>zz</span>b<p>z", "z", "z\0" },
	{ "preformatted", "text/html; charset=utf-8",
	  "<pre>\r\n a\r\n   b  <b>c</b>\r\n</pre>", "c", "c" },
	{ "line ends of blocks", "text/html; charset=utf-8",
	  "<div>a</div>\r\n\r\n<div>b</div><br><br>c", "b\n\n\nc", "b</div><br><br>c" },
	{ "a page in the page", "text/html; charset=utf-8",
	  "a<iframe srcdoc='<p>x</p><p>后</p>'></iframe>b", "后", "后" },
	{ "a page in the page, quoted", "text/html; charset=utf-8",
	  "a<iframe srcdoc='&lt;p&gt;x&lt;/p&gt;后'></iframe>b", "后",
	  "&lt;p&gt;x&lt;/p&gt;后" },
	{ "raw text", "text/html; charset=utf-8", "a<xmp>&amp;b</xmp>c", "b", "b" },
};

/* Of several places where the bytes stand, the last. */
static size_t find_last(struct str text, struct str what)
{
	size_t found = STR_NPOS;

	for (size_t i = 0; i + what.n <= text.n; i++)
		if (memcmp(text.p + i, what.p, what.n) == 0)
			found = i;
	return found;
}

static void check_case(size_t i, size_t encoding)
{
	struct sent *sent = calloc(1, sizeof *sent);
	struct str body = str_c(cases[i].body), written = str_c(cases[i].written);
	size_t place = find_last(body, written), offset, length, start;
	const struct passage *passage;
	struct inspection *in;

	add(sent, "From: a@a.example\r\nMIME-Version: 1.0\r\nContent-Type: ");
	add(sent, cases[i].type);
	add(sent, "\r\nContent-Transfer-Encoding: ");
	add(sent, encodings[encoding].name);
	add(sent, "\r\n\r\n");
	encodings[encoding].add(sent, body.p, body.n);
	sent->at[body.n] = sent->length;
	in = inspect_bytes(str_make(sent->mail, sent->length), NULL);
	test_int(in->passages.count, 1);
	passage = &in->passages.items[0];
	start = str_find_str(passage->text, str_c(cases[i].seen));
	test_true(start != STR_NPOS && place != STR_NPOS);
	test_true(passage_span(in->arena, in->message, passage, start,
			       start + strlen(cases[i].seen), &offset, &length));
	test_int(offset, sent->at[place]);
	/* What ends a line of the encoding may be within. */
	test_true(length == sent->at[place + written.n] - sent->at[place] ||
		  place + written.n == body.n);
	test_int(passage_offset(in->arena, in->message, passage, start), offset);
	free(sent);
}

TEST(a_character_leads_back_to_its_bytes)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		for (size_t e = 0; e < COUNT(encodings); e++) {
			test_case(arena_printf(test_arena(), "%s, %s", cases[i].name,
					       encodings[e].name)
				      .p);
			check_case(i, e);
		}
}

/* Each letter of a page, forwards and backwards: what is there is what is seen. */
TEST(the_order_of_questions_changes_nothing)
{
	static const char mail[] =
	    "From: a@a.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
	    "<p>abc <b>d</b>\n e<i>f</i>g<!-- x --> <div>hij   k\n\nl</div>mno";
	struct inspection *in = inspect_text(mail, NULL);
	const struct passage *passage = &in->passages.items[0];

	for (int back = 0; back < 2; back++)
		for (size_t i = 0; i < passage->text.n; i++) {
			size_t at = back ? passage->text.n - 1 - i : i;

			if (ascii_is_space(passage->text.p[at]))
				continue;
			test_int(in->message->raw.p[passage_offset(in->arena, in->message,
								   passage, at)],
				 passage->text.p[at]);
		}
}

TEST(a_subject_leads_to_its_field)
{
	struct inspection *in =
	    inspect_text("From: a@a.example\nSubject: hello there\n\nx\n", NULL);
	size_t offset, length;

	test_str(str_c(in->passages.items[0].where), "subject");
	test_true(!passage_span(in->arena, in->message, &in->passages.items[0], 6, 11,
				&offset, &length));
	test_str_n(str_trim(str_sub(in->message->raw, offset, offset + length)),
		   STR("hello there"));
}

TEST(what_is_cut_is_cut_between_characters)
{
	size_t many = LIMIT_PASSAGE_BYTES / 3 + 100;
	struct passages passages = { 0 };
	struct passage passage = { .where = "text" };
	char *text = malloc(many * 3);

	for (size_t i = 0; i < many; i++)
		memcpy(text + 3 * i, "後", 3);
	passage.text = str_make(text, many * 3);
	test_true(passages_add(test_arena(), &passages, &passage));
	test_true(passages.cut);
	test_int(passages.items[0].text.n, LIMIT_PASSAGE_BYTES / 3 * 3);
	test_true(!passages_add(test_arena(), &passages, &passage));
	test_int(passages.count, 1);
	free(text);
}

/* A page longer than what is read of it: its last character still has a place. */
TEST(a_cut_page_has_a_way_back)
{
	static const char head[] = "From: a@a.example\r\nMIME-Version: 1.0\r\n"
				   "Content-Type: text/html\r\n\r\n<p>";
	size_t many = LIMIT_PASSAGE_BYTES / 5 + 100, n = strlen(head);
	char *mail = malloc(n + many * 12);
	struct inspection *in;
	const struct passage *passage;
	size_t last, at;

	memcpy(mail, head, n);
	for (size_t i = 0; i < many; i++, n += 12)
		memcpy(mail + n, "<b>abc</b> d", 12);
	in = inspect_bytes(str_make(mail, n), NULL);
	passage = &in->passages.items[0];
	test_true(in->passages.cut);
	last = passage->text.n - 1;
	at = passage_offset(in->arena, in->message, passage, last);
	test_true(at > n / 2 && at < n);
	test_int(in->message->raw.p[at], passage->text.p[last]);
	free(mail);
}
