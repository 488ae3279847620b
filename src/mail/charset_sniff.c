/* mail/charset_sniff.c - what charset do these bytes look like? (mail/charset.h)
 *
 * Structure first (byte order marks, escapes, NUL patterns, UTF-8), then the
 * share of common characters under each East Asian reading, then ICU's
 * statistics for alphabets. */
#include "base/utf8.h"
#include "mail/charset.h"
#include "mail/charset_japanese.h"

#include <unicode/ucsdet.h>

enum {
	SNIFF_BYTES = 16 << 10, /* a verdict does not get better by more */
	LETTERS_BYTES = 4 << 10,
};

/* --- UTF-16 and ISO-2022 -------------------------------------------------- */

static const char *by_mark(struct str s)
{
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		return "utf-8";
	if (s.n >= 4 && memcmp(s.p, "\xFF\xFE\0\0", 4) == 0)
		return "utf-32le";
	if (s.n >= 4 && memcmp(s.p, "\0\0\xFE\xFF", 4) == 0)
		return "utf-32be";
	if (str_starts(s, STR("\xFF\xFE")))
		return "utf-16le";
	if (str_starts(s, STR("\xFE\xFF")))
		return "utf-16be";
	return NULL;
}

/* Text of mostly ASCII in UTF-16 has a NUL in every second place. */
static const char *by_zeros(struct str s)
{
	size_t zeros[2] = { 0, 0 }, pairs = s.n / 2;

	if (pairs < 2 || !memchr(s.p, 0, s.n))
		return NULL;
	for (size_t i = 0; i < pairs * 2; i++)
		zeros[i & 1] += s.p[i] == 0;
	if (zeros[1] * 5 >= pairs * 2 && zeros[0] * 50 <= pairs)
		return "utf-16le";
	if (zeros[0] * 5 >= pairs * 2 && zeros[1] * 50 <= pairs)
		return "utf-16be";
	return NULL;
}

/* "ESC $ B" and kin with a pair of bytes behind them. */
static const char *by_escape(struct str s)
{
	static const struct {
		const char *text, *name;
	} rows[] = {
		{ "$B", "iso-2022-jp" },  { "$@", "iso-2022-jp" },
		{ "$(D", "iso-2022-jp" }, { "(I", "iso-2022-jp" },
		{ "$)C", "iso-2022-kr" }, { "$)A", "iso-2022-cn" },
		{ "$)G", "iso-2022-cn" }, { "$A", "iso-2022-jp" },
		{ "$(C", "iso-2022-jp" },
	};
	struct str rest = s, before;

	while (str_cut(rest, 0x1B, &before, &rest))
		for (size_t i = 0; i < COUNT(rows); i++)
			if (str_starts(rest, str_c(rows[i].text)))
				return rows[i].name;
	return NULL;
}

/* --- the East Asian charsets ------------------------------------------------ */

/* What a text is made of, read in one way. */
struct shares {
	uint32_t all, common, kana, bad;
	uint32_t joined; /* characters directly behind another one */
};

/* One character of `rest` (rest.n > 0, above 0x7F): counts it, returns its length. */
typedef size_t counter(struct str rest, struct shares *shares);

static size_t bad_one(struct shares *shares)
{
	shares->bad++;
	return 1;
}

static bool is_kana(uint32_t cp)
{
	return cp >= 0x3041 && cp <= 0x30FC;
}

/* Row and cell of JIS X 0208, as all Japanese charsets have them. */
static void count_0208(unsigned row, unsigned cell, struct shares *shares)
{
	uint32_t cp = japanese_0208(row, cell);

	if (cp == 0)
		shares->bad++;
	shares->kana += (row == 4 || row == 5) && is_kana(cp);
	/* Punctuation, full-width letters, kana, kanji of level 1. */
	shares->common += row <= 5 || (row >= 16 && row <= 47);
}

