/* link/host_skeleton.c - which names look alike (UTS 39), and which mix scripts. */
#include "link/host_inside.h"

#include "base/utf8.h"

#include <assert.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

static struct {
	USpoofChecker *spoof;
	const UNormalizer2 *nfkc;
	/* The skeleton of each ASCII character: it is mapped alone, so a table
	 * does for ASCII text what ICU does for all. */
	struct {
		char text[3];
		uint8_t n;
	} twin[128];
} warm;

static void warm_twins(void)
{
	for (int c = 0; c < 128; c++) {
		char one = (char)c, text[16];
		UErrorCode error = U_ZERO_ERROR;
		int n = uspoof_getSkeletonUTF8(warm.spoof, 0, &one, 1, text, sizeof text,
					       &error);

		/* '%' has a twin outside ASCII that no name needs: it stays. */
		if (U_FAILURE(error) || n < 1 || n > (int)sizeof warm.twin[c].text) {
			text[0] = one;
			n = 1;
		}
		for (int i = 0; i < n; i++)
			warm.twin[c].text[i] = ascii_lower(text[i]);
		warm.twin[c].n = (uint8_t)n;
	}
}

void host_skeleton_warm(void)
{
	UErrorCode error = U_ZERO_ERROR;

	warm.spoof = uspoof_open(&error);
	warm.nfkc = unorm2_getNFKCInstance(&error);
	assert(U_SUCCESS(error));
	warm_twins();
}

/* --- look-alikes ------------------------------------------------------------ */

/* A capital I right behind a small letter is there to pass for a small L ("paypaI");
 * lower case would make it an i and lose the likeness. */
static bool is_false_l(struct str s, size_t i)
{
	return s.p[i] == 'I' && i > 0 && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z';
}

static size_t ascii_twin(struct str text, size_t i, char *out)
{
	int c = is_false_l(text, i) ? 'l' : ascii_lower(text.p[i]) & 0x7f;

	memcpy(out, warm.twin[c].text, warm.twin[c].n);
	return warm.twin[c].n;
}

static struct str ascii_skeleton(struct arena *arena, struct str text)
{
	char *out = arena_bytes(arena, text.n * sizeof warm.twin[0].text);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += ascii_twin(text, i, out + n);
	arena_shrink(arena, out, text.n * sizeof warm.twin[0].text, n);
	return str_make(out, n);
}

/* A name; what is longer is compared by its start. One character becomes 18 units at
 * most (U+FDFA), and 512 bytes hold 170 of its kind. */
enum { SKELETON_BYTES = 512, SKELETON_UNITS = 4096 };

/* Room for the worst, hardly ever used: zeroing it would cost more than the work. */
#define SCRATCH __attribute__((uninitialized))

static int32_t without_invisible(UChar *units, int32_t n)
{
	int32_t kept = 0, i = 0;

	while (i < n) {
		int32_t start = i;
		UChar32 c;

		U16_NEXT(units, i, n, c);
		if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			continue;
		while (start < i)
			units[kept++] = units[start++];
	}
	return kept;
}

static int32_t fold_units(struct str text, UChar *ret)
{
	SCRATCH UChar wide[SKELETON_BYTES], folded[SKELETON_UNITS];
	UErrorCode error = U_ZERO_ERROR;
	int32_t n = 0;

	u_strFromUTF8WithSub(wide, SKELETON_BYTES, &n, text.p, (int32_t)text.n, 0xfffd,
			     NULL, &error);
	n = without_invisible(wide, U_SUCCESS(error) ? n : 0);
	n = unorm2_normalize(warm.nfkc, wide, n, folded, SKELETON_UNITS, &error);
	if (U_FAILURE(error))
		return 0;
	for (int32_t i = n - 1; i > 0; i--) {
		if (folded[i] == 'I' && u_islower(folded[i - 1]))
			folded[i] = 'l';
	}
	n = u_strToLower(ret, SKELETON_UNITS, folded, n, "", &error);
	return U_FAILURE(error) ? 0 : n;
}

