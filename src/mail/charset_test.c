/* mail/charset_test.c */
#include "mail/charset.h"

#include "base/test.h"
#include "base/utf8.h"

static const struct {
	const char *label, *name;
} labels[] = {
	{ "UTF-8", "utf-8" },
	{ "utf8", "utf-8" },
	{ "\"utf-8\"", "utf-8" },
	{ "'UTF-8'", "utf-8" },
	{ " utf-8; ", "utf-8" },
	{ "utf-8*ja", "utf-8" },
	{ "latin1", "windows-1252" },
	{ "ISO_8859-1:1987", "windows-1252" },
	{ "ANSI_X3.4-1968", "us-ascii" },
	{ "ansi_x3.4", "us-ascii" },
	{ "cp932", "shift_jis" },
	{ "MS932", "shift_jis" },
	{ "Windows-31J", "shift_jis" },
	{ "x-sjis", "shift_jis" },
	{ "Shift_JIS", "shift_jis" },
	{ "CP50220", "iso-2022-jp" },
	{ "cp50221", "iso-2022-jp" },
	{ "iso-2022-jp-ms", "iso-2022-jp" },
	{ "eucJP-ms", "euc-jp" },
	{ "CP51932", "euc-jp" },
	{ "ks_c_5601-1987", "euc-kr" },
	{ "gb2312", "gb18030" },
	{ "GBK", "gb18030" },
	{ "GB_2312-80", "gb18030" },
	{ "unicode-1-1-utf-7", "utf-7" },
	{ "tis-620", "windows-874" },
	{ "iso-8859-16", "iso-8859-16" },
	{ "big5-hkscs", "big5" },
	{ "x-unknown", NULL },
	{ "", NULL },
	{ "utf-8 latin1", NULL },
	{ "utf", NULL },
};

TEST(labels_have_one_name_each)
{
	for (size_t i = 0; i < COUNT(labels); i++) {
		test_case(labels[i].label);
		test_str(str_c(charset_canonical(test_copy(labels[i].label))),
			 labels[i].name ? labels[i].name : "");
	}
}

