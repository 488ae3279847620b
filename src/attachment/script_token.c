/* attachment/script_token.c - see script_token.h. */
#include "attachment/script_token.h"

#include "base/utf8.h"

enum { MOST_FAILED = 64 };

void script_lexer_init(struct script_lexer *lexer, struct arena *arena, struct str source)
{
	*lexer = (struct script_lexer){ .arena = arena, .source = source };
}

static char at(const struct script_lexer *l, size_t ahead)
{
	return ahead < l->source.n - l->at ? l->source.p[l->at + ahead] : '\0';
}

static bool is_name_byte(char c)
{
	return ascii_is_alnum(c) || c == '_' || c == '$' || (c & 0x80);
}

static void skip_past(struct script_lexer *l, struct str end)
{
	size_t found = str_find_str(str_skip(l->source, l->at), end);

	l->at = found == STR_NPOS ? l->source.n : l->at + found + end.n;
}

/* Blanks and comments, those of HTML among them (ECMA-262, B.1.1). True where a line
 * ended on the way. */
static bool skip_blanks(struct script_lexer *l)
{
	bool line = false;

	for (;;) {
		struct str rest = str_skip(l->source, l->at);

		if (rest.n == 0)
			return line;
		if (ascii_is_space(rest.p[0]) || rest.p[0] == '\f' || rest.p[0] == '\v') {
			line |= rest.p[0] == '\n' || rest.p[0] == '\r';
			l->at++;
		} else if (str_starts(rest, STR("//")) || str_starts(rest, STR("<!--"))) {
			skip_past(l, STR("\n"));
			line = true;
		} else if (str_starts(rest, STR("/*"))) {
			l->at += 2;
			skip_past(l, STR("*/"));
		} else if (str_starts(rest, STR("\xC2\xA0"))) {
			l->at += 2;
		} else {
			return line;
		}
	}
}

char script_peek(const struct script_lexer *lexer, char *ret_second)
{
	struct script_lexer ahead = *lexer;

	skip_blanks(&ahead);
	*ret_second = at(&ahead, 1);
	return at(&ahead, 0);
}

/* --- literals -------------------------------------------------------------------------
 */

static size_t read_hex(struct str s, size_t from, size_t most, uint32_t *ret)
{
	size_t n = 0;

	*ret = 0;
	while (n < most && from + n < s.n && ascii_hex(s.p[from + n]) >= 0)
		*ret = *ret * 16 + (uint32_t)ascii_hex(s.p[from + n++]);
	return n;
}

/* "\uD83D\uDE00" are two halves of one character; "\u{1F600}" is whole. Returns how much
 * stands behind the backslash, 0 where that is no such escape. */
static size_t read_unicode(struct str s, size_t from, uint32_t *ret)
{
	uint32_t low;
	size_t n;

	if (from + 1 < s.n && s.p[from + 1] == '{') {
		n = read_hex(s, from + 2, 6, ret);
		return n && from + 2 + n < s.n && s.p[from + 2 + n] == '}' ? n + 3 : 0;
	}
	if (read_hex(s, from + 1, 4, ret) != 4)
		return 0;
	if (*ret >= 0xD800 && *ret < 0xDC00 && from + 10 < s.n && s.p[from + 5] == '\\' &&
	    s.p[from + 6] == 'u' && read_hex(s, from + 7, 4, &low) == 4 &&
	    low >= 0xDC00 && low < 0xE000) {
		*ret = 0x10000 + ((*ret - 0xD800) << 10) + (low - 0xDC00);
		return 11;
	}
	return 5;
}

/* What stands behind a backslash at `from`: how long it is, and what it means. */
static size_t read_escape(struct str s, size_t from, char out[4], size_t *ret_n)
{
	static const char letters[] = "nrtbfv0", means[] = "\n\r\t\b\f\v";
	const char *known = memchr(letters, s.p[from], sizeof letters - 1);
	uint32_t value;
	size_t n;

	*ret_n = 1;
	if (s.p[from] == 'x' && read_hex(s, from + 1, 2, &value) == 2) {
		*ret_n = utf8_encode(value, out);
		return 3;
	}
	if (s.p[from] == 'u' && (n = read_unicode(s, from, &value))) {
		*ret_n = utf8_encode(value, out);
		return n;
	}
	if (s.p[from] >= '0' && s.p[from] <= '7') {
		value = 0;
		for (n = 0; n < 3 && from + n < s.n && s.p[from + n] >= '0' &&
			    s.p[from + n] <= '7' && value < 32;
		     n++)
			value = value * 8 + (uint32_t)(s.p[from + n] - '0');
		*ret_n = utf8_encode(value, out);
		return n;
	}
	if (s.p[from] == '\r' || s.p[from] == '\n') {
		*ret_n = 0;
		return s.p[from] == '\r' && from + 1 < s.n && s.p[from + 1] == '\n' ? 2
										    : 1;
	}
	out[0] = known ? means[known - letters] : s.p[from];
	return 1;
}

struct str script_unescape(struct arena *arena, struct str literal)
{
	size_t first = str_find(literal, '\\'), n, i;
	char *out;

