/* mail/charset.c - see charset.h.
 *
 * One row per charset. Labels follow the WHATWG encoding standard (so "latin1"
 * is windows-1252 and "gb2312" is gb18030, which is how senders use them) and
 * add those that only mail knows. Alphabets of one byte are read by a table of
 * 128 characters taken out of ICU, Japanese by charset_japanese.c, the rest by
 * ICU's converters. */
#include "mail/charset.h"

#include "base/utf8.h"
#include "mail/charset_japanese.h"

#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/udata.h>

enum kind {
	KIND_UTF8,
	KIND_ASCII,
	KIND_SINGLE, /* one byte, ASCII below 0x80 */
	KIND_SHIFT_JIS,
	KIND_EUC_JP,
	KIND_ISO_2022_JP,
	KIND_MULTI,  /* by ICU, ASCII where the bytes are ASCII */
	KIND_SHIFTS, /* by ICU, ASCII bytes may mean something else */
	KIND_UTF7,
	KIND_UTF16,
	KIND_UTF16LE,
	KIND_UTF16BE,
	KIND_UTF32,
};

struct row {
	const char *name;
	const char *icu;
	enum kind kind;
	const char *labels; /* lower case, '-' for '_', between blanks */
};

static const struct row rows[] = {
	{ "utf-8", NULL, KIND_UTF8,
	  " utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf8mb4 "
	  "utf-8mb4 cp65001 csutf8 utf-8-sig unicode-2-0-utf-8 x-utf-8 " },
	{ "us-ascii", NULL, KIND_ASCII,
	  " ascii us iso646-us iso-646.irv:1991 ansi-x3.4 ansi-x3.4-1968 ansi-x3.4-1986 "
	  "iso-ir-6 csascii ibm367 cp367 iso-646 646 7bit us-ascii-7 x-us-ascii "
	  "ansi-x3-4 " },
	{ "windows-1252", "ibm-5348_P100-1997", KIND_SINGLE,
	  " iso-8859-1 latin1 latin-1 l1 iso8859-1 iso88591 iso-ir-100 csisolatin1 "
	  "cp1252 "
	  "x-cp1252 ibm819 cp819 iso-8859-1:1987 win-1252 windows1252 8859-1 "
	  "iso8859-1:1987 "
	  "x-ansi ansi 8bit iso-8859-1-windows-3.1-latin-1 x-windows-1252 " },
	{ "iso-2022-jp", NULL, KIND_ISO_2022_JP,
	  " csiso2022jp cp50220 cp50221 cp50222 cp50225 iso-2022-jp-ms iso2022jp jis "
	  "csjisencoding jis-encoding iso-2022-jp-1 iso-2022-jp1 iso-2022jp iso2022-jp "
	  "jis7 "
	  "x-windows-iso2022jp x-windows-50220 x-windows-50221 iso-2022-jp-3 "
	  "iso-2022-jp-2004 x-jis windows-50220 windows-50221 junet " },
	{ "shift_jis", NULL, KIND_SHIFT_JIS,
	  " shift-jis sjis x-sjis ms-kanji ms932 cp932 windows-31j csshiftjis "
	  "cswindows31j "
	  "shiftjis x-shift-jis x-ms-cp932 windows-932 ibm-943 ibm943 cp943 ms-932 "
	  "sjis-win "
	  "shift-jis-2004 shift-jisx0213 x-sjis-cp932 932 windows31j pck x-mac-japanese "
	  "macjapanese " },
	{ "euc-jp", NULL, KIND_EUC_JP,
	  " cseucpkdfmtjapanese x-euc-jp eucjp eucjp-ms euc-jp-ms eucjpms eucjp-win "
	  "cp51932 "
	  "ujis x-euc euc-jisx0213 euc-jis-2004 x-eucjp x-windows-51932 windows-51932 "
	  "extended-unix-code-packed-format-for-japanese eucjp-open " },
	{ "gb18030", "gb18030", KIND_MULTI,
	  " gb2312 gbk gb-2312-80 gb-2312 gb231280 gb2312-80 chinese csgb2312 "
	  "csiso58gb231280 "
	  "iso-ir-58 x-gbk cp936 ms936 windows-936 euc-cn eucgb2312-cn euccn x-euc-cn "
	  "csgbk "
	  "gb-18030 gb18030-2000 gb18030-2022 cn-gb gb-k 936 hz-gb-2312-8bit gb13000 " },
	{ "big5", "ibm-1375_P100-2008", KIND_MULTI,
	  " big5-hkscs cn-big5 csbig5 x-x-big5 big-5 cp950 ms950 windows-950 x-big5 "
	  "big5-eten "
	  "big5hkscs big5-hkscs:2001 950 ms-950 x-windows-950 csbig5hkscs " },
	{ "euc-kr", "windows-949-2000", KIND_MULTI,
	  " ks-c-5601-1987 ks-c-5601-1989 ksc5601 ksc-5601 ks-c-5601 korean cseuckr "
	  "csksc56011987 iso-ir-149 windows-949 cp949 ms949 uhc euckr x-windows-949 "
	  "ks-x-1001 949 ksc5601-1987 ks-c-5601-1992 " },
	{ "windows-1250", "ibm-5346_P100-1998", KIND_SINGLE,
	  " cp1250 x-cp1250 win-1250 windows1250 ms-ee " },
	{ "windows-1251", "ibm-5347_P100-1998", KIND_SINGLE,
	  " cp1251 x-cp1251 win-1251 windows1251 cswindows1251 ms-cyrl " },
	{ "windows-1253", "ibm-5349_P100-1998", KIND_SINGLE,
	  " cp1253 x-cp1253 win-1253 windows1253 ms-greek " },
	{ "windows-1254", "ibm-5350_P100-1998", KIND_SINGLE,
	  " cp1254 x-cp1254 win-1254 windows1254 iso-8859-9 iso8859-9 iso88599 latin5 "
	  "latin-5 l5 iso-ir-148 csisolatin5 iso-8859-9:1989 ms-turk " },
	{ "windows-1255", "ibm-9447_P100-2002", KIND_SINGLE,
	  " cp1255 x-cp1255 win-1255 windows1255 ms-hebr " },
	{ "windows-1256", "ibm-9448_X100-2005", KIND_SINGLE,
	  " cp1256 x-cp1256 win-1256 windows1256 ms-arab " },
	{ "windows-1257", "ibm-9449_P100-2002", KIND_SINGLE,
	  " cp1257 x-cp1257 win-1257 windows1257 winbaltrim " },
	{ "windows-1258", "ibm-5354_P100-1998", KIND_SINGLE,
	  " cp1258 x-cp1258 win-1258 windows1258 " },
	{ "windows-874", "windows-874-2000", KIND_SINGLE,
	  " dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 tis620 tis-620-2533 "
	  "tis620.2533 cp874 ms874 x-windows-874 cstis620 874 " },
	{ "iso-8859-2", "ibm-912_P100-1995", KIND_SINGLE,
	  " iso8859-2 iso88592 latin2 latin-2 l2 iso-ir-101 csisolatin2 iso-8859-2:1987 "
	  "8859-2 " },
	{ "iso-8859-3", "ibm-913_P100-2000", KIND_SINGLE,
	  " iso8859-3 iso88593 latin3 l3 iso-ir-109 csisolatin3 iso-8859-3:1988 " },
	{ "iso-8859-4", "ibm-914_P100-1995", KIND_SINGLE,
	  " iso8859-4 iso88594 latin4 l4 iso-ir-110 csisolatin4 iso-8859-4:1988 " },
	{ "iso-8859-5", "ibm-915_P100-1995", KIND_SINGLE,
	  " iso8859-5 iso88595 cyrillic iso-ir-144 csisolatincyrillic iso-8859-5:1988 " },
	{ "iso-8859-6", "ibm-1089_P100-1995", KIND_SINGLE,
	  " iso8859-6 iso88596 arabic iso-ir-127 ecma-114 asmo-708 csisolatinarabic "
	  "iso-8859-6:1987 csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i " },
	{ "iso-8859-7", "ibm-9005_X110-2007", KIND_SINGLE,
	  " iso8859-7 iso88597 greek greek8 iso-ir-126 ecma-118 elot-928 csisolatingreek "
	  "iso-8859-7:1987 sun-eu-greek " },
	{ "iso-8859-8", "ibm-5012_P100-1999", KIND_SINGLE,
	  " iso8859-8 iso88598 hebrew visual iso-ir-138 csisolatinhebrew iso-8859-8:1988 "
	  "iso-8859-8-e csiso88598e iso-8859-8-i csiso88598i logical " },
	{ "iso-8859-10", "iso-8859_10-1998", KIND_SINGLE,
	  " iso8859-10 iso885910 latin6 l6 iso-ir-157 csisolatin6 " },
	{ "iso-8859-13", "ibm-921_P100-1995", KIND_SINGLE,
	  " iso8859-13 iso885913 latin7 " },
	{ "iso-8859-14", "iso-8859_14-1998", KIND_SINGLE,
	  " iso8859-14 iso885914 latin8 iso-ir-199 iso-celtic " },
	{ "iso-8859-15", "ibm-923_P100-1998", KIND_SINGLE,
	  " iso8859-15 iso885915 latin9 latin-9 l9 csisolatin9 latin0 csiso885915 " },
	{ "iso-8859-16", NULL, KIND_SINGLE, " iso8859-16 iso885916 latin10 iso-ir-226 " },
	{ "koi8-r", "ibm-878_P100-1996", KIND_SINGLE,
	  " koi8 koi koi8r cskoi8r cp20866 " },
	{ "koi8-u", "ibm-1168_P100-2002", KIND_SINGLE, " koi8u koi8-ru cp21866 " },
	{ "ibm866", "ibm-866_P100-1995", KIND_SINGLE, " cp866 866 csibm866 dos-866 " },
	{ "macintosh", "macos-0_2-10.2", KIND_SINGLE,
	  " mac csmacintosh x-mac-roman macroman " },
	{ "x-mac-cyrillic", "macos-7_3-10.2", KIND_SINGLE,
	  " x-mac-ukrainian maccyrillic " },
	{ "x-mac-greek", "macos-6_2-10.4", KIND_SINGLE, " macgreek " },
	{ "x-mac-turkish", "macos-35-10.2", KIND_SINGLE, " macturkish " },
	{ "x-mac-centraleurroman", "macos-29-10.2", KIND_SINGLE,
	  " x-mac-ce maccenteuro " },
	{ "ibm437", "ibm-437_P100-1995", KIND_SINGLE, " cp437 437 cspc8codepage437 " },
	{ "ibm737", "ibm-737_P100-1997", KIND_SINGLE, " cp737 " },
	{ "ibm775", "ibm-775_P100-1996", KIND_SINGLE, " cp775 " },
	{ "ibm850", "ibm-850_P100-1995", KIND_SINGLE, " cp850 850 cspc850multilingual " },
	{ "ibm852", "ibm-852_P100-1995", KIND_SINGLE, " cp852 852 cspcp852 " },
	{ "ibm855", "ibm-855_P100-1995", KIND_SINGLE, " cp855 855 " },
	{ "ibm857", "ibm-857_P100-1995", KIND_SINGLE, " cp857 857 " },
	{ "ibm858", "ibm-858_P100-1997", KIND_SINGLE, " cp858 ibm00858 " },
	{ "ibm862", "ibm-862_P100-1995", KIND_SINGLE, " cp862 862 dos-862 " },
	{ "ibm864", "ibm-864_X110-1999", KIND_SINGLE, " cp864 " },
	{ "hz-gb-2312", "HZ", KIND_SHIFTS, " hz hz-gb " },
	{ "iso-2022-kr", "ISO_2022,locale=ko,version=0", KIND_SHIFTS,
	  " csiso2022kr iso2022kr " },
	{ "iso-2022-cn", "ISO_2022,locale=zh,version=0", KIND_SHIFTS,
	  " iso-2022-cn-ext csiso2022cn iso2022cn " },
	{ "iso-2022-jp-2", "ISO_2022,locale=ja,version=2", KIND_SHIFTS,
	  " csiso2022jp2 " },
	{ "utf-7", "UTF-7", KIND_UTF7,
	  " utf7 unicode-1-1-utf-7 csunicode11utf7 unicode-2-0-utf-7 x-unicode-2-0-utf-7 "
	  "cp65000 " },
	{ "utf-16", NULL, KIND_UTF16,
	  " utf16 ucs-2 iso-10646-ucs-2 unicode csunicode ucs2 " },
	{ "utf-16le", NULL, KIND_UTF16LE,
	  " utf16le utf-16-le ucs-2le cp1200 unicodefeff x-utf-16le " },
	{ "utf-16be", NULL, KIND_UTF16BE,
	  " utf16be utf-16-be ucs-2be cp1201 unicodefffe x-utf-16be " },
	{ "utf-32", "UTF-32", KIND_UTF32, " utf32 ucs-4 iso-10646-ucs-4 " },
	{ "utf-32le", "UTF-32LE", KIND_UTF32, " utf32le ucs-4le " },
	{ "utf-32be", "UTF-32BE", KIND_UTF32, " utf32be ucs-4be " },
};