/* "日本語" and friends, in many dresses. */
static const struct {
	const char *name, *label, *bytes, *text, *used;
	bool sniffed, differs;
	int bad;
} cases[] = {
	{ "ascii", "", "plain", "plain", "us-ascii", false, false, 0 },
	{ "ascii, labelled", "shift_jis", "plain", "plain", "shift_jis", false, false,
	  0 },
	{ "utf-8", "utf-8", "日本語", "日本語", "utf-8", false, false, 0 },
	{ "utf-8 with its mark", "utf-8",
	  "\xEF\xBB\xBF"
	  "日本語",
	  "日本語", "utf-8", false, false, 0 },
	{ "utf-8, no label", "", "日本語", "日本語", "utf-8", true, false, 0 },
	{ "utf-8 under us-ascii", "us-ascii", "日本語", "日本語", "utf-8", true, false,
	  0 },
	{ "utf-8 under latin1", "iso-8859-1", "日本語", "日本語", "utf-8", true, true,
	  0 },
	{ "utf-8 with one broken byte", "utf-8", "日本語\xE3 です",
	  "日本語\xEF\xBF\xBD です", "utf-8", false, false, 1 },
	{ "latin1", "iso-8859-1", "caf\xE9", "café", "windows-1252", false, false, 0 },
	{ "latin1 under utf-8", "utf-8", "caf\xE9 au lait", "café au lait",
	  "windows-1252", true, true, 0 },
	{ "latin1, no label", "", "caf\xE9 au lait", "café au lait", "windows-1252", true,
	  false, 0 },
	{ "curly quotes are no kanji", "", "I don\x92t think it\x92s so, they\x92re fine",
	  "I don’t think it’s so, they’re fine", "windows-1252", true, false, 0 },
	{ "unknown label", "x-nonsense", "日本語", "日本語", "utf-8", true, false, 0 },
	{ "shift_jis", "Shift_JIS", "\x93\xFA\x96\x7B\x8C\xEA", "日本語", "shift_jis",
	  false, false, 0 },
	{ "shift_jis, half-width", "Shift_JIS", "\xB1\xB2\\~", "ｱｲ\\~", "shift_jis",
	  false, false, 0 },
	{ "shift_jis, NEC row 13 and IBM", "cp932", "\x87\x40\xFB\xFC", "①髙",
	  "shift_jis", false, false, 0 },
	{ "wave dash as Windows has it", "shift_jis", "\x81\x60", "～", "shift_jis",
	  false, false, 0 },
	{ "shift_jis under utf-8", "utf-8",
	  "\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x83\x81\x81\x5B\x83\x8B", "日本語のメール",
	  "shift_jis", true, true, 0 },
	{ "shift_jis, no label", "",
	  "\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x83\x81\x81\x5B\x83\x8B", "日本語のメール",
	  "shift_jis", true, false, 0 },
	{ "shift_jis under latin1", "iso-8859-1",
	  "\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x83\x81\x81\x5B\x83\x8B", "日本語のメール",
	  "shift_jis", true, true, 0 },
	{ "shift_jis keeps markup behind a broken pair", "shift_jis", "\x81<b>",
	  "\xEF\xBF\xBD<b>", "shift_jis", false, false, 1 },
	{ "euc-jp", "EUC-JP", "\xC6\xFC\xCB\xDC\xB8\xEC", "日本語", "euc-jp", false,
	  false, 0 },
	{ "euc-jp, half-width", "euc-jp", "\x8E\xB1\x8E\xB2", "ｱｲ", "euc-jp", false,
	  false, 0 },
	{ "euc-jp, three bytes", "euc-jp", "\x8F\xB0\xA1", "丂", "euc-jp", false, false,
	  0 },
	{ "euc-jp, no label", "",
	  "\xC6\xFC\xCB\xDC\xB8\xEC\xA4\xCE\xA5\xE1\xA1\xBC\xA5\xEB", "日本語のメール",
	  "euc-jp", true, false, 0 },
	{ "euc-jp under shift_jis", "shift_jis",
	  "\xC6\xFC\xCB\xDC\xB8\xEC\xA4\xCE\xA5\xE1\xA1\xBC\xA5\xEB", "日本語のメール",
	  "euc-jp", true, true, 0 },
	{ "iso-2022-jp", "iso-2022-jp", "\033$BF|K\\8l\033(B ok", "日本語 ok",
	  "iso-2022-jp", false, false, 0 },
	{ "iso-2022-jp, no label", "", "\033$BF|K\\8l\033(B ok", "日本語 ok",
	  "iso-2022-jp", true, false, 0 },
	{ "iso-2022-jp under us-ascii", "us-ascii", "\033$BF|K\\8l\033(B", "日本語",
	  "iso-2022-jp", true, true, 0 },
	{ "iso-2022-jp, half-width kana", "iso-2022-jp", "\033(I12\033(B", "ｱｲ",
	  "iso-2022-jp", false, false, 0 },
	{ "iso-2022-jp, kana behind SO", "cp50222", "\016\x31\x32\017", "ｱｲ",
	  "iso-2022-jp", false, false, 0 },
	{ "iso-2022-jp, Roman", "iso-2022-jp", "\033(J\\~\033(B\\", "¥‾\\", "iso-2022-jp",
	  false, false, 0 },
	{ "iso-2022-jp, JIS X 0212", "iso-2022-jp", "\033$(D0!\033(B", "丂",
	  "iso-2022-jp", false, false, 0 },
	{ "iso-2022-jp, not switched back", "iso-2022-jp", "\033$BF|\nplain", "日\nplain",
	  "iso-2022-jp", false, false, 0 },
	{ "iso-2022-jp-2 carries Korean", "iso-2022-jp", "\033$(C0!\033(B", "가",
	  "iso-2022-jp", false, false, 0 },
	{ "gb2312", "gb2312", "\xD6\xD0\xB9\xFA", "中国", "gb18030", false, false, 0 },
	{ "gb18030 of four bytes", "gb18030", "\x81\x30\x89\x38", "ß", "gb18030", false,
	  false, 0 },
	{ "big5", "big5", "\xA4\xA4\xA4\xE5", "中文", "big5", false, false, 0 },
	{ "euc-kr", "ks_c_5601-1987", "\xC7\xD1\xB1\xDB", "한글", "euc-kr", false, false,
	  0 },
	{ "euc-kr, no label", "", "\xC7\xD1\xB1\xDB\xC0\xD4\xB4\xCF\xB4\xD9",
	  "한글입니다", "euc-kr", true, false, 0 },
	{ "koi8-r", "koi8-r", "\xF0\xD2\xC9", "При", "koi8-r", false, false, 0 },
	{ "utf-7", "utf-7", "+ZeVnLIqe-", "日本語", "utf-7", false, true, 0 },
	{ "utf-7 without shifts", "utf-7", "plain", "plain", "utf-7", false, false, 0 },
	{ "iso-8859-16", "iso-8859-16", "\xAA\xE3", "Șă", "iso-8859-16", false, false,
	  0 },
	{ "ascii under utf-16", "utf-16", "plain text", "plain text", "us-ascii", true,
	  true, 0 },
};

