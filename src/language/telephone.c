/* language/telephone.c - telephone numbers by their shape (see number.h).
 *
 * A number with a country code says all; without one, the North American grouping and the
 * Japanese one are plain, others stay as they are dialled at home. Bare rows of digits
 * are orders and customers, no telephones. */
#include "base/utf8.h"
#include "language/number.h"

#include <unicode/uchar.h>

enum { DIGITS_LEAST = 8, DIGITS_MOST = 15, GROUPS = 16 };

struct shape {
	char digits[DIGITS_MOST + 2];
	size_t count;
	uint8_t groups[GROUPS]; /* digits of each */
	size_t group_count;
	bool plus, bracket, letters, words;
	bool wide, odd; /* full-width digits; those in circles and of other scripts */
	bool unseen;	/* characters that are not seen stand between digits */
	size_t end;	/* behind the last digit */
};

/* --- what may stand in one ------------------------------------------------------- */

/* Letters that look like digits, folded or not. */
static char digit_of_letter(char c)
{
	if (c == 'O' || c == 'o')
		return '0';
	return c == 'l' || c == 'I' || c == 'i' || c == '|' ? '1' : 0;
}

static char digit_of_foreign_letter(int32_t c)
{
	switch (c) {
	case 0x3BF: /* Greek */
	case 0x43E: /* Cyrillic */
	case 0x585: /* Armenian */
		return '0';
	case 0x3B9:
	case 0x456:
	case 0x4CF:
		return '1';
	default:
		return 0;
	}
}

static const struct {
	struct str word;
	char digit;
} words[] = {
	{ STR("zero"), '0' },  { STR("oh"), '0' },    { STR("one"), '1' },
	{ STR("two"), '2' },   { STR("three"), '3' }, { STR("four"), '4' },
	{ STR("five"), '5' },  { STR("six"), '6' },   { STR("seven"), '7' },
	{ STR("eight"), '8' }, { STR("nine"), '9' },
};

static size_t eat_word(struct str rest, char *ret_digit)
{
	for (size_t i = 0; i < COUNT(words); i++) {
		struct str word = words[i].word;

		if (!str_starts_nocase(rest, word) ||
		    (rest.n > word.n && ascii_is_alpha(rest.p[word.n])))
			continue;
		*ret_digit = words[i].digit;
		return word.n;
	}
	return 0;
}

/* What is drawn like a hyphen or a point between two groups. Blanks, full-width signs and
 * most hyphens are folded already. */
static bool is_separator(int32_t c)
{
	static const uint16_t signs[] = {
		0xB7,	0x2010, 0x2012, 0x2013, 0x2014, 0x2015, 0x2022, 0x2027, 0x2043,
		0x2212, 0x2219, 0x22C5, 0x2500, 0x2501, 0x2796, 0x30A0, 0x30FB, 0x30FC,
	};

	for (size_t i = 0; i < COUNT(signs); i++)
		if (c == signs[i])
			return true;
	return false;
}

enum { ENCLOSING_KEYCAP = 0x20E3 };

/* Blanks, hyphens, points and brackets, and their bytes; 0: none. */
static size_t eat_separator(struct str rest)
{
	size_t length;

	if (str_find(STR(" -.()"), rest.p[0]) != STR_NPOS)
		return 1;
	if ((unsigned char)rest.p[0] < 0x80)
		return 0;
	return is_separator(utf8_decode(rest, &length)) ? length : 0;
}

static void add_digit(struct shape *shape, char digit, bool new_group)
{
	if (shape->count <= DIGITS_MOST)
		shape->digits[shape->count] = digit;
	shape->count++;
	if ((new_group || shape->group_count == 0) && shape->group_count < GROUPS)
		shape->groups[shape->group_count++] = 0;
	shape->groups[shape->group_count - 1]++;
}

/* How the digit at `at` is written. */
enum guise { PLAIN, WIDE, ODD, RAISED };

static enum guise guise_of(const struct folded *text, size_t at)
{
	size_t length;
	int32_t c;

	if (!text->at)
		return PLAIN;
	c = utf8_decode(str_skip(text->source, text->at[at]), &length);
	if (c < 0x80)
		return PLAIN;
	if (c >= 0xFF01 && c <= 0xFF5E)
		return WIDE;
	/* Footnotes and fractions. */
	if (u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) == U_NT_NUMERIC || c <= 0xBE ||
	    (c >= 0x2070 && c <= 0x209C))
		return RAISED;
	return ODD;
}