enum { ROW_UTF8, ROW_ASCII, ROW_WINDOWS_1252, ROW_ISO_2022_JP };

/* Opened once each, constant from then on. */
static struct {
	UConverter *converter;
	uint16_t high[128]; /* of KIND_SINGLE; 0: no character */
	bool ready;
} opened[COUNT(rows)];

/* --- labels ------------------------------------------------------------------- */

enum { LABEL_MAX = 64 };

/* Lower case, without quotes, blanks and RFC 2231 language, between blanks. */
static struct str fold_label(struct str label, char out[LABEL_MAX + 2])
{
	size_t n = 0;

	label = str_trim(str_until(str_trim(label), '*'));
	while (label.n && strchr("\"' \t", label.p[0]) && label.p[0])
		label = str_skip(label, 1);
	while (label.n && strchr("\"';, \t", label.p[label.n - 1]) &&
	       label.p[label.n - 1])
		label.n--;
	if (label.n == 0 || label.n > LABEL_MAX)
		return STR_NONE;
	out[n++] = ' ';
	for (size_t i = 0; i < label.n; i++)
		out[n++] = label.p[i] == '_' ? '-' : ascii_lower(label.p[i]);
	out[n++] = ' ';
	return str_make(out, n);
}

static bool is_name(const char *name, struct str label)
{
	for (size_t i = 0; i < label.n; i++)
		if (name[i] == '\0' || (name[i] == '_' ? '-' : name[i]) != label.p[i])
			return false;
	return name[label.n] == '\0';
}