TEST(bytes_become_text_and_say_how)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct charset_text got;

		test_case(cases[i].name);
		charset_decode(test_arena(), test_copy(cases[i].label),
			       test_copy(cases[i].bytes), &got);
		test_str(got.text, cases[i].text);
		test_str(str_c(got.used), cases[i].used);
		test_int(got.sniffed, cases[i].sniffed);
		test_int(got.differs, cases[i].differs);
		test_int(got.bad, cases[i].bad);
	}
}

TEST(utf_16_by_mark_label_or_pattern)
{
	static const struct {
		const char *name, *label;
		struct str bytes;
		const char *text;
	} rows[] = {
		{ "little, mark", "utf-16", { "\xFF\xFE\xE5\x65\x2C\x67", 6 }, "日本" },
		{ "big, mark", "utf-16", { "\xFE\xFF\x65\xE5\x67\x2C", 6 }, "日本" },
		{ "mark outweighs label",
		  "utf-16le",
		  { "\xFE\xFF\x65\xE5\x67\x2C", 6 },
		  "日本" },
		{ "big, label", "utf-16be", { "\x65\xE5\x67\x2C", 4 }, "日本" },
		{ "mark, no label", "", { "\xFF\xFE\xE5\x65\x2C\x67", 6 }, "日本" },
		{ "zeros, no label", "", { "H\0i\0!\0", 6 }, "Hi!" },
		{ "zeros, big", "utf-16", { "\0H\0i", 4 }, "Hi" },
		{ "surrogates", "utf-16le", { "\x3D\xD8\x00\xDE", 4 }, "😀" },
		{ "half a pair and half a unit",
		  "utf-16le",
		  { "\x3D\xD8\x41\0\x42", 5 },
		  "\xEF\xBF\xBD"
		  "A\xEF\xBF\xBD" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct charset_text got;

		test_case(rows[i].name);
		charset_decode(test_arena(), str_c(rows[i].label),
			       test_copy_str(rows[i].bytes), &got);
		test_str(got.text, rows[i].text);
	}
}

TEST(what_is_valid_is_not_copied)
{
	struct str bytes = test_copy("日本語");
	struct charset_text got;

	charset_decode(test_arena(), STR("utf-8"), bytes, &got);
	test_true(got.text.p == bytes.p);
}

TEST(the_label_s_reading_is_kept_where_another_is_used)
{
	struct charset_text got;

	charset_decode(test_arena(), STR("iso-8859-1"), test_copy("é日本"), &got);
	test_str(got.text, "é日本");
	test_str(got.declared_text, "Ã©æ—¥æœ¬");
	charset_decode(test_arena(), STR("utf-7"), test_copy("+ZeVnLIqe-"), &got);
	test_str(got.declared_text, "+ZeVnLIqe-");
}

TEST(sniffing)
{
	static const struct {
		const char *bytes, *name;
	} rows[] = {
		{ "", "us-ascii" },
		{ "plain", "us-ascii" },
		{ "日本", "utf-8" },
		{ "\033$B$\"\033(B", "iso-2022-jp" },
		{ "\033$)C\016", "iso-2022-kr" },
		{ "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xCA\xE0\xEA \xE4\xE5\xEB\xE0 "
		  "\xF3 \xF2\xE5\xE1\xFF \xF1\xE5\xE3\xEE\xE4\xED\xFF",
		  "windows-1251" },
		/* "please, in Thai letters": leading vowels before consonants */
		{ "\xE0\xC3\xD5\xC2\xB9 \xE1\xA1\xE9\xE4\xA2\xE0\xA1\xC1 "
		  "\xE2\xCD\xA1\xD2\xCA",
		  "windows-874" },
		{ "\xE9", NULL },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		test_case(rows[i].bytes);
		test_str(str_c(charset_sniff(test_copy(rows[i].bytes))),
			 rows[i].name ? rows[i].name : "");
	}
}

TEST(every_charset_with_every_pair_of_bytes_gives_valid_utf_8)
{
	static const char *const names[] = {
		"shift_jis", "euc-jp", "iso-2022-jp", "gb18030",      "big5",
		"euc-kr",    "utf-7",  "hz",	      "iso-2022-kr",  "utf-16",
		"utf-32",    "koi8-r", "windows-874", "windows-1255", "iso-8859-16"
	};
	char bytes[256 * 3];

	for (size_t n = 0; n < COUNT(names); n++)
		for (unsigned lead = 0; lead < 256; lead += 3) {
			struct charset_text got;

			for (unsigned trail = 0; trail < 256; trail++) {
				bytes[trail * 3] = (char)lead;
				bytes[trail * 3 + 1] = (char)trail;
				bytes[trail * 3 + 2] = (char)(trail * 7);
			}
			charset_decode(test_arena(), str_c(names[n]),
				       str_make(bytes, sizeof bytes), &got);
			test_true(utf8_is_valid(got.text));
		}
}
