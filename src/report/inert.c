/* report/inert.c - see inert.h. */
#include "report/inert.h"

#include "base/bytes16.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "report/defang.h"

/* More marks on one character than any script needs reach into the lines above. */
enum { MARKS = 3 };

struct writer {
	struct buf *out;
	unsigned flags;
	unsigned marks; /* combining marks since the last base character */
	bool pictured; /* the last character is one that a selector may turn into an emoji
			*/
	struct defang defang;
};

/* Bytes that are copied as they are: printable ASCII. */
static size_t plain_run(struct str s)
{
	for (size_t i = 0; i < s.n; i += 16) {
		/* The zeros behind its end are not plain. */
		bytes16 bytes = bytes16_first(s.p + i, s.n - i);
		unsigned odd = bytes16_places(~bytes16_between(bytes, 0x20, 0x7E));

		if (odd)
			return i + (size_t)__builtin_ctz(odd);
	}
	return s.n;
}

static void add_plain(struct writer *w, struct str all, size_t from, size_t to)
{
	if (w->flags & INERT_DEFANG)
		defang_add(&w->defang, w->out, all, from, to);
	else
		buf_add(w->out, str_sub(all, from, to));
	w->marks = 0;
}

static void add_line_end(struct writer *w)
{
	if (w->flags & INERT_KEEP_LINES)
		buf_add_char(w->out, '\n');
	else
		buf_add(w->out, STR("\u23CE"));
	/* Nothing a mark could sit on. */
	w->marks = MARKS;
}

/* A control, a line end or a tab at `at`; returns its length. */
static size_t add_control(struct writer *w, struct str all, size_t at)
{
	char c = all.p[at];

	if (c == '\r' && at + 1 < all.n && all.p[at + 1] == '\n') {
		add_line_end(w);
		return 2;
	}
	if (c == '\n') {
		add_line_end(w);
	} else if (c == '\t') {
		buf_add_char(w->out, ' ');
		w->marks = 0;
	} else {
		buf_printf(w->out, "\\u{%X}", (unsigned char)c);
		w->marks = 0;
	}
	return 1;
}

/* VS15 and VS16 only choose between two pictures of the same sign (UTS 51, 1.4.3). */
static bool is_picture_choice(const struct writer *w, int32_t cp)
{
	return w->pictured && (cp == 0xFE0E || cp == 0xFE0F);
}

static bool may_be_pictured(int32_t cp)
{
	return (cp >= 0x203C && cp <= 0x3299) || (cp >= 0x1F000 && cp <= 0x1FAFF) ||
	       cp == 0xA9 || cp == 0xAE;
}

static size_t add_beyond_ascii(struct writer *w, struct str all, size_t at)
{
	struct str rest = str_skip(all, at);
	size_t length;
	int32_t cp = utf8_decode(rest, &length);

	if (cp < 0) {
		buf_printf(w->out, "\\x%02X", (unsigned char)rest.p[0]);
		w->marks = 0;
		return 1;
	}
	if (is_picture_choice(w, cp)) {
		w->pictured = false;
		return length;
	}
	w->pictured = may_be_pictured(cp);
	if (unicode_is_hidden((uint32_t)cp)) {
		buf_printf(w->out, "\\u{%X}", (unsigned)cp);
		w->marks = 0;
		return length;
	}
	if (unicode_width((uint32_t)cp) > 0) {
		w->marks = 0;
	} else if (w->marks++ >= MARKS) {
		buf_printf(w->out, "\\u{%X}", (unsigned)cp);
		return length;
	}
	buf_add(w->out, str_sub(rest, 0, length));
	return length;
}

void inert_add(struct buf *out, struct str text, unsigned flags)
{
	/* At the start a mark would sit on a character of ours. */
	struct writer w = { .out = out, .flags = flags, .marks = MARKS };
	size_t i = 0;

	while (i < text.n) {
		size_t n = plain_run(str_skip(text, i));

		if (n)
			add_plain(&w, text, i, i + n);
		i += n;
		if (i == text.n)
			break;
		if (n || (unsigned char)text.p[i] < 0x80)
			w.pictured = false;
		if ((unsigned char)text.p[i] < 0x80)
			i += add_control(&w, text, i);
		else
			i += add_beyond_ascii(&w, text, i);
	}
}