static const struct row *row_of(struct str label)
{
	char room[LABEL_MAX + 2];
	struct str key = fold_label(label, room);

	if (key.n == 0 || memchr(key.p + 1, ' ', key.n - 2))
		return NULL;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (is_name(rows[i].name, str_sub(key, 1, key.n - 1)))
			return &rows[i];
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_find_str(str_c(rows[i].labels), key) != STR_NPOS)
			return &rows[i];
	return NULL;
}

const char *charset_canonical(struct str label)
{
	const struct row *row = row_of(label);

	return row ? row->name : NULL;
}

/* --- opening --------------------------------------------------------------------- */

static size_t index_of(const struct row *row)
{
	return (size_t)(row - rows);
}

/* ICU's data is part of its library; files of its own must not be looked for
 * where no file can be opened. Has an effect only before the first converter. */
static void open_no_files(void)
{
	UErrorCode status = U_ZERO_ERROR;

	udata_setFileAccess(UDATA_NO_FILES, &status);
}

static UConverter *converter_of(const struct row *row)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter **slot = &opened[index_of(row)].converter;

	if (!*slot && row->icu) {
		open_no_files();
		*slot = ucnv_open(row->icu, &status);
		if (U_FAILURE(status))
			*slot = NULL;
	}
	return *slot;
}

