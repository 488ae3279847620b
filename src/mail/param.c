/* mail/param.c - reading "value; name=value; …" as clients do.
 *
 * First every parameter as it is written (struct piece), then RFC 2231 joins
 * and decodes. What the grammar forbids is read where clients read it - blanks in a
 * file name, a comma or nothing in place of the semicolon - and noted. */
#include "mail/param.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "mail/charset.h"
#include "mail/words.h"

/* A parameter as written: name, "*", number, "*", "=", value. */
struct piece {
	struct str name; /* lower case, without the decorations */
	struct str text; /* unquoted, unfolded */
	struct str raw;
	int number; /* of an RFC 2231 continuation; -1 for none */
	bool extended, quoted, used;
};

enum { LAST_PIECE = 999 };

struct reader {
	struct arena *arena;
	struct defects *defects;
	struct str rest;
};

/* --- small steps ------------------------------------------------------------ */

/* Steps over a comment at `at`; the offset behind it, s.n where it never closes. */
static size_t skip_comment(struct str s, size_t at)
{
	size_t depth = 0;

	for (; at < s.n; at++) {
		if (s.p[at] == '\\')
			at++;
		else if (s.p[at] == '(')
			depth++;
		else if (s.p[at] == ')' && --depth == 0)
			return at + 1;
	}
	return s.n;
}

static void skip_blanks(struct str *rest)
{
	for (;;) {
		*rest = str_trim_left(*rest);
		if (rest->n == 0 || rest->p[0] != '(')
			return;
		*rest = str_skip(*rest, skip_comment(*rest, 0));
	}
}

static bool is_name_char(char c)
{
	return (unsigned char)c > 32 && c != 127 && !strchr("()<>@,;:\\\"/[]?=", c);
}

/* Does `s` begin with "name=", so that a parameter starts here? */
static bool parameter_starts(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] && is_name_char(s.p[n]))
		n++;
	return n && n < s.n && s.p[n] == '=' && ascii_is_alpha(s.p[0]);
}

static struct str lower(struct arena *arena, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			return arena_lower(arena, s);
	return s;
}

/* --- the value in front ------------------------------------------------------ */

/* `s` without comments and blanks. */
static struct str without_comments(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		if (s.p[i] == '(') {
			i = skip_comment(s, i);
			continue;
		}
		if (!ascii_is_space(s.p[i]))
			out[n++] = s.p[i];
		i++;
	}
	arena_shrink(arena, out, s.n, n);
	return str_make(out, n);
}

/* Ends at the first ';' outside comments, or before a parameter that no ';' separates. */
static void read_value(struct reader *reader, struct params *ret)
{
	struct str s = reader->rest;
	size_t at = 0, end;
	bool plain = true;

	while (at < s.n && s.p[at] != ';') {
		if (s.p[at] == '(') {
			at = skip_comment(s, at);
			plain = false;
			continue;
		}
		if (ascii_is_space(s.p[at]) &&
		    parameter_starts(str_trim_left(str_skip(s, at)))) {
			defect_add(reader->defects, "mime.param-no-semicolon",
				   str_skip(s, at), STR_NONE);
			break;
		}
		at++;
	}
	end = at > s.n ? s.n : at;
	ret->raw_value = str_trim(str_sub(s, 0, end));
	ret->value = ret->raw_value;
	for (size_t i = 0; plain && i < ret->value.n; i++)
		plain = !ascii_is_space(ret->value.p[i]);
	if (!plain)
		ret->value = without_comments(reader->arena, ret->value);
	ret->value = lower(reader->arena, ret->value);
	reader->rest = str_skip(s, end);
}

/* --- one parameter ----------------------------------------------------------- */

/* "…" at the start of `s`, with quoted pairs. Returns the length with both quotes. */
static size_t read_quoted(struct reader *reader, struct str s, struct piece *piece)
{
	size_t at = 1, n = 0;
	bool plain = true;
	char *out;

	while (at < s.n && s.p[at] != '"') {
		if (s.p[at] == '\\' && at + 1 < s.n)
			at++, plain = false;
		else if (s.p[at] == '\r' || s.p[at] == '\n')
			plain = false;
		at++;
	}
	piece->text = str_sub(s, 1, at);
	piece->quoted = true;
	if (at == s.n) {
		defect_add(reader->defects, "mime.param-open-quote", s, piece->name);
		piece->text = str_trim_right(piece->text);
	}
	if (!plain) {
		struct str text = piece->text;

		out = arena_bytes(reader->arena, text.n);
		for (size_t i = 0; i < text.n; i++) {
			if (text.p[i] == '\r' || text.p[i] == '\n')
				continue;
			if (text.p[i] == '\\' && i + 1 < text.n)
				i++;
			out[n++] = text.p[i];
		}
		arena_shrink(reader->arena, out, text.n, n);
		piece->text = str_make(out, n);
	}
	return at < s.n ? at + 1 : at;
}

/* Clients show "name=My file.pdf" whole, but end other values at a blank. */
static bool is_name_of_file(struct str name)
{
	return str_eq(name, STR("name")) || str_eq(name, STR("filename"));
}