/* Width of the character at the start of `s`, and its length. */
static size_t step(struct str s, size_t *ret_length)
{
	int32_t cp;

	*ret_length = 1;
	if ((unsigned char)s.p[0] < 0x80)
		return 1;
	cp = utf8_decode(s, ret_length);
	return cp < 0 ? 1 : (size_t)unicode_width((uint32_t)cp);
}

size_t inert_width(struct str text)
{
	size_t width = 0, length;

	for (size_t i = 0; i < text.n; i += length)
		width += step(str_skip(text, i), &length);
	return width;
}

struct str inert_fit(struct str text, size_t columns)
{
	size_t width = 0, length, i = 0;

	while (i < text.n) {
		width += step(str_skip(text, i), &length);
		if (width > columns)
			break;
		i += length;
	}
	return str_sub(text, 0, i);
}

/* Characters that may not begin a line (JIS X 4051): closing brackets, stops, small kana,
 * the long vowel mark; and those that may not end one: opening brackets. */
static bool may_not_begin(uint32_t cp)
{
	static const uint32_t closing[] = {
		0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015,
		0x3017, 0x3019, 0x301B, 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063,
		0x3083, 0x3085, 0x3087, 0x308E, 0x309B, 0x309C, 0x309D, 0x309E, 0x30A1,
		0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE,
		0x30F5, 0x30F6, 0x30FB, 0x30FC, 0x30FD, 0x30FE, 0xFF01, 0xFF09, 0xFF0C,
		0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF61, 0xFF63, 0xFF64,
		0x2026, 0x201D, 0x2019,
	};

	if (cp < 0x80)
		return memchr(")]}.,;:!?%'\"", (int)cp, 12) != NULL;
	for (size_t i = 0; i < COUNT(closing); i++)
		if (cp == closing[i])
			return true;
	return false;
}

static bool may_not_end(uint32_t cp)
{
	static const uint32_t opening[] = { 0x3008, 0x300A, 0x300C, 0x300E, 0x3010,
					    0x3014, 0x3016, 0x3018, 0x301A, 0xFF08,
					    0xFF3B, 0xFF5B, 0xFF62, 0x201C, 0x2018 };

	if (cp < 0x80)
		return cp == '(' || cp == '[' || cp == '{';
	for (size_t i = 0; i < COUNT(opening); i++)
		if (cp == opening[i])
			return true;
	return false;
}

/* Text in which a line may break between any two characters. */
static bool breaks_anywhere(uint32_t cp)
{
	return cp >= 0x2E80 && unicode_width(cp) == 2;
}

static bool may_break(uint32_t before, uint32_t after)
{
	if (before == ' ')
		return after != ' ';
	if (may_not_begin(after) || may_not_end(before) || unicode_width(after) == 0)
		return false;
	return breaks_anywhere(before) || breaks_anywhere(after);
}

size_t inert_break(struct str text, size_t columns)
{
	size_t width = 0, i = 0, best = 0, length;
	uint32_t before = 0;

	while (i < text.n) {
		struct str rest = str_skip(text, i);
		int32_t cp;

		if (rest.p[0] == '\n')
			return i + 1;
		cp = utf8_decode(rest, &length);
		if (cp < 0)
			cp = 0xFFFD;
		if (i && may_break(before, (uint32_t)cp))
			best = i;
		width += (size_t)unicode_width((uint32_t)cp);
		/* A blank at the end of a line takes no room. */
		if (width > columns && cp != ' ')
			break;
		before = (uint32_t)cp;
		i += length;
	}
	if (i == text.n)
		return i;
	if (best)
		return best;
	/* One word wider than the line: cut it, one character at least. */
	if (i == 0)
		utf8_decode(text, &i);
	return i;
}