/* ISO 8859-16 is not in Debian's ICU: it is ISO 8859-1 but for these. */
static void fill_iso_8859_16(uint16_t high[128])
{
	static const struct {
		uint8_t byte;
		uint16_t cp;
	} other[] = {
		{ 0xA1, 0x0104 }, { 0xA2, 0x0105 }, { 0xA3, 0x0141 }, { 0xA4, 0x20AC },
		{ 0xA5, 0x201E }, { 0xA6, 0x0160 }, { 0xA8, 0x0161 }, { 0xAA, 0x0218 },
		{ 0xAC, 0x0179 }, { 0xAE, 0x017A }, { 0xAF, 0x017B }, { 0xB2, 0x010C },
		{ 0xB3, 0x0142 }, { 0xB4, 0x017D }, { 0xB5, 0x201D }, { 0xB8, 0x017E },
		{ 0xB9, 0x010D }, { 0xBA, 0x0219 }, { 0xBC, 0x0152 }, { 0xBD, 0x0153 },
		{ 0xBE, 0x0178 }, { 0xBF, 0x017C }, { 0xC3, 0x0102 }, { 0xC5, 0x0106 },
		{ 0xD0, 0x0110 }, { 0xD1, 0x0143 }, { 0xD5, 0x0150 }, { 0xD7, 0x015A },
		{ 0xD8, 0x0170 }, { 0xDD, 0x0118 }, { 0xDE, 0x021A }, { 0xE3, 0x0103 },
		{ 0xE5, 0x0107 }, { 0xF0, 0x0111 }, { 0xF1, 0x0144 }, { 0xF5, 0x0151 },
		{ 0xF7, 0x015B }, { 0xF8, 0x0171 }, { 0xFD, 0x0119 }, { 0xFE, 0x021B },
	};

	for (unsigned i = 0; i < 128; i++)
		high[i] = (uint16_t)(0x80 + i);
	for (size_t i = 0; i < COUNT(other); i++)
		high[other[i].byte - 0x80] = other[i].cp;
}

