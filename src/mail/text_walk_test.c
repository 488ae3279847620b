/* mail/text_walk_test.c - every character of a text leads back to its bytes. */
#include "base/test.h"
#include "mail/message.h"

#include <stdio.h>
#include <stdlib.h>

/* --- what is sent --------------------------------------------------------------- */

/* A text as rows of characters with their bytes in the charset; `shift` stands before
 * the character's own bytes (an escape) and belongs to what comes before. */
struct letter {
	const char *utf8, *bytes;
	size_t length; /* of bytes, for those with NUL */
	size_t shift;  /* of them, how many are an escape */
};

#define L(utf8, bytes) \
	{ \
		utf8, bytes, sizeof(bytes) - 1, 0 \
	}
#define S(utf8, bytes, shift) \
	{ \
		utf8, bytes, sizeof(bytes) - 1, shift \
	}

static const struct letter ascii[] = { L("a", "a"), L("b", "b"),   L("=", "="),
				       L("c", "c"), L("\r", "\r"), L("\n", "\n"),
				       { 0 } };
static const struct letter utf8[] = { L("目", "目"), L("x", "x"),   L("é", "é"),
				      L("😀", "😀"),   L("\n", "\n"), { 0 } };
static const struct letter broken[] = { L("a", "a"),   L("\uFFFD", "\xFF"),
					L("目", "目"), L("\uFFFD", "\xE7\x9B"),
					L("b", "b"),   { 0 } };
static const struct letter latin[] = {
	L("é", "\xE9"), L("t", "t"), L("€", "\x80"), { 0 }
};
static const struct letter sjis[] = { L("目", "\x96\xDA"), L("a", "a"),	  L("ｱ", "\xB1"),
				      L("表", "\x95\x5C"), L("\n", "\n"), { 0 } };
static const struct letter euc[] = {
	L("目", "\xCC\xDC"), L("a", "a"), L("ｱ", "\x8E\xB1"), { 0 }
};
static const struct letter jis[] = {
	S("目", "\033$BL\\", 3), L("利", "Mx"), S("a", "\033(Ba", 3), L("\n", "\n"), { 0 }
};
static const struct letter gb[] = {
	L("汉", "\xBA\xBA"), L("a", "a"), L("😀", "\x94\x39\xFC\x36"), { 0 }
};
static const struct letter utf16[] = {
	L("a", "a\0"), L("目", "\xEE\x76"), L("😀", "\x3D\xD8\x00\xDE"), { 0 }
};

static const struct {
	const char *label;
	const struct letter *letters;
} charsets[] = {
	{ "us-ascii", ascii }, { "utf-8", utf8 },     { "windows-1252", latin },
	{ "shift_jis", sjis }, { "euc-jp", euc },     { "iso-2022-jp", jis },
	{ "gb18030", gb },     { "utf-16le", utf16 }, { "utf-8", broken },
};

enum { BYTES = 4096, TIMES = 40 };

struct sent {
	char bytes[BYTES], text[BYTES], body[BYTES * 4];
	size_t byte_count, text_length, body_length;
	size_t character_text[BYTES], character_byte[BYTES], characters;
	size_t byte_at[BYTES + 1]; /* in the body */
};

static void write_bytes(struct sent *sent, const struct letter *letters)
{
	for (int i = 0; i < TIMES; i++)
		for (const struct letter *l = letters; l->utf8; l++) {
			size_t n = strlen(l->utf8);

			sent->character_text[sent->characters] = sent->text_length;
			sent->character_byte[sent->characters++] =
			    sent->byte_count + l->shift;
			memcpy(sent->bytes + sent->byte_count, l->bytes, l->length);
			sent->byte_count += l->length;
			memcpy(sent->text + sent->text_length, l->utf8, n);
			sent->text_length += n;
		}
}

static void body_add(struct sent *sent, const char *text)
{
	size_t n = strlen(text);

	memcpy(sent->body + sent->body_length, text, n);
	sent->body_length += n;
}

static void send_as_is(struct sent *sent)
{
	for (size_t i = 0; i <= sent->byte_count; i++)
		sent->byte_at[i] = i;
	memcpy(sent->body, sent->bytes, sent->byte_count);
	sent->body_length = sent->byte_count;
}

static void add_base64(struct sent *sent, size_t line_bytes, const char *line_end)
{
	static const char symbols[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)sent->bytes;

	for (size_t i = 0; i < sent->byte_count; i += 3) {
		size_t left = sent->byte_count - i;
		uint32_t bits = (uint32_t)p[i] << 16;
		char out[5] = "====";

		if (left > 1)
			bits |= (uint32_t)p[i + 1] << 8;
		if (left > 2)
			bits |= p[i + 2];
		for (size_t k = 0; k < 4 && k <= left; k++)
			out[k] = symbols[bits >> (18 - 6 * k) & 63];
		for (size_t k = 0; k < 3 && k < left; k++)
			sent->byte_at[i + k] = sent->body_length + k;
		body_add(sent, out);
		if ((i + 3) % line_bytes == 0)
			body_add(sent, line_end);
	}
}

static void send_base64(struct sent *sent)
{
	add_base64(sent, 57, "\r\n");
}

static void send_base64_odd_lines(struct sent *sent)
{
	add_base64(sent, 30, " \n");
}