bool telephone_in_circle(const struct folded *text, size_t at)
{
	return guise_of(text, at) == ODD;
}

/* A digit of another script, one in a circle without a folded form. */
static size_t eat_foreign_digit(struct str rest, struct shape *shape, char *ret)
{
	size_t length;
	int32_t c = utf8_decode(rest, &length);
	double value;

	if (c < 0 || shape->count == 0)
		return 0;
	*ret = digit_of_foreign_letter(c);
	shape->letters |= *ret != 0;
	if (*ret)
		return length;
	value = u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) == U_NT_NONE
		    ? -1
		    : u_getNumericValue(c);
	if (!(value >= 0 && value <= 9) || value != (int)value ||
	    u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC))
		return 0;
	shape->odd = true;
	*ret = (char)('0' + (int)value);
	return length;
}

/* The digit at `at` and its bytes, in whatever guise; 0: none. */
static size_t eat_digit(const struct folded *text, size_t at, struct shape *shape,
			char *ret)
{
	struct str rest = str_skip(text->text, at);
	size_t length;

	*ret = rest.p[0];
	if (ascii_is_digit(*ret)) {
		enum guise guise = guise_of(text, at);

		shape->wide |= guise == WIDE;
		shape->odd |= guise == ODD;
		return guise != RAISED;
	}
	if ((unsigned char)rest.p[0] >= 0x80)
		return eat_foreign_digit(rest, shape, ret);
	/* Letters stand between digits, never in words. */
	*ret = digit_of_letter(rest.p[0]);
	if (*ret && shape->count >= 2 &&
	    (rest.n == 1 || !ascii_is_alpha(rest.p[1]) || digit_of_letter(rest.p[1]))) {
		shape->letters = true;
		return 1;
	}
	length = shape->count >= 3 ? eat_word(rest, ret) : 0;
	shape->words |= length > 0;
	return length;
}

/* Were characters left out of the source between the byte before `at` and `at`? */
static bool is_gap(const struct folded *text, size_t at)
{
	size_t length;

	if (!text->at || text->at[at] == text->at[at - 1])
		return false;
	utf8_decode(str_skip(text->source, text->at[at - 1]), &length);
	return text->at[at] > text->at[at - 1] + length;
}

/* The frame of a key, drawn around the digit before it. */
static size_t eat_keycap(struct str rest)
{
	size_t length;

	return (unsigned char)rest.p[0] == 0xE2 &&
		       utf8_decode(rest, &length) == ENCLOSING_KEYCAP
		   ? length
		   : 0;
}

/* At most three separators in a row: ") - ". */
enum { SEPARATORS = 3 };

static void read_shape(const struct folded *text, size_t at, struct shape *ret)
{
	size_t separators = 0;
	bool gap = false;

	*ret = (struct shape){ .end = at };
	if (text->text.p[at] == '+') {
		ret->plus = true;
		at++;
	}
	while (at < text->text.n && ret->count <= DIGITS_MOST) {
		struct str rest = str_skip(text->text, at);
		char digit;
		size_t n;

		gap |= ret->count && is_gap(text, at);
		n = eat_digit(text, at, ret, &digit);
		if (n) {
			add_digit(ret, digit, separators > 0);
			ret->end = at += n;
			ret->unseen |= gap;
			separators = 0;
			continue;
		}
		n = eat_keycap(rest);
		if (n) {
			ret->odd = true;
			at += n;
			continue;
		}
		n = eat_separator(rest);
		if (n == 0 || separators++ == SEPARATORS)
			return;
		ret->bracket |= rest.p[0] == '(';
		at += n;
	}
}

/* --- whose it is ------------------------------------------------------------------ */

static bool has_groups(const struct shape *shape, const char *sizes)
{
	size_t n = strlen(sizes);

	if (n != shape->group_count)
		return false;
	for (size_t i = 0; i < n; i++)
		if (shape->groups[i] != sizes[i] - '0')
			return false;
	return true;
}

static bool is_digit_by_digit(const struct shape *shape)
{
	for (size_t i = 0; i < shape->group_count; i++)
		if (shape->groups[i] != 1)
			return false;
	return shape->group_count > 8;
}