/* A value without quotes. Returns its length. */
static size_t read_token(struct reader *reader, struct str s, struct piece *piece)
{
	size_t at = 0, text_end = 0;
	bool cut = false;

	while (at < s.n && s.p[at] != ';') {
		char c = s.p[at];

		if (c == '(' && (at == 0 || ascii_is_space(s.p[at - 1]))) {
			at = skip_comment(s, at);
			cut = true;
			continue;
		}
		if ((ascii_is_space(c) || c == ',') &&
		    parameter_starts(str_trim_left(str_skip(s, at + 1)))) {
			defect_add(reader->defects, "mime.param-no-semicolon",
				   str_skip(s, at), STR_NONE);
			break;
		}
		if (!ascii_is_space(c)) {
			if (text_end && at > text_end && !cut) {
				defect_add(reader->defects, "mime.param-blank",
					   str_skip(s, text_end), piece->name);
				cut = !is_name_of_file(piece->name);
			}
			if (!cut)
				text_end = at + 1;
		}
		at++;
	}
	if (at > s.n)
		at = s.n;
	piece->text = str_sub(s, 0, text_end);
	for (size_t i = 0; i < text_end; i++)
		if (!piece->text.p[i] || strchr("()<>@,;:\\\"/[]?=", piece->text.p[i])) {
			defect_add(reader->defects, "mime.param-needs-quotes", s,
				   piece->name);
			break;
		}
	return at;
}

/* Takes "*0*" and "*" off the name. */
static void read_decorations(struct piece *piece)
{
	struct str name = piece->name, digits;
	uint32_t number;

	piece->number = -1;
	if (name.n && name.p[name.n - 1] == '*') {
		piece->extended = true;
		name.n--;
	}
	if (str_cut_last(name, '*', &piece->name, &digits)) {
		if (str_to_u32(digits, &number) && number <= LAST_PIECE)
			piece->number = (int)number;
		else
			piece->name = name;
	} else {
		piece->name = name;
	}
}

/* Steps over what is no parameter, to the next ';'. */
static void skip_to_semicolon(struct reader *reader)
{
	size_t at = str_find(reader->rest, ';');

	reader->rest = at == STR_NPOS ? str_skip(reader->rest, reader->rest.n)
				      : str_skip(reader->rest, at);
}

/* False where nothing with a '=' stands before the next ';'. */
static bool read_piece(struct reader *reader, struct piece *piece)
{
	struct str s = reader->rest, after;
	size_t n = 0;

	*piece = (struct piece){ .number = -1 };
	while (n < s.n && s.p[n] != '=' && s.p[n] != ';' && s.p[n] != '"')
		n++;
	if (n == s.n || s.p[n] != '=') {
		if (str_trim(str_sub(s, 0, n)).n)
			defect_add(reader->defects, "mime.param-no-value", s,
				   str_trim(str_sub(s, 0, n > 80 ? 80 : n)));
		skip_to_semicolon(reader);
		return false;
	}
	piece->name = lower(reader->arena, str_trim(str_sub(s, 0, n)));
	read_decorations(piece);
	after = str_trim_left(str_skip(s, n + 1));
	n = after.n && after.p[0] == '"' ? read_quoted(reader, after, piece)
					 : read_token(reader, after, piece);
	reader->rest = str_skip(after, n);
	piece->raw = str_trim(str_sub(after, 0, n));
	if (piece->quoted) {
		struct str tail = reader->rest;

		skip_blanks(&tail);
		if (tail.n && tail.p[0] != ';' && !parameter_starts(tail) &&
		    !(tail.p[0] == ',' &&
		      parameter_starts(str_trim_left(str_skip(tail, 1))))) {
			/* "bar"foo: some take the first half, some the whole as it
			 * stands. */
			size_t end = str_find(tail, ';');

			defect_add(reader->defects, "mime.param-after-quote", tail,
				   piece->name);
			end = end == STR_NPOS ? tail.n : end;
			piece->raw =
			    str_trim(str_make(after.p, (size_t)(tail.p + end - after.p)));
			reader->rest = str_skip(tail, end);
		} else {
			reader->rest = tail;
		}
	}
	return true;
}

/* --- RFC 2231 ----------------------------------------------------------------- */

static struct str percent_decode(struct arena *arena, struct str s)
{
	char *out;
	size_t n = 0;

	if (str_find(s, '%') == STR_NPOS)
		return s;
	out = arena_bytes(arena, s.n);
	for (size_t i = 0; i < s.n; i++) {
		int high = i + 2 < s.n ? ascii_hex(s.p[i + 1]) : -1;
		int low = i + 2 < s.n ? ascii_hex(s.p[i + 2]) : -1;

		if (s.p[i] == '%' && high >= 0 && low >= 0) {
			out[n++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[n++] = s.p[i];
		}
	}
	arena_shrink(arena, out, s.n, n);
	return str_make(out, n);
}

/* charset'language'text; the first two may be missing. */
static struct str take_charset(struct str s, struct str *ret_charset)
{
	struct str charset, rest, language;