static const uint16_t *single_table(const struct row *row)
{
	uint16_t *high = opened[index_of(row)].high;
	UConverter *converter;

	if (opened[index_of(row)].ready)
		return high;
	opened[index_of(row)].ready = true;
	if (!row->icu)
		fill_iso_8859_16(high);
	converter = converter_of(row);
	for (unsigned i = 0; converter && i < 128; i++) {
		char byte = (char)(0x80 + i);
		UChar out[4];
		UErrorCode status = U_ZERO_ERROR;
		int32_t n = ucnv_toUChars(converter, out, 4, &byte, 1, &status);

		high[i] = U_SUCCESS(status) && n == 1 && out[0] != 0xFFFD ? out[0] : 0;
		/* Places left free are C1 controls in the WHATWG standard where
		 * they lie below 0xA0. */
		if (high[i] == 0 && i < 0x20)
			high[i] = (uint16_t)(0x80 + i);
	}
	return high;
}

void charset_warm(void)
{
	static const char *const common[] = { "windows-1252", "gb18030", "big5",
					      "euc-kr" };

	open_no_files();
	japanese_warm();
	for (size_t i = 0; i < COUNT(common); i++)
		converter_of(row_of(str_c(common[i])));
	single_table(&rows[ROW_WINDOWS_1252]);
	charset_sniff_warm();
}

/* --- decoding ----------------------------------------------------------------------- */

struct sink {
	char *p;
	size_t n, room;
	uint32_t bad;
};

static void put(struct sink *out, uint32_t cp)
{
	if (out->n + 4 <= out->room)
		out->n += utf8_encode(cp, out->p + out->n);
}

static void put_bad(struct sink *out)
{
	out->bad++;
	put(out, 0xFFFD);
}

static size_t put_ascii(struct sink *out, struct str rest)
{
	size_t n = ascii_prefix(rest);

	if (n)
		memcpy(out->p + out->n, rest.p, n);
	out->n += n;
	return n;
}

static void decode_utf8(struct str in, struct sink *out)
{
	for (;;) {
		size_t n = utf8_valid_prefix(in);

		if (n)
			memcpy(out->p + out->n, in.p, n);
		out->n += n;
		in = str_skip(in, n);
		if (in.n == 0)
			return;
		utf8_decode(in, &n);
		put_bad(out);
		in = str_skip(in, n);
	}
}

static void decode_single(const struct row *row, struct str in, struct sink *out)
{
	const uint16_t *high = single_table(row);

	while (in.n) {
		in = str_skip(in, put_ascii(out, in));
		for (; in.n && in.p[0] & 0x80; in = str_skip(in, 1)) {
			uint16_t cp = high[(uint8_t)in.p[0] & 0x7F];

			if (cp)
				put(out, cp);
			else
				put_bad(out);
		}
	}
}