static size_t count_sjis(struct str rest, struct shares *shares)
{
	uint8_t lead = (uint8_t)rest.p[0], trail = rest.n > 1 ? (uint8_t)rest.p[1] : 0;
	unsigned pointer;

	shares->all++;
	if (lead >= 0xA1 && lead <= 0xDF)
		return 1; /* half-width kana: lawful, and a sign of nothing */
	if (lead == 0x80 || lead == 0xA0 || lead > 0xFC || trail < 0x40 ||
	    trail == 0x7F || trail > 0xFC)
		return bad_one(shares);
	pointer = (lead - (lead < 0xA0 ? 0x81u : 0xC1u)) * 188 + trail -
		  (trail < 0x7F ? 0x40u : 0x41u);
	if (pointer >= 8836 && pointer <= 10715)
		return 2; /* the users' own rows */
	count_0208(pointer / 94 + 1, pointer % 94 + 1, shares);
	return 2;
}

static bool high_pair(struct str rest, uint8_t *ret_lead, uint8_t *ret_trail)
{
	*ret_lead = (uint8_t)rest.p[0];
	*ret_trail = rest.n > 1 ? (uint8_t)rest.p[1] : 0;
	return *ret_lead >= 0xA1 && *ret_lead <= 0xFE && *ret_trail >= 0xA1 &&
	       *ret_trail <= 0xFE;
}

static size_t count_euc_jp(struct str rest, struct shares *shares)
{
	uint8_t lead, trail;

	shares->all++;
	if (high_pair(rest, &lead, &trail)) {
		count_0208(lead - 0xA0u, trail - 0xA0u, shares);
		return 2;
	}
	if (lead == 0x8E && trail >= 0xA1 && trail <= 0xDF)
		return 2;
	if (lead == 0x8F && rest.n > 2 && trail >= 0xA1 && (uint8_t)rest.p[2] >= 0xA1)
		return 3;
	return bad_one(shares);
}

static size_t count_gb(struct str rest, struct shares *shares)
{
	uint8_t lead, trail;

	shares->all++;
	if (high_pair(rest, &lead, &trail)) {
		/* Punctuation, full-width forms, hanzi of level 1. */
		shares->common +=
		    lead == 0xA1 || lead == 0xA3 || (lead >= 0xB0 && lead <= 0xD7);
		return 2;
	}
	if (lead >= 0x81 && lead <= 0xFE && trail >= 0x40 && trail != 0x7F &&
	    trail != 0xFF)
		return 2;
	if (lead >= 0x81 && lead <= 0xFE && trail >= 0x30 && trail <= 0x39 && rest.n > 3)
		return 4;
	return bad_one(shares);
}

static size_t count_big5(struct str rest, struct shares *shares)
{
	uint8_t lead = (uint8_t)rest.p[0], trail = rest.n > 1 ? (uint8_t)rest.p[1] : 0;

	shares->all++;
	if (lead < 0xA1 || lead > 0xF9 ||
	    !((trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE)))
		return bad_one(shares);
	shares->common += lead <= 0xA2 || (lead >= 0xA4 && lead <= 0xC6);
	return 2;
}

static size_t count_euc_kr(struct str rest, struct shares *shares)
{
	uint8_t lead, trail;

	shares->all++;
	if (high_pair(rest, &lead, &trail)) {
		shares->common += lead == 0xA1 || (lead >= 0xB0 && lead <= 0xC8);
		return 2;
	}
	if (lead >= 0x81 && lead <= 0xC6 && trail >= 0x41)
		return 2;
	return bad_one(shares);
}

static struct shares count(struct str s, bool cut, counter *count_one)
{
	struct shares shares = { 0 };

	for (;;) {
		size_t n = ascii_prefix(s);

		shares.joined += n == 0;
		s = str_skip(s, n);
		if (s.n == 0)
			return shares;
		if (cut && s.n < 4) /* our own end, not the text's */
			return shares;
		n = count_one(s, &shares);
		s = str_skip(s, n);
	}
}

/* Per cent of the characters that are common ones; 0 where too many are broken. */
static unsigned score(const struct shares *shares)
{
	if (shares->all == 0 || shares->bad * 50 > shares->all)
		return 0;
	return shares->common * 100 / shares->all;
}

