/* check/unicode.c - see unicode.h. */
#include "check/unicode.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { ZWNJ = 0x200C, ZWJ = 0x200D, LRM = 0x200E, RLM = 0x200F, ALM = 0x061C };

bool char_is_bidi_control(int32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool char_is_bidi_override(int32_t c)
{
	return c == 0x202D || c == 0x202E;
}

bool char_is_right_to_left(int32_t c)
{
	UCharDirection direction = c < 0x590 ? U_LEFT_TO_RIGHT : u_charDirection(c);

	return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

bool char_is_control(int32_t c)
{
	return (c >= 0 && c < ' ' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

bool char_is_unseen(int32_t c)
{
	return c == 0xAD || c == 0x034F || c == ALM || c == 0x115F || c == 0x1160 ||
	       c == 0x17B4 || c == 0x17B5 || (c >= 0x180B && c <= 0x180E) ||
	       (c >= 0x200B && c <= RLM) || (c >= 0x2060 && c <= 0x2064) || c == 0x3164 ||
	       (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 ||
	       (c >= 0xE0000 && c <= 0xE0FFF);
}

bool char_is_blank(int32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
	       c == 0x3000 || c == 0x2800 || c == 0x3164 || c == 0xFFA0;
}

static UScriptCode script_of(int32_t c)
{
	UErrorCode error = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript(c, &error);

	return U_SUCCESS(error) ? script : USCRIPT_COMMON;
}

/* Scripts whose letters join or stack, and say by a joiner how. */
static bool script_joins(UScriptCode script)
{
	static const UScriptCode joining[] = {
		USCRIPT_ARABIC,	    USCRIPT_SYRIAC,  USCRIPT_NKO,      USCRIPT_MONGOLIAN,
		USCRIPT_DEVANAGARI, USCRIPT_BENGALI, USCRIPT_GURMUKHI, USCRIPT_GUJARATI,
		USCRIPT_ORIYA,	    USCRIPT_TAMIL,   USCRIPT_TELUGU,   USCRIPT_KANNADA,
		USCRIPT_MALAYALAM,  USCRIPT_SINHALA, USCRIPT_TIBETAN,  USCRIPT_MYANMAR,
		USCRIPT_KHMER,	    USCRIPT_THAANA,
	};

	for (size_t i = 0; i < COUNT(joining); i++)
		if (joining[i] == script)
			return true;
	return false;
}

/* Scripts without blanks between words: U+200B says where a line may end. */
static bool script_breaks(UScriptCode script)
{
	return script == USCRIPT_THAI || script == USCRIPT_LAO ||
	       script == USCRIPT_KHMER || script == USCRIPT_MYANMAR ||
	       script == USCRIPT_JAPANESE;
}

static bool is_emoji(int32_t c)
{
	return c >= 0xA9 && (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ||
			     u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER));
}

static bool is_selector(int32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/* `before`: the last character seen, `base`: the last one that is not a selector. */
static bool has_business(int32_t c, int32_t before, int32_t base, bool right_to_left)
{
	UScriptCode script;

	/* They may begin a text, and say which way it goes. */
	if (c == LRM || c == RLM || c == ALM)
		return right_to_left;
	if (before < 0)
		return false;
	script = script_of(base);
	if (c == ZWJ || c == ZWNJ)
		return (c == ZWJ && is_emoji(base)) || script_joins(script);
	if (c == 0x200B)
		return script_breaks(script);
	if (c >= 0x180B && c <= 0x180E)
		return script == USCRIPT_MONGOLIAN;
	if (is_selector(c))
		return is_emoji(base) || script == USCRIPT_HAN ||
		       (base >= '0' && base <= '9') || base == '#' || base == '*' ||
		       u_hasBinaryProperty(base, UCHAR_EMOJI);
	if (c >= 0xE0020 && c <= 0xE007F) /* tags of flags: England, Scotland, Wales */
		return base == 0x1F3F4 || (before >= 0xE0020 && before <= 0xE007F);
	return false;
}

static bool has_right_to_left(struct str text)
{
	size_t length;

	while (text.n) {
		if (char_is_right_to_left(utf8_decode(text, &length)))
			return true;
		text = str_skip(text, length);
	}
	return false;
}

size_t invisible_find(struct str text, size_t from, int32_t *ret, size_t *ret_length)
{
	int32_t before = -1, base = -1;
	bool right_to_left = false, known = false;
	size_t length;

	if (ascii_is_all(text))
		return text.n;
	for (size_t i = 0; i < text.n; i += length) {
		int32_t c = utf8_decode(str_skip(text, i), &length);

		if (c < 0)
			continue;
		if (!char_is_unseen(c)) {
			before = base = c;
			continue;
		}
		if (!known) {
			right_to_left = has_right_to_left(text);
			known = true;
		}
		if (i >= from && !has_business(c, before, base, right_to_left)) {
			*ret = c;
			*ret_length = length;
			return i;
		}
		before = c;
	}
	return text.n;
}

struct str char_name(struct arena *arena, int32_t c)
{
	UErrorCode error = U_ZERO_ERROR;
	char name[128];

	u_charName(c, U_EXTENDED_CHAR_NAME, name, sizeof name, &error);
	return arena_printf(arena, "U+%04X %s", (unsigned)c,
			    U_SUCCESS(error) ? name : "");
}