	if (first == STR_NPOS)
		return literal;
	/* No escape is shorter than what it means. */
	out = arena_bytes(arena, literal.n);
	memcpy(out, literal.p, first);
	n = first;
	for (i = first; i < literal.n;) {
		char means[4];
		size_t length;

		if (literal.p[i] != '\\' || i + 1 >= literal.n) {
			out[n++] = literal.p[i++];
			continue;
		}
		i += 1 + read_escape(literal, i + 1, means, &length);
		memcpy(out + n, means, length);
		n += length;
	}
	arena_shrink(arena, out, literal.n, n);
	return str_make(out, n);
}

/* Between the quotes that begin here. A line end ends what only looked like a literal. */
static struct str take_quoted(struct script_lexer *l)
{
	char quote = l->source.p[l->at++];
	size_t from = l->at;
	struct str inside;

	while (l->at < l->source.n && l->source.p[l->at] != quote) {
		if (l->source.p[l->at] == '\n' && quote != '`')
			return str_sub(l->source, from, l->at);
		l->at += l->source.p[l->at] == '\\' ? 2 : 1;
	}
	if (l->at > l->source.n)
		l->at = l->source.n;
	inside = str_sub(l->source, from, l->at);
	if (l->at < l->source.n)
		l->at++;
	return inside;
}

/* The end of a regular expression on this line; false where none is. */
static bool take_regex(struct script_lexer *l, struct script_token *ret)
{
	bool in_class = false;
	size_t i = l->at + 1;

	/* Each such line is searched again at its next slash. */
	if (l->failed >= MOST_FAILED)
		return false;
	l->failed++;
	for (; i < l->source.n; i++) {
		char c = l->source.p[i];

		if (c == '\n')
			return false;
		if (c == '\\')
			i++;
		else if (c == '[')
			in_class = true;
		else if (c == ']')
			in_class = false;
		else if (c == '/' && !in_class)
			break;
	}
	if (i >= l->source.n)
		return false;
	l->failed--;
	ret->kind = SCRIPT_REGEX;
	ret->text = str_sub(l->source, l->at + 1, i);
	l->at = i + 1;
	while (is_name_byte(at(l, 0)))
		l->at++;
	ret->flags = str_sub(l->source, i + 1, l->at);
	return true;
}

static void take_number(struct script_lexer *l, struct script_token *ret)
{
	size_t from = l->at;
	uint64_t value = 0;
	unsigned radix = 10;
	bool whole = true;

	if (at(l, 0) == '0' && ascii_lower(at(l, 1)) == 'x') {
		radix = 16;
		l->at += 2;
	}
	while (is_name_byte(at(l, 0)) || at(l, 0) == '.') {
		int digit = ascii_hex(at(l, 0));

		if (digit >= 0 && (unsigned)digit < radix && value < UINT32_MAX)
			value = value * radix + (unsigned)digit;
		else if (at(l, 0) != '_')
			whole = false;
		l->at++;
	}
	ret->kind = SCRIPT_NUMBER;
	ret->text = str_sub(l->source, from, l->at);
	ret->number = whole ? (int64_t)value : INT64_MIN;
}

/* After these a value comes, not an operator. */
static bool expects_value(struct str name)
{
	static const struct str names[] = { STR("return"), STR("typeof"), STR("case"),
					    STR("in"),	   STR("of"),	  STR("delete"),
					    STR("void"),   STR("throw"),  STR("new"),
					    STR("else"),   STR("do"),	  STR("await") };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(name, names[i]))
			return true;
	return false;
}

static void take_sign(struct script_lexer *l, struct script_token *ret)
{
	static const struct str longer[] = { STR("==="), STR("!=="), STR("=="), STR("!="),
					     STR("+="),	 STR("=>"),  STR("&&"), STR("||"),
					     STR("<="),	 STR(">="),  STR("++"), STR("--"),
					     STR("??") };
	struct str rest = str_skip(l->source, l->at);
	size_t n = 1;

	for (size_t i = 0; i < COUNT(longer) && n == 1; i++)
		if (str_starts(rest, longer[i]))
			n = longer[i].n;
	ret->kind = SCRIPT_SIGN;
	ret->text = str_sub(rest, 0, n);
	l->at += n;
}

bool script_next(struct script_lexer *l, struct script_token *ret)
{
	char c;

	*ret = (struct script_token){ .line = skip_blanks(l), .offset = l->at };
	if (l->at >= l->source.n)
		return false;
	c = l->source.p[l->at];
	if (c == '"' || c == '\'' || c == '`') {
		ret->text = take_quoted(l);
		ret->kind = c == '`' && str_find_str(ret->text, STR("${")) != STR_NPOS
				? SCRIPT_PIECES
				: SCRIPT_STRING;
		if (ret->kind == SCRIPT_STRING)
			ret->text = script_unescape(l->arena, ret->text);
		l->after_operand = true;
	} else if (ascii_is_digit(c)) {
		take_number(l, ret);
		l->after_operand = true;
	} else if (is_name_byte(c)) {
		size_t from = l->at;

		while (is_name_byte(at(l, 0)))
			l->at++;
		ret->kind = SCRIPT_NAME;
		ret->text = str_sub(l->source, from, l->at);
		l->after_operand = !expects_value(ret->text);
	} else if (c == '/' && !l->after_operand && take_regex(l, ret)) {
		l->after_operand = true;
	} else {
		take_sign(l, ret);
		l->after_operand = c == ')' || c == ']';
	}
	return true;
}