	*ret_charset = STR_NONE;
	if (!str_cut(s, '\'', &charset, &rest) || !str_cut(rest, '\'', &language, &rest))
		return s;
	*ret_charset = charset;
	return rest;
}

static struct str to_utf8(struct arena *arena, struct str charset, struct str bytes)
{
	struct charset_text text;

	if (ascii_is_all(bytes) && charset.n == 0)
		return bytes;
	charset_decode(arena, charset, bytes, &text);
	return text.text;
}

/* All pieces of one name, in the order of their numbers, into one text. */
static void join(struct reader *reader, struct piece *pieces, uint32_t count,
		 struct piece *first, struct param *ret)
{
	struct piece *by_number[LIMIT_PARAMETERS] = { NULL };
	struct str charset = STR_NONE, text = STR_NONE;
	size_t total = 0, n = 0;
	uint32_t have = 0;
	bool whole = true;
	char *out;

	for (struct piece *piece = first; piece < pieces + count; piece++) {
		if (piece->used || piece->number < 0 || !str_eq(piece->name, first->name))
			continue;
		piece->used = true;
		if (piece->number >= LIMIT_PARAMETERS || by_number[piece->number]) {
			whole = false;
			continue;
		}
		by_number[piece->number] = piece;
		total += piece->text.n;
		have++;
	}
	out = arena_bytes(reader->arena, total);
	for (uint32_t i = 0; have && i < LIMIT_PARAMETERS; i++) {
		struct piece *piece = by_number[i];

		if (!piece) {
			whole = false;
			continue;
		}
		have--;
		text = piece->text;
		if (piece->extended) {
			ret->extended = true;
			if (i == 0)
				text = take_charset(text, &charset);
			text = percent_decode(reader->arena, text);
		}
		if (text.n)
			memcpy(out + n, text.p, text.n);
		n += text.n;
	}
	if (!whole)
		defect_add(reader->defects, "mime.param-continuation", first->raw,
			   first->name);
	ret->value = to_utf8(reader->arena, charset, str_make(out, n));
}

static void decode(struct reader *reader, struct piece *piece, struct param *ret)
{
	struct str text = piece->text, charset;

	if (piece->extended) {
		ret->extended = true;
		text = take_charset(text, &charset);
		if (!charset.p)
			defect_add(reader->defects, "mime.param-no-charset", piece->raw,
				   piece->name);
		ret->value =
		    to_utf8(reader->arena, charset, percent_decode(reader->arena, text));
		return;
	}
	ret->value = text;
	ret->encoded_word = str_find_str(text, STR("=?")) != STR_NPOS &&
			    str_find_str(text, STR("?=")) != STR_NPOS;
	/* A boundary is bytes to compare; nobody decodes it first (but see message.c). */
	if (str_eq(piece->name, STR("boundary")))
		return;
	if (ret->encoded_word || !ascii_is_all(text))
		ret->value = words_text(reader->arena, text, NULL);
	if (ret->encoded_word)
		defect_add(reader->defects, "mime.param-encoded-word", piece->raw,
			   piece->name);
}

/* ------------------------------------------------------------------------------ */

static void finish(struct reader *reader, struct piece *pieces, uint32_t count,
		   struct params *ret)
{
	ret->items = arena_alloc_array(reader->arena, count, sizeof *ret->items);
	for (struct piece *piece = pieces; piece < pieces + count; piece++) {
		struct param *param;

		if (piece->used)
			continue;
		param = &ret->items[ret->count++];
		*param = (struct param){ .name = piece->name,
					 .raw = piece->raw,
					 .quoted = piece->quoted };
		if (piece->number >= 0)
			join(reader, pieces, count, piece, param);
		else
			decode(reader, piece, param);
	}
}

void params_parse(struct arena *arena, struct str value, struct defects *defects,
		  struct params *ret)
{
	struct reader reader = { arena, defects, value };
	struct piece *pieces = NULL;
	uint32_t count = 0, cap = 0;

	*ret = (struct params){ 0 };
	read_value(&reader, ret);
	for (;;) {
		/* ';' between parameters; in front of one that lacks it, blanks or a
		 * comma. */
		while (skip_blanks(&reader.rest),
		       reader.rest.n &&
			   (reader.rest.p[0] == ';' || reader.rest.p[0] == ','))
			reader.rest = str_skip(reader.rest, 1);
		if (reader.rest.n == 0)
			break;
		if (count == LIMIT_PARAMETERS) {
			defect_add(defects, "limit.parameters", reader.rest, STR_NONE);
			break;
		}
		ARENA_GROW(arena, pieces, count, cap);
		count += read_piece(&reader, &pieces[count]);
	}
	if (count)
		finish(&reader, pieces, count, ret);
}

const struct param *params_get(const struct params *params, struct str name, uint32_t n)
{
	for (uint32_t i = 0; i < params->count; i++)
		if (str_eq(params->items[i].name, name) && n-- == 0)
			return &params->items[i];
	return NULL;
}
