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

/* A string behind its opening quote. Unescaped it is never longer than written. */
static bool take_string(struct arena *arena, struct str *rest, struct str *ret)
{
	size_t size = rest->n, used = 0;
	char *out = arena_bytes(arena, size);

	while (rest->n) {
		char c = rest->p[0], point[4];
		size_t n;

		*rest = str_skip(*rest, 1);
		if (c == '"') {
			arena_shrink(arena, out, size, used);
			*ret = str_make(out, used);
			return true;
		}
		if ((unsigned char)c < 0x20)
			return false;
		if (c != '\\') {
			out[used++] = c;
			continue;
		}
		if (!take_escape(rest, point, &n))
			return false;
		memcpy(out + used, point, n);
		used += n;
	}
	return false;
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
	struct str rest = line, name;

	if (!eat(&rest, '{'))
		return false;
	do {
		if (!eat(&rest, '"') || !take_string(arena, &rest, &name) ||
		    !eat(&rest, ':'))
			return false;
		if (str_eq(name, key))
			return eat(&rest, '"') && take_string(arena, &rest, ret);
		if (!skip_value(arena, &rest))
			return false;
	} while (eat(&rest, ','));
	return false;
}