static uint32_t unit_at(struct str in, size_t i, bool big)
{
	uint8_t a = (uint8_t)in.p[i], b = (uint8_t)in.p[i + 1];

	return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static void decode_utf16(struct str in, bool big, struct sink *out)
{
	size_t i = 0;

	while (i + 2 <= in.n) {
		uint32_t unit = unit_at(in, i, big), low;

		i += 2;
		if (unit < 0xD800 || unit > 0xDFFF) {
			put(out, unit);
			continue;
		}
		low = unit < 0xDC00 && i + 2 <= in.n ? unit_at(in, i, big) : 0;
		if (low < 0xDC00 || low > 0xDFFF) {
			put_bad(out);
			continue;
		}
		put(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
		i += 2;
	}
	if (i < in.n)
		put_bad(out);
}

static void replace(const void *context, UConverterToUnicodeArgs *args, const char *units,
		    int32_t length, UConverterCallbackReason reason, UErrorCode *status)
{
	static const UChar mark = 0xFFFD;

	(void)units;
	(void)length;
	if (reason > UCNV_IRREGULAR)
		return; /* reset, close, clone */
	*status = U_ZERO_ERROR;
	++*(uint32_t *)(uintptr_t)context;
	ucnv_cbToUWriteUChars(args, &mark, 1, 0, status);
}

static void put_units(struct sink *out, const UChar *units, const UChar *end, UChar *held)
{
	for (; units < end; units++) {
		if (*held) {
			put(out, 0x10000 + ((uint32_t)(*held - 0xD800) << 10) +
				     (*units - 0xDC00u));
			*held = 0;
		} else if (*units >= 0xD800 && *units < 0xDC00) {
			*held = *units;
		} else {
			put(out, *units);
		}
	}
}

static void decode_icu(const struct row *row, struct str in, struct sink *out)
{
	UConverter *converter = converter_of(row);
	const char *from = in.p, *end = in.p + in.n;
	UErrorCode status = U_ZERO_ERROR;
	UChar units[1024], held = 0;

	if (!converter) {
		decode_single(&rows[ROW_WINDOWS_1252], in, out);
		return;
	}
	ucnv_setToUCallBack(converter, replace, &out->bad, NULL, NULL, &status);
	ucnv_resetToUnicode(converter);
	do {
		UChar *to = units;

		status = U_ZERO_ERROR;
		ucnv_toUnicode(converter, &to, units + COUNT(units), &from, end, NULL,
			       true, &status);
		put_units(out, units, to, &held);
	} while (status == U_BUFFER_OVERFLOW_ERROR);
}

/* Bytes of UTF-8 for one unit of UTF-16; a pair of surrogates makes four in all. */
static size_t unit_length(UChar unit)
{
	if (unit >= 0xD800 && unit <= 0xDFFF)
		return unit < 0xDC00 ? 0 : 4;
	return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
}

const uint32_t *charset_map(struct arena *arena, const char *name, struct str bytes,
			    size_t text_length)
{
	const struct row *row = row_of(str_c(name));
	uint32_t *map = arena_alloc_array(arena, text_length + 1, sizeof *map), bad = 0;
	UConverter *converter = row ? converter_of(row) : NULL;
	const char *from = bytes.p, *end = bytes.p + bytes.n;
	UErrorCode status = U_ZERO_ERROR;
	size_t n = 0;

	if (!converter)
		return NULL;
	ucnv_setToUCallBack(converter, replace, &bad, NULL, NULL, &status);
	ucnv_resetToUnicode(converter);
	do {
		UChar units[1024], *to = units;
		int32_t offsets[1024];
		size_t base = (size_t)(from - bytes.p);

		status = U_ZERO_ERROR;
		ucnv_toUnicode(converter, &to, units + COUNT(units), &from, end, offsets,
			       true, &status);
		for (const UChar *unit = units; unit < to; unit++) {
			int32_t at = offsets[unit - units];

			for (size_t i = unit_length(*unit); i && n < text_length; i--)
				map[n++] = (uint32_t)(base + (at > 0 ? (size_t)at : 0));
		}
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	while (n <= text_length)
		map[n++] = (uint32_t)bytes.n;
	return map;
}

unsigned charset_unit(const char *name)
{
	const struct row *row = row_of(str_c(name));

	if (!row)
		return 0;
	if (row->kind == KIND_SINGLE)
		return 1;
	return row->kind >= KIND_UTF16 && row->kind <= KIND_UTF16BE ? 2 : 0;
}

static void decode_japanese(enum japanese charset, struct str in, struct sink *out)
{
	out->n = japanese_decode(charset, in, out->p, &out->bad);
}

/* The escapes of ISO-2022-JP-2 that go beyond Japanese. */
bool charset_is_jp2(struct str in)
{
	return str_find_str(in, STR("\033$A")) != STR_NPOS ||
	       str_find_str(in, STR("\033$(C")) != STR_NPOS ||
	       str_find_str(in, STR("\033.")) != STR_NPOS;
}

static struct str without_mark(struct str in)
{
	return str_starts(in, STR("\xEF\xBB\xBF")) ? str_skip(in, 3) : in;
}

static void decode_utf16_marked(enum kind kind, struct str in, struct sink *out)
{
	bool big = kind == KIND_UTF16BE;

	if (str_starts(in, STR("\xFE\xFF")) || str_starts(in, STR("\xFF\xFE"))) {
		big = in.p[0] == (char)0xFE;
		in = str_skip(in, 2);
	} else if (kind == KIND_UTF16) {
		const char *sniffed = charset_sniff(in);

		/* RFC 2781 says big end first, WHATWG little; programs write little. */
		big = sniffed && strcmp(sniffed, "utf-16be") == 0;
	}
	decode_utf16(in, big, out);
}

static struct str decode_by(struct arena *arena, const struct row *row, struct str in,
			    uint32_t *ret_bad)
{
	size_t room = in.n * 3 + 16;
	struct sink out = { .p = arena_bytes(arena, room), .room = room };

	switch (row->kind) {
	case KIND_UTF8:
	case KIND_ASCII:
		decode_utf8(without_mark(in), &out);
		break;
	case KIND_SINGLE:
		decode_single(row, in, &out);
		break;
	case KIND_SHIFT_JIS:
		decode_japanese(JAPANESE_SHIFT_JIS, in, &out);
		break;
	case KIND_EUC_JP:
		decode_japanese(JAPANESE_EUC_JP, in, &out);
		break;
	case KIND_ISO_2022_JP:
		if (charset_is_jp2(in))
			decode_icu(row_of(STR("iso-2022-jp-2")), in, &out);
		else
			decode_japanese(JAPANESE_ISO_2022_JP, in, &out);
		break;
	case KIND_MULTI:
	case KIND_SHIFTS:
	case KIND_UTF7:
	case KIND_UTF32:
		decode_icu(row, in, &out);
		break;
	case KIND_UTF16:
	case KIND_UTF16LE:
	case KIND_UTF16BE:
		decode_utf16_marked(row->kind, in, &out);
		break;
	}
	arena_shrink(arena, out.p, room, out.n);
	*ret_bad = out.bad;
	return str_make(out.p, out.n);
}

/* --- deciding --------------------------------------------------------------------------
 */

static bool reads_ascii_as_is(const struct row *row, struct str bytes)
{
	if (memchr(bytes.p, 0x1B, bytes.n))
		return false;
	if (!row) /* UTF-16 of English is ASCII and zeros */
		return !memchr(bytes.p, 0, bytes.n);
	switch (row->kind) {
	case KIND_ISO_2022_JP:
		return !memchr(bytes.p, 0x0E, bytes.n);
	case KIND_SHIFTS:
		return !memchr(bytes.p, '~', bytes.n) && !memchr(bytes.p, 0x0E, bytes.n);
	case KIND_UTF7:
		return !memchr(bytes.p, '+', bytes.n);
	case KIND_UTF16:
	case KIND_UTF16LE:
	case KIND_UTF16BE:
	case KIND_UTF32:
		return bytes.n == 0;
	default:
		return true;
	}
}

/* Does a sniffed charset outweigh a label under which all bytes have a meaning?
 * Where every byte is a character (alphabets of one byte) bytes that are
 * UTF-8, or ISO-2022-JP escapes, or mostly kana by another reading are no accident. */
static bool outweighs(const struct row *sniffed, const struct row *declared)
{
	if (sniffed == declared || !sniffed)
		return false;
	switch (declared->kind) {
	case KIND_SINGLE:
		return sniffed->kind != KIND_SINGLE && sniffed->kind != KIND_MULTI;
	case KIND_SHIFT_JIS:
		/* What EUC-JP is made of reads as rows of half-width kana. */
		return sniffed->kind == KIND_EUC_JP || sniffed->kind == KIND_ISO_2022_JP;
	case KIND_UTF8:
	case KIND_ASCII:
	case KIND_EUC_JP:
	case KIND_MULTI:
		return sniffed->kind == KIND_ISO_2022_JP || sniffed->kind == KIND_SHIFTS;
	case KIND_UTF16:
	case KIND_UTF16LE:
	case KIND_UTF16BE:
	case KIND_UTF32:
		/* ASCII cannot be both; read in pairs it would be rare ideographs. */
		return sniffed->kind == KIND_ASCII || sniffed->kind == KIND_UTF8;
	default:
		return false;
	}
}

/* UTF-8 with a broken character or two is still UTF-8. */
static bool is_mostly_utf8(struct str bytes)
{
	size_t good = 0, bad = 0, n;

	for (;;) {
		bytes = str_skip(bytes, ascii_prefix(bytes));
		if (bytes.n == 0)
			return good >= bad * 2;
		if (utf8_decode(bytes, &n) >= 0)
			good++;
		else
			bad++;
		bytes = str_skip(bytes, n);
	}
}

static uint32_t high_bytes(struct str bytes)
{
	uint32_t n = 0;

	for (size_t i = 0; i < bytes.n; i++)
		n += (uint8_t)bytes.p[i] >> 7;
	return n;
}

static const struct row *sniffed_row(struct str bytes)
{
	const char *name = charset_sniff(bytes);

	return name ? row_of(str_c(name)) : NULL;
}

static const struct row *shaped_row(struct str bytes)
{
	const char *name = charset_sniff_shape(bytes);

	return name ? row_of(str_c(name)) : NULL;
}

static void decode_sniffed(struct arena *arena, struct str bytes,
			   struct charset_text *ret)
{
	const struct row *row = sniffed_row(bytes);

	if (!row)
		row = is_mostly_utf8(bytes) ? &rows[ROW_UTF8] : &rows[ROW_WINDOWS_1252];
	ret->used = row->name;
	ret->sniffed = row->kind != KIND_ASCII;
	ret->text = decode_by(arena, row, bytes, &ret->bad);
}

/* The label was read; is there a better reading? */
static void reconsider(struct arena *arena, const struct row *declared, struct str bytes,
		       struct charset_text *ret)
{
	const struct row *row;
	struct charset_text other = { .sniffed = true, .differs = true };

	if (declared->kind == KIND_UTF8 && ret->bad && is_mostly_utf8(bytes))
		return;
	/* Where the label explains every byte, no other alphabet outweighs it. */
	row = ret->bad ? sniffed_row(bytes) : shaped_row(bytes);
	if (!row && ret->bad && declared->kind <= KIND_ASCII)
		row = &rows[ROW_WINDOWS_1252];
	if (!row || row == declared || (!ret->bad && !outweighs(row, declared)))
		return;
	/* One pair of kana may be two letters; a row of them is not. */
	if (declared->kind == KIND_SINGLE &&
	    (row->kind == KIND_SHIFT_JIS || row->kind == KIND_EUC_JP) &&
	    high_bytes(bytes) < 12)
		return;
	other.text = decode_by(arena, row, bytes, &other.bad);
	if (other.bad && other.bad * 4 >= ret->bad)
		return;
	if (str_eq(other.text, ret->text))
		return;
	other.used = row->name;
	other.declared_text = ret->text;
	*ret = other;
}

static void decode_declared(struct arena *arena, const struct row *row, struct str bytes,
			    struct charset_text *ret)
{
	ret->used = row->name;
	ret->text = decode_by(arena, row, bytes, &ret->bad);
	if (row->kind == KIND_UTF7) {
		/* Most clients of today know no UTF-7 and show the bytes. */
		ret->differs = utf8_is_valid(bytes) && !str_eq(ret->text, bytes);
		if (ret->differs)
			ret->declared_text = bytes;
		return;
	}
	reconsider(arena, row, bytes, ret);
}

void charset_decode(struct arena *arena, struct str label, struct str bytes,
		    struct charset_text *ret)
{
	const struct row *row = row_of(label);
	bool unknown = !row && str_trim(label).n > 0;

	*ret = (struct charset_text){ .text = bytes };
	if (bytes.n == 0) {
		ret->used = row ? row->name : "us-ascii";
		ret->sniffed = unknown;
	} else if (ascii_is_all(bytes) && reads_ascii_as_is(row, bytes)) {
		ret->used = row ? row->name : "us-ascii";
		ret->sniffed = unknown;
	} else if ((!row || row->kind <= KIND_ASCII) && !memchr(bytes.p, 0x1B, bytes.n) &&
		   utf8_is_valid(bytes) && (row || !memchr(bytes.p, 0, bytes.n))) {
		ret->text = without_mark(bytes);
		ret->used = rows[ROW_UTF8].name;
		ret->sniffed = !row || row->kind == KIND_ASCII;
	} else if (!row) {
		decode_sniffed(arena, bytes, ret);
		ret->sniffed |= unknown;
	} else {
		decode_declared(arena, row, bytes, ret);
	}
}
