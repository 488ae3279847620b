/* language/writing.c - see writing.h. */
#include "language/writing.h"

#include "base/utf8.h"
#include "language/han.h"

enum { QUOTE_MAX = 80 }; /* letters; what is longer is no quotation but a slip */

/* --- scripts ---------------------------------------------------------------------- */

void scripts_count(struct str text, struct scripts *ret)
{
	*ret = (struct scripts){ 0 };
	for (size_t i = 0; i < text.n;) {
		uint8_t c = (uint8_t)text.p[i], next;

		if (c < 0x80) {
			size_t run = ascii_prefix(str_skip(text, i));

			ret->latin += (uint32_t)run;
			i += run;
			continue;
		}
		next = i + 1 < text.n ? (uint8_t)text.p[i + 1] : 0;
		if (c < 0xE0) {
			i += c >= 0xC0 ? 2 : 1;
			continue;
		}
		if (c == 0xE3 && next >= 0x81 && next <= 0x83)
			ret->kana++;
		else if (c == 0xEF && next >= 0xBD && next <= 0xBE)
			ret->kana++;
		else if ((c >= 0xE4 && c <= 0xE9) || (c == 0xE3 && next >= 0x90))
			ret->han++;
		else if (c >= 0xEA && c <= 0xED)
			ret->hangul++;
		i += c >= 0xF0 ? 4 : 3;
	}
}

bool scripts_are_japanese(const struct scripts *scripts)
{
	return scripts->kana >= 4 && scripts->kana * 20 >= scripts->kana + scripts->han;
}

bool scripts_are_chinese(const struct scripts *scripts)
{
	return scripts->han >= 8 && scripts->hangul * 4 < scripts->han &&
	       !scripts_are_japanese(scripts);
}

bool scripts_are_latin(const struct scripts *scripts)
{
	uint32_t east = scripts->kana + scripts->han + scripts->hangul;

	return scripts->latin >= 20 && east * 10 < scripts->latin;
}

/* --- letters ---------------------------------------------------------------------- */

static enum letter_class class_of(int32_t c)
{
	if (c < 0x80) {
		if (c == '\n')
			return LETTER_LINE;
		if (c == '!' || c == '?')
			return LETTER_STOP;
		if (c >= 0 && ascii_is_alpha((char)c))
			return LETTER_LATIN;
		if (c >= 0 && ascii_is_digit((char)c))
			return LETTER_DIGIT;
		return c == ' ' || c == '\t' || c == '\r' ? LETTER_BLANK : LETTER_OTHER;
	}
	if (c >= 0x3041 && c <= 0x309F)
		return LETTER_HIRAGANA;
	if ((c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC)
		return LETTER_KATAKANA;
	if (c >= 0xFF66 && c <= 0xFF9F)
		return LETTER_HALF;
	if ((c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A))
		return LETTER_WIDE;
	if (c >= 0xFF10 && c <= 0xFF19)
		return LETTER_DIGIT;
	if (c == 0x3002 || c == 0xFF0E || c == 0xFF01 || c == 0xFF1F || c == 0xFF61)
		return LETTER_STOP;
	if (c == 0x3000 || c == 0xA0)
		return LETTER_BLANK;
	return char_is_han(c) ? LETTER_HAN : LETTER_OTHER;
}

static int32_t closing_of(int32_t c)
{
	switch (c) {
	case 0x300C: /* 「 */
	case 0x300E: /* 『 */
	case 0x300A: /* 《 */
	case 0x3008: /* 〈 */
	case 0x3010: /* 【 */
		return c + 1;
	case 0x201C:
	case 0x2018:
		return c + 1;
	case '"':
		return '"';
	case '(':
		return ')';
	case 0xFF08: /* （ */
		return 0xFF09;
	default:
		return 0;
	}
}

static void mark_quotes(struct writing *w)
{
	for (uint32_t i = 0; i < w->count; i++) {
		int32_t end = closing_of(w->items[i].c);
		uint32_t to = i + 1;

		if (!end)
			continue;
		while (to < w->count && to - i < QUOTE_MAX && w->items[to].c != end &&
		       w->items[to].class_ != LETTER_LINE)
			to++;
		if (to >= w->count || w->items[to].c != end)
			continue;
		for (uint32_t k = i; k <= to; k++)
			w->items[k].quoted = true;
		i = to;
	}
}

/* At least as many as there are: each has one byte that continues no other, and a broken
 * byte may be a letter of its own. */
static size_t letters_in(struct str text)
{
	size_t n = 0;

	if (!utf8_is_valid(text))
		return text.n;
	for (size_t i = 0; i < text.n; i++)
		n += ((uint8_t)text.p[i] & 0xC0) != 0x80;
	return n;
}

void writing_read(struct arena *arena, struct str text, struct writing *ret)
{
	size_t n;

	*ret = (struct writing){ .text = text };
	ret->items = arena_alloc_array(arena, letters_in(text) + 1, sizeof *ret->items);
	for (size_t at = 0; at < text.n; at += n) {
		int32_t c = utf8_decode(str_skip(text, at), &n);

		ret->items[ret->count++] =
		    (struct letter){ .at = (uint32_t)at, .c = c, .class_ = class_of(c) };
	}
	ret->items[ret->count] =
	    (struct letter){ .at = (uint32_t)text.n, .class_ = LETTER_LINE };
	mark_quotes(ret);
}

uint32_t writing_at(const struct writing *writing, size_t offset)
{
	uint32_t low = 0, high = writing->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (writing->items[middle].at < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct str writing_slice(const struct writing *writing, uint32_t from, uint32_t to)
{
	return str_sub(writing->text, writing->items[from].at, writing->items[to].at);
}

bool writing_has(const struct writing *writing, uint32_t at, struct str word)
{
	return at < writing->count &&
	       str_starts(str_skip(writing->text, writing->items[at].at), word);
}

bool writing_ends(const struct writing *writing, uint32_t at, struct str word)
{
	return str_ends(str_sub(writing->text, 0, writing->items[at].at), word);
}

bool writing_sentence(const struct writing *writing, uint32_t *at, struct sentence *ret)
{
	uint32_t i = *at;

	if (i >= writing->count)
		return false;
	*ret = (struct sentence){ .from = i };
	for (; i < writing->count; i++) {
		const struct letter *letter = &writing->items[i];

		if (letter->class_ == LETTER_LINE ||
		    (letter->class_ == LETTER_STOP && !letter->quoted))
			break;
		ret->kana += letter->class_ == LETTER_HIRAGANA ||
			     letter->class_ == LETTER_KATAKANA ||
			     letter->class_ == LETTER_HALF;
		ret->han += letter->class_ == LETTER_HAN;
	}
	ret->to = i;
	*at = i + 1;
	return true;
}
