/* base/json_read.c - see json_read.h. */
#include "base/json_read.h"

#include "base/utf8.h"

static bool eat(struct str *rest, char c)
{
	*rest = str_trim_left(*rest);
	return str_eat_char(rest, c);
}

/* Four hex digits; -1 where they are not. */
static int32_t take_unit(struct str *rest)
{
	int32_t unit = 0;

	if (rest->n < 4)
		return -1;
	for (size_t i = 0; i < 4; i++) {
		int digit = ascii_hex(rest->p[i]);

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	*rest = str_skip(*rest, 4);
	return unit;
}

/* "\uXXXX", or a pair of them; behind the 'u'. */
static bool take_escaped_point(struct str *rest, char out[4], size_t *ret)
{
	int32_t unit = take_unit(rest), low;
	struct str after = *rest;

	if (unit < 0)
		return false;
	if (unit >= 0xD800 && unit < 0xDC00 && str_eat(&after, STR("\\u"))) {
		low = take_unit(&after);
		if (low >= 0xDC00 && low < 0xE000) {
			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
			*rest = after;
		}
	}
	*ret = utf8_encode((uint32_t)unit, out);
	return true;
}

static bool take_escape(struct str *rest, char out[4], size_t *ret)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	const char *at;

	if (rest->n == 0)
		return false;
	if (str_eat_char(rest, 'u'))
		return take_escaped_point(rest, out, ret);
	at = memchr(names, rest->p[0], sizeof names - 1);
	if (!at)
		return false;
	out[0] = values[at - names];
	*ret = 1;
	*rest = str_skip(*rest, 1);
	return true;
}

/* Where the string ends whose opening quote stands before `s`; STR_NPOS: nowhere. */
static size_t end_of_string(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			return i;
		if (s.p[i] == '\\')
			i++;
	}
	return STR_NPOS;
}

/* A string behind its opening quote; a slice where nothing is escaped. Unescaped it is
 * never longer than written. */
static bool take_string(struct arena *arena, struct str *rest, struct str *ret)
{
	size_t end = end_of_string(*rest), used = 0;
	struct str text;
	char *out;

	if (end == STR_NPOS)
		return false;
	text = str_sub(*rest, 0, end);
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < 0x20)
			return false;
	*rest = str_skip(*rest, end + 1);
	if (str_find(text, '\\') == STR_NPOS) {
		*ret = text;
		return true;
	}
	out = arena_bytes(arena, text.n);
	while (text.n) {
		size_t n = str_find(text, '\\');
		char point[4];

		n = n == STR_NPOS ? text.n : n;
		memcpy(out + used, text.p, n);
		used += n;
		text = str_skip(text, n);
		if (!str_eat_char(&text, '\\'))
			break;
		if (!take_escape(&text, point, &n))
			return false;
		memcpy(out + used, point, n);
		used += n;
	}
	*ret = str_make(out, used);
	return true;
}

/* Over one value of any kind: nested ones by counting, without recursion. */
static bool skip_value(struct arena *arena, struct str *rest)
{
	struct str ignored;
	size_t depth = 0;

	do {
		char c;

		*rest = str_trim_left(*rest);
		if (rest->n == 0)
			return false;
		c = rest->p[0];
		if (depth == 0 && (c == ',' || c == '}' || c == ']'))
			return false; /* there is no value */
		*rest = str_skip(*rest, 1);
		if (c == '"') {
			if (!take_string(arena, rest, &ignored))
				return false;
		} else if (c == '{' || c == '[') {
			depth++;
		} else if (c == '}' || c == ']') {
			depth--;
		} else if (c != ',' && c != ':') {
			while (rest->n && !memchr(",:]}[{\" \t", rest->p[0], 9))
				*rest = str_skip(*rest, 1);
		}
	} while (depth);
	return true;
}

bool json_read_text(struct arena *arena, struct str line, struct str key, struct str *ret)
{
	struct json_walk walk;
	struct str name;

	json_walk_init(&walk, arena, line);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &name);) {
		if (str_eq(name, key))
			return json_walk_text(&walk, ret);
		json_walk_skip(&walk);
	}
	return false;
}

/* --- walking --------------------------------------------------------------------- */

static bool broken(struct json_walk *walk)
{
	walk->broken = true;
	return false;
}

void json_walk_init(struct json_walk *walk, struct arena *arena, struct str text)
{
	*walk = (struct json_walk){ .arena = arena, .rest = text };
}

char json_walk_peek(struct json_walk *walk)
{
	walk->rest = str_trim_left(walk->rest);
	return walk->broken || walk->rest.n == 0 ? 0 : walk->rest.p[0];
}

bool json_walk_open(struct json_walk *walk, char bracket)
{
	if (walk->broken || !eat(&walk->rest, bracket))
		return broken(walk);
	walk->opened = true;
	return true;
}

/* Over the comma before the next thing; false at the closing bracket. */
static bool next_thing(struct json_walk *walk, char closing)
{
	bool first = walk->opened;

	walk->opened = false;
	if (walk->broken || eat(&walk->rest, closing))
		return false;
	return first || eat(&walk->rest, ',') || broken(walk);
}

bool json_walk_member(struct json_walk *walk, struct str *ret_key)
{
	if (!next_thing(walk, '}'))
		return false;
	return (eat(&walk->rest, '"') && take_string(walk->arena, &walk->rest, ret_key) &&
		eat(&walk->rest, ':')) ||
	       broken(walk);
}

bool json_walk_item(struct json_walk *walk)
{
	return next_thing(walk, ']');
}

bool json_walk_text(struct json_walk *walk, struct str *ret)
{
	return (!walk->broken && eat(&walk->rest, '"') &&
		take_string(walk->arena, &walk->rest, ret)) ||
	       broken(walk);
}

bool json_walk_count(struct json_walk *walk, uint64_t *ret)
{
	struct str digits = str_trim_left(walk->rest);
	size_t n = 0;

	while (n < digits.n && ascii_is_digit(digits.p[n]))
		n++;
	if (walk->broken || !str_to_u64(str_sub(digits, 0, n), ret))
		return broken(walk);
	walk->rest = str_skip(digits, n);
	return true;
}

bool json_walk_skip(struct json_walk *walk)
{
	return (!walk->broken && skip_value(walk->arena, &walk->rest)) || broken(walk);
}

bool json_walk_end(struct json_walk *walk)
{
	return !walk->broken && str_trim_left(walk->rest).n == 0;
}