static struct str any_skeleton(struct arena *arena, struct str text)
{
	SCRATCH UChar units[SKELETON_UNITS], out[SKELETON_UNITS];
	SCRATCH char bytes[3 * SKELETON_UNITS];
	UErrorCode error = U_ZERO_ERROR;
	int32_t n;

	n = fold_units(text, units);
	n = uspoof_getSkeleton(warm.spoof, 0, units, n, out, SKELETON_UNITS, &error);
	if (U_FAILURE(error))
		return arena_lower(arena, text);
	n = u_strToLower(units, SKELETON_UNITS, out, n, "", &error);
	u_strToUTF8(bytes, sizeof bytes, &n, units, n, &error);
	if (U_FAILURE(error))
		return arena_lower(arena, text);
	return arena_str(arena, str_make(bytes, (size_t)n));
}

/* What is its own beginning, whatever stands before it, is mapped alone as well, as long
 * as no combining mark follows: kana and unified ideographs, of which a Japanese text is
 * full, and the letters and signs that European mail has beside ASCII. What ICU said of
 * one is kept: to ask it costs more than a whole text does here. */
enum { WIDE_TWINS = 2048, WIDE_TWIN_BYTES = 11 };
static struct wide_twin {
	uint32_t code_point;
	char text[WIDE_TWIN_BYTES];
	uint8_t n; /* 0: the slot is free */
} wide_twins[WIDE_TWINS];

/* U+3041 to U+3096, U+30A1 to U+30FC, U+4E00 to U+9FFF. */
static bool is_east_asian(uint32_t c)
{
	return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FC) ||
	       (c >= 0x4E00 && c <= 0x9FFF);
}

/* Latin-1, Latin Extended-A and Russian letters, punctuation, currencies, the trade mark;
 * no soft hyphen, which is dropped, and no U+0132, which becomes "IJ". Greek is not among
 * them: its sigma hangs on what follows. */
static bool is_european(uint32_t c)
{
	return (c >= 0xA0 && c <= 0x17F && c != 0xAD && c != 0x132 && c != 0x133) ||
	       (c >= 0x400 && c <= 0x45F) || (c >= 0x2010 && c <= 0x2027) ||
	       (c >= 0x2030 && c <= 0x205E) || (c >= 0x20A0 && c <= 0x20BF) ||
	       c == 0x2122;
}

/* The character of two or three bytes at `i`; 0: there is none. */
static uint32_t wide_at(struct str text, size_t i, size_t *ret_length)
{
	const unsigned char *p = (const unsigned char *)text.p + i;
	size_t left = text.n - i;

	if (left >= 2 && p[0] >= 0xC2 && p[0] <= 0xDF && (p[1] & 0xC0) == 0x80) {
		*ret_length = 2;
		return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	}
	if (left >= 3 && p[0] >= 0xE2 && p[0] <= 0xE9 && (p[1] & 0xC0) == 0x80 &&
	    (p[2] & 0xC0) == 0x80) {
		*ret_length = 3;
		return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	}
	return 0;
}

static bool is_mapped_alone(struct str text)
{
	bool behind = false, european = false, percent = false;
	size_t i = 0, length;

	while (i < text.n) {
		uint32_t c;

		if ((unsigned char)text.p[i] < 0x80) {
			/* What may be a small letter makes it a false l. */
			if (text.p[i] == 'I' && behind)
				return false;
			percent |= text.p[i++] == '%';
			behind = false;
			continue;
		}
		c = wide_at(text, i, &length);
		behind = is_european(c);
		if (!behind && !is_east_asian(c))
			return false;
		european |= behind;
		i += length;
	}
	/* Beside these it has the twin that it lacks among ASCII. */
	return !(european && percent);
}

/* NULL where it has no room in a slot. */
static const struct wide_twin *wide_twin(struct arena *arena, struct str one, uint32_t c)
{
	struct wide_twin *twin = &wide_twins[c % WIDE_TWINS];
	struct str text;

	if (twin->n && twin->code_point == c)
		return twin;
	text = any_skeleton(arena, one);
	if (text.n == 0 || text.n > sizeof twin->text)
		return NULL;
	twin->code_point = c;
	memcpy(twin->text, text.p, text.n);
	twin->n = (uint8_t)text.n;
	return twin;
}

