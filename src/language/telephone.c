/* language/telephone.c - telephone numbers by their shape (see number.h).
 *
 * A number with a country code says all; without one, the North American grouping and the
 * Japanese one are plain, others stay as they are dialled at home. Bare rows of digits
 * are orders and customers, no telephones. */
#include "language/number.h"

enum { DIGITS_LEAST = 8, DIGITS_MOST = 15, GROUPS = 16 };

struct shape {
	char digits[DIGITS_MOST + 2];
	size_t count;
	uint8_t groups[GROUPS]; /* digits of each */
	size_t group_count;
	bool plus, bracket, letters, words;
	size_t end; /* behind the last digit */
};

/* --- what may stand in one ------------------------------------------------------- */

/* Letters that look like digits. */
static char digit_of_letter(char c)
{
	if (c == 'O' || c == 'o')
		return '0';
	return c == 'l' || c == 'I' || c == '|' ? '1' : 0;
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

/* Blanks, hyphens, points and brackets; those of other alphabets, too. */
static size_t eat_separator(struct str rest)
{
	static const struct str wide[] = {
		STR("\xc2\xa0"),     STR("\xe2\x80\x90"), STR("\xe2\x80\x91"),
		STR("\xe2\x80\x92"), STR("\xe2\x80\x93"), STR("\xe2\x80\x94"),
		STR("\xe2\x80\xaf"), STR("\xe2\x88\x92"), STR("\xe2\x80\x8b"),
		STR("\xef\xbc\x8d"),
	};

	if (rest.n && str_find(STR(" -.()"), rest.p[0]) != STR_NPOS)
		return 1;
	for (size_t i = 0; i < COUNT(wide); i++)
		if (str_starts(rest, wide[i]))
			return wide[i].n;
	return 0;
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

/* The digit at the start of `rest` and its bytes, in whatever guise; 0: none. */
static size_t eat_digit(struct str rest, struct shape *shape, char *ret)
{
	size_t length;

	*ret = rest.p[0];
	if (ascii_is_digit(*ret))
		return 1;
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

/* At most three separators in a row: ") - ". */
enum { SEPARATORS = 3 };

static void read_shape(struct str text, size_t at, struct shape *ret)
{
	size_t separators = 0;

	*ret = (struct shape){ .end = at };
	if (text.p[at] == '+') {
		ret->plus = true;
		at++;
	}
	while (at < text.n && ret->count <= DIGITS_MOST) {
		struct str rest = str_skip(text, at);
		char digit;
		size_t n = eat_digit(rest, ret, &digit);

		if (n) {
			add_digit(ret, digit, separators > 0);
			ret->end = at += n;
			separators = 0;
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
	return shape->letters || shape->words || is_digit_by_digit(shape);
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
	return is_disguised(shape) || is_toll_free(d) || has_groups(shape, "334") ||
	       has_groups(shape, "1334") ||
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

static bool is_kana_near(struct str text, size_t at)
{
	struct str around =
	    str_sub(text, at > 60 ? at - 60 : 0, at + 80 < text.n ? at + 80 : text.n);

	for (size_t i = 0; i + 1 < around.n; i++)
		if ((unsigned char)around.p[i] == 0xe3 &&
		    ((unsigned char)around.p[i + 1] & 0xfe) >= 0x80 &&
		    (unsigned char)around.p[i + 1] <= 0x83)
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

bool telephone_at(struct arena *arena, struct str text, size_t at, struct telephone *ret)
{
	struct shape shape;
	struct str digits;
	const char *country = NULL;

	read_shape(text, at, &shape);
	if (shape.count < DIGITS_LEAST || shape.count > DIGITS_MOST)
		return false;
	/* The number goes on: it is a code. */
	if (shape.end < text.n && ascii_is_alnum(text.p[shape.end]))
		return false;
	digits = str_make(shape.digits, shape.count);
	if (shape.plus && shape.digits[0] != '0')
		country = "+";
	else if (is_north_american(&shape))
		country = shape.count == 11 ? "+" : "+1";
	else if (is_japanese(&shape) && is_kana_near(text, at)) {
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