static bool is_disguised(const struct shape *shape)
{
	return shape->letters || shape->words || shape->odd || is_digit_by_digit(shape);
}

static bool is_toll_free(const char *area)
{
	static const char *const areas[] = { "800", "888", "877", "866",
					     "855", "844", "833" };

	for (size_t i = 0; i < COUNT(areas); i++)
		if (memcmp(area, areas[i], 3) == 0)
			return true;
	return false;
}

/* NANP: [2-9]XX [2-9]XX XXXX, perhaps with 1 before. */
static bool is_north_american(const struct shape *shape)
{
	const char *d = shape->digits;
	bool one = shape->count == 11 && d[0] == '1';

	if (!one && shape->count != 10)
		return false;
	d += one;
	if (d[0] < '2' || d[3] < '2' || (d[1] == '1' && d[2] == '1'))
		return false;
	return is_disguised(shape) || shape->unseen || is_toll_free(d) ||
	       has_groups(shape, "334") || has_groups(shape, "1334") ||
	       (shape->bracket && shape->groups[0] <= 3 && shape->group_count > 1);
}

/* 0120-123-456, 03-1234-5678, 090-1234-5678, 045-123-4567, 0466-12-3456. */
static bool is_japanese(const struct shape *shape)
{
	static const char *const groups[] = { "433", "244", "344", "334", "424", "10" };

	if (shape->digits[0] != '0' || shape->count < 10 || shape->count > 11)
		return false;
	for (size_t i = 0; i < COUNT(groups); i++)
		if (has_groups(shape, groups[i]))
			return true;
	return false;
}

/* The text around a number, as far as its language can be told from it. */
static struct str around(struct str text, size_t at)
{
	return str_sub(text, at > 60 ? at - 60 : 0, at + 80 < text.n ? at + 80 : text.n);
}

static bool is_kana_near(struct str text, size_t at)
{
	struct str near = around(text, at);

	for (size_t i = 0; i + 1 < near.n; i++)
		if ((unsigned char)near.p[i] == 0xe3 &&
		    ((unsigned char)near.p[i + 1] & 0xfe) >= 0x80 &&
		    (unsigned char)near.p[i + 1] <= 0x83)
			return true;
	return false;
}

/* Kana, ideographs, Hangul: full-width digits are at home beside them. */
static bool is_east_asian_near(struct str text, size_t at)
{
	struct str near = around(text, at);

	for (size_t i = 0; i < near.n; i++)
		if ((unsigned char)near.p[i] >= 0xe3 && (unsigned char)near.p[i] <= 0xed)
			return true;
	return false;
}

/* At home numbers begin with 0 in most countries, and are written in groups. */
static bool is_national(const struct shape *shape)
{
	return shape->digits[0] == '0' && shape->digits[1] != '0' && shape->count >= 9 &&
	       shape->count <= 11 && shape->group_count >= 2 && shape->group_count <= 5 &&
	       shape->groups[0] >= 2;
}

/* The number goes on: it is a code. A footnote's sign is no part of it. */
static bool goes_on(const struct folded *text, size_t end)
{
	return end < text->text.n && ascii_is_alnum(text->text.p[end]) &&
	       guise_of(text, end) != RAISED;
}

bool telephone_at(struct arena *arena, const struct folded *text, size_t at,
		  struct telephone *ret)
{
	struct shape shape;
	struct str digits;
	const char *country = NULL;

	read_shape(text, at, &shape);
	if (shape.count < DIGITS_LEAST || shape.count > DIGITS_MOST ||
	    goes_on(text, shape.end))
		return false;
	shape.odd |= shape.wide && !is_east_asian_near(text->text, at);
	digits = str_make(shape.digits, shape.count);
	if (shape.plus && shape.digits[0] != '0')
		country = "+";
	else if (is_north_american(&shape))
		country = shape.count == 11 ? "+" : "+1";
	else if (is_japanese(&shape) && is_kana_near(text->text, at)) {
		country = "+81";
		digits = str_skip(digits, 1);
	} else if (shape.plus || !is_national(&shape))
		return false;
	*ret = (struct telephone){ .start = at,
				   .end = shape.end,
				   .international = country != NULL,
				   .disguised = is_disguised(&shape) };
	ret->number = arena_concat(arena, str_c(country), digits);
	return true;
}