static bool wide_skeleton(struct arena *arena, struct str text, struct str *ret)
{
	SCRATCH char out[(SKELETON_BYTES / 2 + 1) * WIDE_TWIN_BYTES];
	size_t n = 0, i = 0, length;

	while (i < text.n) {
		const struct wide_twin *twin;
		uint32_t c;

		if ((unsigned char)text.p[i] < 0x80) {
			n += ascii_twin(text, i++, out + n);
			continue;
		}
		c = wide_at(text, i, &length);
		twin = wide_twin(arena, str_sub(text, i, i + length), c);
		if (!twin)
			return false;
		memcpy(out + n, twin->text, twin->n);
		n += twin->n;
		i += length;
	}
	*ret = arena_str(arena, str_make(out, n));
	return true;
}

struct str host_skeleton(struct arena *arena, struct str text)
{
	struct str made;

	host_warm();
	if (ascii_is_all(text))
		return ascii_skeleton(arena, text);
	text = str_sub(text, 0, SKELETON_BYTES);
	if (is_mapped_alone(text) && wide_skeleton(arena, text, &made))
		return made;
	return any_skeleton(arena, text);
}

/* --- scripts ----------------------------------------------------------------- */

enum {
	SEEN_LATIN = 1,
	SEEN_HAN = 2,
	SEEN_KANA = 4, /* hiragana and katakana */
	SEEN_HANGUL = 8,
	SEEN_BOPOMOFO = 16,
	SEEN_OTHER = 32,
};

/* UTS 39, 5.2, "highly restrictive": one script, or Latin with what Japanese,
 * Korean or Chinese are written in. */
static bool may_stand_together(unsigned seen)
{
	static const unsigned unions[] = {
		SEEN_LATIN | SEEN_HAN | SEEN_KANA,
		SEEN_LATIN | SEEN_HAN | SEEN_HANGUL,
		SEEN_LATIN | SEEN_HAN | SEEN_BOPOMOFO,
		SEEN_OTHER,
	};

	for (size_t i = 0; i < COUNT(unions); i++) {
		if ((seen & ~unions[i]) == 0)
			return true;
	}
	return false;
}

static unsigned script_bit(UScriptCode script)
{
	switch (script) {
	case USCRIPT_LATIN:
		return SEEN_LATIN;
	case USCRIPT_HAN:
		return SEEN_HAN;
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
		return SEEN_KANA;
	case USCRIPT_HANGUL:
		return SEEN_HANGUL;
	case USCRIPT_BOPOMOFO:
		return SEEN_BOPOMOFO;
	default:
		return SEEN_OTHER;
	}
}

bool host_mixed_script(struct str text)
{
	unsigned seen = 0;
	UScriptCode other = USCRIPT_COMMON;

	if (ascii_is_all(text))
		return false;
	while (text.n) {
		size_t length;
		int32_t c = utf8_decode(text, &length);
		UErrorCode error = U_ZERO_ERROR;
		UScriptCode script;

		text = str_skip(text, length);
		if (c < 0)
			continue;
		/* A word ends where no letter, mark or digit stands. Invisible characters
		 * do not end it: they are put there to look like nothing. */
		if (!u_isalnum(c) && !(U_GET_GC_MASK(c) & U_GC_M_MASK) &&
		    !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
			seen = 0;
			other = USCRIPT_COMMON;
			continue;
		}
		script = uscript_getScript(c, &error);
		if (U_FAILURE(error) || script <= USCRIPT_INHERITED)
			continue;
		if (script_bit(script) == SEEN_OTHER) {
			if (other != USCRIPT_COMMON && other != script)
				return true;
			other = script;
		}
		seen |= script_bit(script);
		if (!may_stand_together(seen))
			return true;
	}
	return false;
}
