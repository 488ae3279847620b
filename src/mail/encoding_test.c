/* mail/encoding_test.c */
#include "mail/encoding.h"
#include "mail/base64.h"

#include "base/test.h"

static struct defects *fresh_defects(struct str input)
{
	struct defects *defects = arena_new_of(test_arena(), struct defects);

	defects->arena = test_arena();
	defects->input = input;
	return defects;
}

static const struct {
	const char *name, *body, *bytes, *strict, *defect;
} base64_cases[] = {
	{ "plain", "SGVsbG8sIHdvcmxkIQ==", "Hello, world!", NULL, NULL },
	{ "no padding needed", "QUJD", "ABC", NULL, NULL },
	{ "one pad", "QUI=", "AB", NULL, NULL },
	{ "empty", "", "", NULL, NULL },
	{ "lines", "QUJD\r\nREVG\r\n", "ABCDEF", NULL, NULL },
	{ "a quantum over two lines", "QU\r\nJDRA\n==\n", "ABCD", NULL, NULL },
	{ "long enough for vectors",
	  "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZy4gVGhlIHF1aWNrIGJy\r"
	  "\n"
	  "b3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZy4=\r\n",
	  "The quick brown fox jumps over the lazy dog. The quick brown fox jumps over "
	  "the "
	  "lazy dog.",
	  NULL, NULL },
	{ "a long line",
	  "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
	  "FB",
	  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", NULL,
	  "encoding.long-line" },
	{ "junk between", "QUJD*REVG", "ABCDEF", "ABC", "encoding.base64-junk" },
	{ "junk inside a quantum", "QU-JD", "ABC", "A", "encoding.base64-junk" },
	{ "blanks", "QU JD", "ABC", NULL, "encoding.base64-blank" },
	{ "two blocks", "QUI=Q0Q=", "ABCD", "AB", "encoding.base64-after-padding" },
	{ "two blocks on two lines", "QQ==\r\nQkI=\r\n", "ABB", "A",
	  "encoding.base64-after-padding" },
	{ "early padding in a quantum", "QUJDQ=REVG", "ABCDEF", "ABC",
	  "encoding.base64-padding" },
	{ "starts with padding", "=QUJD", "ABC", "", "encoding.base64-padding" },
	{ "padding after a whole quantum", "QUJD=", "ABC", NULL,
	  "encoding.base64-padding" },
	{ "no padding", "QUI", "AB", "", "encoding.base64-unpadded" },
	{ "half the padding", "QUJDQQ=", "ABCA", "ABC", "encoding.base64-unpadded" },
	{ "one character too many", "QUJDQ", "ABC", NULL, "encoding.base64-cut" },
	{ "loose bits", "QR==", "A", NULL, "encoding.base64-loose-bits" },
	{ "nothing but junk", "!!!!", "", NULL, "encoding.base64-junk" },
	{ "alphabet of URLs is no base64", "_-_-", "", NULL, "encoding.base64-junk" },
};

TEST(base64_gives_all_that_decodes_and_what_a_strict_reader_gets)
{
	for (size_t i = 0; i < COUNT(base64_cases); i++) {
		struct str body = test_copy(base64_cases[i].body);
		struct defects *defects = fresh_defects(body);
		const char *strict = base64_cases[i].strict;
		struct decoded got;

		test_case(base64_cases[i].name);
		encoding_decode(test_arena(), ENCODING_BASE64, body, defects, &got);
		test_str(got.bytes, base64_cases[i].bytes);
		test_int(got.differs, strict != NULL);
		test_str(got.strict_bytes, strict ? strict : base64_cases[i].bytes);
		test_int(got.lawful, base64_cases[i].defect == NULL);
		test_int(defects->count > 0, base64_cases[i].defect != NULL);
		if (base64_cases[i].defect)
			test_true(defect_has(defects, base64_cases[i].defect));
	}
}

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static struct str encode(struct str bytes, size_t line)
{
	size_t room = bytes.n * 3 + 8, n = 0, column = 0;
	char *out = arena_bytes(test_arena(), room);

	for (size_t i = 0; i < bytes.n; i += 3) {
		uint32_t bits = 0;
		size_t left = bytes.n - i < 3 ? bytes.n - i : 3;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (k < left ? (uint8_t)bytes.p[i + k] : 0);
		for (size_t k = 0; k < 4; k++) {
			out[n++] = k <= left ? alphabet[bits >> (18 - 6 * k) & 63] : '=';
			if (++column == line) {
				out[n++] = '\n';
				column = 0;
			}
		}
	}
	return str_make(out, n);
}

