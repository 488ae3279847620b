/* visit/script.c - where a script sends the browser, read from its text: an assignment of
 * one literal to the location, or a call that does the same. What is put together,
 * decoded or chosen at run time is not told here; a browser would have to run it. */
#include "visit/page.h"

#include "base/limits.h"

struct reader {
	struct str text;
	size_t at;
};

static char peek(const struct reader *r, size_t ahead)
{
	return r->at + ahead < r->text.n ? r->text.p[r->at + ahead] : '\0';
}

static void skip_blanks(struct reader *r)
{
	while (r->at < r->text.n && ascii_is_space(r->text.p[r->at]))
		r->at++;
}

static bool is_name_byte(char c)
{
	return ascii_is_alnum(c) || c == '_' || c == '$' || c & 0x80;
}

/* Comments; false where none begins here. */
static bool skip_comment(struct reader *r)
{
	struct str rest = str_skip(r->text, r->at);
	size_t end;

	if (str_starts(rest, STR("//")))
		end = str_find(rest, '\n');
	else if (str_starts(rest, STR("/*")))
		end = str_find_str(rest, STR("*/"));
	else
		return false;
	r->at = end == STR_NPOS ? r->text.n : r->at + end + 1;
	return true;
}

/* What stands between the quotes that begin here; they are stepped over. */
static struct str take_literal(struct reader *r)
{
	char quote = r->text.p[r->at++];
	size_t from = r->at;

	while (r->at < r->text.n && r->text.p[r->at] != quote) {
		/* A line end ends what only looked like a quote, but in templates. */
		if (r->text.p[r->at] == '\n' && quote != '`')
			return str_sub(r->text, from, r->at);
		r->at += r->text.p[r->at] == '\\' ? 2 : 1;
	}
	if (r->at > r->text.n)
		r->at = r->text.n;
	r->at++;
	return str_sub(r->text, from, r->at - 1);
}

static struct str take_name(struct reader *r)
{
	size_t from = r->at;

	while (r->at < r->text.n && is_name_byte(r->text.p[r->at]))
		r->at++;
	return str_sub(r->text, from, r->at);
}

/* "\/", "\x2f", "\u002f", in ASCII. */
static struct str plain(struct arena *arena, struct str literal)
{
	char *out = arena_bytes(arena, literal.n);
	size_t n = 0;

	for (size_t i = 0; i < literal.n; i++) {
		char c = literal.p[i], kind = i + 1 < literal.n ? literal.p[i + 1] : '\0';
		size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 0, k = 0;
		int value = 0;

		if (c != '\\' || kind == '\0') {
			out[n++] = c;
			continue;
		}
		i++;
		while (k < digits && i + 1 + k < literal.n &&
		       ascii_hex(literal.p[i + 1 + k]) >= 0)
			value = value * 16 + ascii_hex(literal.p[i + 1 + k++]);
		if (digits && k == digits && value > 0 && value < 0x80) {
			out[n++] = (char)value;
			i += digits;
		} else {
			out[n++] = kind;
		}
	}
	return str_make(out, n);
}

/* Behind "location": how it is set; the reader stands at the literal then. */
static bool is_set(struct reader *r)
{
	static const struct str calls[] = { STR("replace"), STR("assign") };
	struct str name;

	skip_blanks(r);
	if (peek(r, 0) == '.') {
		r->at++;
		skip_blanks(r);
		name = take_name(r);
		skip_blanks(r);
		for (size_t i = 0; i < COUNT(calls); i++)
			if (str_eq(name, calls[i]) && peek(r, 0) == '(') {
				r->at++;
				skip_blanks(r);
				return true;
			}
		if (!str_eq(name, STR("href")))
			return false;
	}
	if (peek(r, 0) != '=' || peek(r, 1) == '=')
		return false;
	r->at++;
	skip_blanks(r);
	return true;
}

/* "window.location" and kin, or "location" by itself; "map.location" is something else.
 */
static bool is_the_window(struct str owner)
{
	static const struct str owners[] = { STR("window"),    STR("document"),
					     STR("self"),      STR("top"),
					     STR("parent"),    STR("this"),
					     STR("globalThis") };

	if (owner.n == 0)
		return true;
	for (size_t i = 0; i < COUNT(owners); i++)
		if (str_eq(owner, owners[i]))
			return true;
	return false;
}

static struct str take_target(struct arena *arena, struct reader *r)
{
	struct str literal;
	char quote = peek(r, 0);

	if (quote != '"' && quote != '\'' && quote != '`')
		return STR_NONE;
	literal = take_literal(r);
	skip_blanks(r);
	/* Put together with something else, or filled in. */
	if (peek(r, 0) == '+' ||
	    (quote == '`' && str_find_str(literal, STR("${")) != STR_NPOS))
		return STR_NONE;
	return str_trim(plain(arena, literal));
}

/* One word, with the one before it and a dot. */
static struct str at_name(struct arena *arena, struct reader *r, struct str *owner,
			  bool dotted)
{
	struct str name = take_name(r), target;
	struct reader after = *r;

	if (!str_eq(name, STR("location")) || !is_the_window(dotted ? *owner : STR(""))) {
		*owner = name;
		return STR_NONE;
	}
	*owner = name;
	if (!is_set(&after))
		return STR_NONE;
	target = take_target(arena, &after);
	r->at = after.at;
	return target;
}

static struct str search(struct arena *arena, struct reader *r, struct str *ret_inner)
{
	struct str owner = STR_NONE, target;
	bool dotted = false;

	while (r->at < r->text.n) {
		char c = r->text.p[r->at];

		if (c == '/' && skip_comment(r))
			continue;
		if (c == '"' || c == '\'' || c == '`') {
			struct str literal = take_literal(r);

			if (!ret_inner->p &&
			    str_find_str(literal, STR("location")) != STR_NPOS)
				*ret_inner = literal;
			owner = STR("\"");
			dotted = false;
		} else if (is_name_byte(c)) {
			target = at_name(arena, r, &owner, dotted);
			if (target.n)
				return target;
			dotted = false;
		} else {
			/* Of "a.b" the dot keeps the owner, blanks around it too. */
			if (c == '.')
				dotted = true;
			else if (!ascii_is_space(c))
				dotted = false;
			r->at++;
		}
	}
	return STR_NONE;
}

struct str script_location(struct arena *arena, struct str script)
{
	struct reader outer = { .text = str_sub(script, 0, LIMIT_VISIT_SCRIPT) };
	struct str inner = STR_NONE, target = search(arena, &outer, &inner);
	struct reader second = { .at = 0 };

	if (target.n || !inner.n)
		return target;
	second.text = plain(arena, inner);
	return search(arena, &second, &inner);
}