static void send_quoted_printable(struct sent *sent)
{
	for (size_t i = 0; i < sent->byte_count; i++) {
		unsigned char c = (unsigned char)sent->bytes[i];
		char out[4];

		if (i % 20 == 19)
			body_add(sent, i % 40 == 19 ? "=\r\n" : "= \n");
		sent->byte_at[i] = sent->body_length;
		if (c == '\n' || (c > ' ' && c < 0x7F && c != '='))
			snprintf(out, sizeof out, "%c", c);
		else
			snprintf(out, sizeof out, "=%02X", c);
		/* Blanks before a line end were not the sender's. */
		if (c == '\n') {
			body_add(sent, "  ");
			sent->byte_at[i] = sent->body_length;
		}
		body_add(sent, out);
	}
}

static void send_uuencode(struct sent *sent)
{
	body_add(sent, "begin 644 x\n");
	for (size_t i = 0; i < sent->byte_count; i += 45) {
		size_t n = sent->byte_count - i < 45 ? sent->byte_count - i : 45;
		char one[2] = { (char)(' ' + n), 0 };

		body_add(sent, one);
		for (size_t k = 0; k < n; k += 3) {
			const unsigned char *p =
			    (const unsigned char *)sent->bytes + i + k;
			uint32_t bits = (uint32_t)p[0] << 16 |
					(uint32_t)(k + 1 < n ? p[1] : 0) << 8 |
					(k + 2 < n ? p[2] : 0);

			for (size_t j = 0; j < 3; j++)
				if (k + j < n)
					sent->byte_at[i + k + j] = sent->body_length + j;
			for (int j = 0; j < 4; j++) {
				one[0] = (char)(' ' + (bits >> (18 - 6 * j) & 63));
				if (one[0] == ' ')
					one[0] = '`';
				body_add(sent, one);
			}
		}
		body_add(sent, "\n");
	}
	body_add(sent, "`\nend\n");
}

static const struct {
	const char *name;
	enum encoding encoding;
	void (*send)(struct sent *sent);
} encodings[] = {
	{ "8bit", ENCODING_8BIT, send_as_is },
	{ "base64", ENCODING_BASE64, send_base64 },
	{ "base64, odd lines", ENCODING_BASE64, send_base64_odd_lines },
	{ "quoted-printable", ENCODING_QUOTED_PRINTABLE, send_quoted_printable },
	{ "uuencode", ENCODING_UUENCODE, send_uuencode },
};

/* --- the way back ------------------------------------------------------------------ */

static void read_back(struct sent *sent, enum encoding encoding, const char *label,
		      struct part *part)
{
	struct decoded decoded;
	struct charset_text text;

	*part = (struct part){ .encoding = encoding };
	part->body = str_make(sent->body, sent->body_length);
	encoding_decode(test_arena(), encoding, part->body, NULL, &decoded);
	part->bytes = decoded.bytes;
	charset_decode(test_arena(), str_c(label), part->bytes, &text);
	part->text = text.text;
	part->used_charset = text.used;
}

static void check_walk(const struct sent *sent, const struct part *part, size_t step)
{
	struct text_walk walk;

	text_walk_begin(test_arena(), part, &walk);
	for (size_t i = 0; i < sent->characters; i += step)
		test_int(text_walk_to(&walk, sent->character_text[i]),
			 sent->byte_at[sent->character_byte[i]]);
}

/* Forth and back, as those do who ask one after the other. */
static void check_leaps(const struct sent *sent, const struct part *part)
{
	struct text_walk *walk = text_walk_of(test_arena(), part);

	for (size_t i = 0; i < 3 * sent->characters; i++) {
		size_t character = i * 7919 % sent->characters;

		test_int(text_walk_to(walk, sent->character_text[character]),
			 sent->byte_at[sent->character_byte[character]]);
	}
}

TEST(every_character_leads_back)
{
	for (size_t c = 0; c < COUNT(charsets); c++)
		for (size_t e = 0; e < COUNT(encodings); e++) {
			struct sent *sent = calloc(1, sizeof *sent);
			struct part part;

			test_case(arena_printf(test_arena(), "%s, %s", charsets[c].label,
					       encodings[e].name)
				      .p);
			write_bytes(sent, charsets[c].letters);
			encodings[e].send(sent);
			read_back(sent, encodings[e].encoding, charsets[c].label, &part);
			test_true(
			    str_eq(part.text, str_make(sent->text, sent->text_length)));
			check_walk(sent, &part, 1);
			check_walk(sent, &part, 7);
			check_leaps(sent, &part);
			free(sent);
		}
}

TEST(a_step_back_begins_again)
{
	struct sent *sent = calloc(1, sizeof *sent);
	struct part part;
	struct text_walk walk;

	write_bytes(sent, sjis);
	send_base64(sent);
	read_back(sent, ENCODING_BASE64, "shift_jis", &part);
	text_walk_begin(test_arena(), &part, &walk);
	text_walk_to(&walk, part.text.n);
	test_int(text_walk_to(&walk, 3), sent->byte_at[2]);
	test_int(text_walk_to(&walk, part.text.n + 100), part.body.n);
	free(sent);
}

TEST(a_part_has_one_walk_and_its_copy_another)
{
	struct text_walk kept = { 0 };
	struct part part = { .text = STR("abc"), .bytes = STR("abc"), .walk = &kept };
	struct part copy = part;

	test_true(text_walk_of(test_arena(), &part) == &kept);
	test_true(text_walk_of(test_arena(), &part) == &kept);
	test_true(text_walk_of(test_arena(), &copy) != &kept);
	test_true(kept.part == &part);
}

TEST(what_cannot_be_told_is_the_start)
{
	struct part part = { .text = STR("abc"),
			     .bytes = STR("xyz"),
			     .body = STR("xyz") };
	struct text_walk walk;

	text_walk_begin(test_arena(), &part, &walk);
	test_int(text_walk_to(&walk, 2), 0);
}