/* Thai has one byte a letter and knows no space between words. Its vowels of
 * E0 to E4 stand before a consonant, always; in no other charset do they. */
static bool is_thai(struct str s)
{
	uint32_t leading = 0, followed = 0, outside = 0;

	for (size_t i = 0; i + 1 < s.n; i++) {
		uint8_t c = (uint8_t)s.p[i], next = (uint8_t)s.p[i + 1];

		if (c < 0x80)
			continue;
		outside += c < 0xA1 || c > 0xFB || (c > 0xDA && c < 0xDF);
		if (c >= 0xE0 && c <= 0xE4) {
			leading++;
			followed += next >= 0xA1 && next <= 0xCE;
		}
	}
	return outside == 0 && leading >= 4 && followed * 20 >= leading * 19;
}

static const char *by_common_characters(struct str s, bool cut)
{
	struct shares sjis, euc, gb, big5, kr;

	japanese_fill();
	sjis = count(s, cut, count_sjis);
	euc = count(s, cut, count_euc_jp);
	/* The curly apostrophe of windows-1252 and the letter behind it would be a
	 * kanji; but those stand in rows, or among kana. */
	if (score(&sjis) >= 60 && score(&sjis) > score(&euc) &&
	    (sjis.kana * 10 >= sjis.all || sjis.joined * 2 >= sjis.all))
		return "shift_jis";
	/* GB 2312 has kana too, at the same places, but Chinese has no use for them. */
	if (score(&euc) >= 60 && euc.kana * 100 >= euc.all * 15)
		return "euc-jp";
	if (is_thai(s))
		return "windows-874";
	kr = count(s, cut, count_euc_kr);
	if (score(&kr) >= 90)
		return "euc-kr";
	gb = count(s, cut, count_gb);
	big5 = count(s, cut, count_big5);
	if (score(&gb) >= 60 && score(&gb) >= score(&big5))
		return "gb18030";
	return score(&big5) >= 60 ? "big5" : NULL;
}

/* --- alphabets ------------------------------------------------------------------ */

static uint32_t count_high(struct str s)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += (uint8_t)s.p[i] >> 7;
	return n;
}

/* Cyrillic, Greek, Hebrew, Arabic, the languages of Europe: by ICU's statistics
 * of letters in threes. They need some text to count in. */
static const char *by_letters(struct str s)
{
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *detector;
	const UCharsetMatch *match;
	const char *found = NULL, *name;

	if (count_high(s) < 8)
		return NULL;
	detector = ucsdet_open(&status);
	ucsdet_setText(detector, s.p, (int32_t)s.n, &status);
	match = ucsdet_detect(detector, &status);
	if (U_SUCCESS(status) && match && ucsdet_getConfidence(match, &status) >= 25) {
		name = ucsdet_getName(match, &status);
		if (U_SUCCESS(status) && name && strncmp(name, "UTF", 3) != 0)
			found = charset_canonical(str_c(name));
	}
	ucsdet_close(detector);
	return found;
}

/* The part of the bytes that statistics look at: long mails begin with a page of markup.
 */
static struct str sample(struct str bytes)
{
	return str_sub(str_skip(bytes, ascii_prefix(bytes)), 0, SNIFF_BYTES);
}

const char *charset_sniff_shape(struct str bytes)
{
	struct str s = str_sub(bytes, 0, SNIFF_BYTES);
	const char *found = by_mark(s);

	if (!found)
		found = by_zeros(s);
	if (found)
		return found;
	if (ascii_is_all(bytes)) {
		found = by_escape(bytes);
		return found ? found : "us-ascii";
	}
	if (utf8_is_valid(bytes))
		return "utf-8";
	s = sample(bytes);
	return by_common_characters(s, s.p + s.n < bytes.p + bytes.n);
}

void charset_sniff_warm(void)
{
	by_letters(STR("\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0\x21 \xCA\xE0\xEA"));
}

const char *charset_sniff(struct str bytes)
{
	const char *found = charset_sniff_shape(bytes);

	return found ? found : by_letters(str_sub(sample(bytes), 0, LETTERS_BYTES));
}