TEST(base64_reads_back_what_was_written_at_any_length_and_line_width)
{
	char bytes[300];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 167 + (i >> 3));
	for (size_t line = 1; line <= 76; line += 5)
		for (size_t n = 0; n < sizeof bytes; n += 7) {
			struct str text = encode(str_make(bytes, n), line);
			bool lawful;

			test_str_n(
			    base64_decode(test_arena(), test_copy_str(text), &lawful),
			    str_make(bytes, n));
			test_true(lawful);
		}
}

TEST(base64_minds_every_byte_outside_the_alphabet_wherever_it_stands)
{
	char text[64];

	for (unsigned c = 0; c < 256; c++) {
		struct base64_result got;
		char out[128];

		memset(text, 'A', sizeof text);
		text[c % 61] = (char)c;
		base64_read(str_make(text, sizeof text), out, &got);
		if (strchr(alphabet, (int)c) && c)
			test_true(got.found == 0 && got.length == 48);
		else
			test_true(got.found != 0 || c == '\n' || c == '\r');
	}
}

static const struct {
	const char *name, *body, *bytes, *strict, *defect;
} qp_cases[] = {
	{ "plain", "Hello", "Hello", NULL, NULL },
	{ "escapes", "caf=C3=A9 =3D", "caf\xC3\xA9 =", NULL, NULL },
	{ "soft break", "one=\r\ntwo=\nthree", "onetwothree", NULL, NULL },
	{ "soft break with blanks that transport added", "one= \t\r\ntwo", "onetwo", NULL,
	  NULL },
	{ "soft break at the end", "one=", "one", NULL, NULL },
	{ "line ends stay", "a\r\nb\nc", "a\r\nb\nc", NULL, NULL },
	{ "trailing blanks go", "a \t\r\nb \n", "a\r\nb\n", NULL,
	  "encoding.qp-trailing-blank" },
	{ "trailing blank at the end", "a ", "a", NULL, "encoding.qp-trailing-blank" },
	{ "an encoded blank stays", "a=20\r\nb=09\n", "a \r\nb\t\n", NULL, NULL },
	{ "blanks before a soft break stay", "a =\r\nb", "a b", NULL, NULL },
	{ "lower case", "=c3=a9", "\xC3\xA9", NULL, "encoding.qp-lower-case" },
	{ "illegal", "50=ZZ off", "50=ZZ off", "50", "encoding.qp-illegal" },
	{ "illegal at the end", "a=4", "a=4", "a", "encoding.qp-illegal" },
	{ "two equals signs", "a==3Db", "a==b", "a", "encoding.qp-illegal" },
	{ "a lone CR behind equals", "a=\rb", "a=\rb", "a", "encoding.qp-illegal" },
	{ "eight bits", "caf\xC3\xA9", "caf\xC3\xA9", NULL, "encoding.qp-eight-bit" },
	{ "long line",
	  "012345678901234567890123456789012345678901234567890123456789012345678901234567"
	  "8",
	  "012345678901234567890123456789012345678901234567890123456789012345678901234567"
	  "8",
	  NULL, "encoding.long-line" },
	{ "a line of 76 with its soft break",
	  "012345678901234567890123456789012345678901234567890123456789012345678901234="
	  "\r\nx",
	  "012345678901234567890123456789012345678901234567890123456789012345678901234x",
	  NULL, NULL },
	{ "escapes around the vector's end", "0123456789abcde=3Dfghijklmnopqrst=\n=3D",
	  "0123456789abcde=fghijklmnopqrst=", NULL, NULL },
};

TEST(quoted_printable)
{
	for (size_t i = 0; i < COUNT(qp_cases); i++) {
		struct str body = test_copy(qp_cases[i].body);
		struct defects *defects = fresh_defects(body);
		const char *strict = qp_cases[i].strict;
		struct decoded got;

		test_case(qp_cases[i].name);
		encoding_decode(test_arena(), ENCODING_QUOTED_PRINTABLE, body, defects,
				&got);
		test_str(got.bytes, qp_cases[i].bytes);
		test_int(got.differs, strict != NULL);
		test_str(got.strict_bytes, strict ? strict : qp_cases[i].bytes);
		test_int(got.lawful, qp_cases[i].defect == NULL);
		test_int(defects->count > 0, qp_cases[i].defect != NULL);
		if (qp_cases[i].defect)
			test_true(defect_has(defects, qp_cases[i].defect));
	}
}

TEST(a_defect_has_its_place)
{
	struct str input = test_copy("head QUJD*REVG");
	struct defects *defects = fresh_defects(input);
	struct decoded got;

	encoding_decode(test_arena(), ENCODING_BASE64, str_skip(input, 5), defects, &got);
	test_int(defects->items[0].offset, 9);
}

static const struct {
	const char *name, *body, *bytes;
	bool lawful;
} uu_cases[] = {
	{ "with its frame", "begin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n", "Cat", true },
	{ "lines alone", "#0V%T\n", "Cat", false },
	{ "blanks for zero bits", "begin 644 a\n$04)#\n \nend\n", "ABC\0", true },
	{ "a check character", "begin 644 a\n#0V%TX\n`\nend\n", "Cat", true },
	{ "a line of something else", "begin 644 a\nlower case\n#0V%T\n`\nend\n", "Cat",
	  false },
};

TEST(uuencode)
{
	for (size_t i = 0; i < COUNT(uu_cases); i++) {
		struct decoded got;
		size_t n = i == 2 ? 4 : 3;

		test_case(uu_cases[i].name);
		encoding_decode(test_arena(), ENCODING_UUENCODE,
				test_copy(uu_cases[i].body), NULL, &got);
		test_str_n(got.bytes, str_make(uu_cases[i].bytes, n));
		test_int(got.lawful, uu_cases[i].lawful);
	}
}

TEST(uuencoded_blocks_are_found_in_text)
{
	struct str text = test_copy("Look:\nbegin 644 a b.exe\n#0V%T\n`\nend\nbye\n"
				    "begin 7 no\nbegin the day\nbegin 0644 c\n#0V%T\n");
	struct uu_block block;

	test_true(uuencode_find(text, 0, &block));
	test_str(block.name, "a b.exe");
	test_str(block.body, "#0V%T\n`\n");
	test_str(block.raw, "begin 644 a b.exe\n#0V%T\n`\nend\n");
	test_true(uuencode_find(text, str_offset(text, block.raw) + block.raw.n, &block));
	test_str(block.name, "c");
	test_true(
	    !uuencode_find(text, str_offset(text, block.raw) + block.raw.n, &block));
	test_true(!uuencode_find(test_copy("begin 644 work\nat nine\n"), 0, &block));
}

TEST(tokens)
{
	test_int(encoding_of(STR(" BASE64 ")), ENCODING_BASE64);
	test_int(encoding_of(STR("Quoted-Printable")), ENCODING_QUOTED_PRINTABLE);
	test_int(encoding_of(STR("")), ENCODING_7BIT);
	test_int(encoding_of(STR("x-uue")), ENCODING_UUENCODE);
	test_int(encoding_of(STR("base65")), ENCODING_UNKNOWN);
	test_str(str_c(encoding_name(ENCODING_BASE64)), "base64");
}
