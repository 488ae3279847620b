/* auth/spf_macro.c - see spf_macro.h. */
#include "auth/spf_macro.h"

#include "base/buf.h"
#include "base/limits.h"

enum { NAME_MOST = 253, PARTS_MOST = 128 };

/* One piece of a macro-string. */
struct piece {
	struct str literal; /* characters as they are; empty: a macro */
	char letter;	    /* as written, or one of "%_-" */
	uint32_t keep;	    /* 0: all parts */
	bool reverse;
	struct str delimiters; /* empty: "." */
};

/* Behind "%{". */
static bool take_macro(struct str *rest, struct piece *ret)
{
	size_t n = 0, digits;

	if (rest->n == 0 || !memchr("slodiphcrtv", ascii_lower(rest->p[0]), 11))
		return false;
	ret->letter = rest->p[0];
	*rest = str_skip(*rest, 1);
	while (n < rest->n && ascii_is_digit(rest->p[n]))
		n++;
	digits = n;
	/* RFC 7208, 7.3: a number, and not zero. More parts than there are is all. */
	if (digits) {
		ret->keep = UINT32_MAX;
		str_to_u32(str_sub(*rest, 0, digits), &ret->keep);
		if (ret->keep == 0)
			return false;
	}
	*rest = str_skip(*rest, digits);
	ret->reverse = str_eat_char(rest, 'r') || str_eat_char(rest, 'R');
	for (n = 0; n < rest->n && memchr(".-+,/_=", rest->p[n], 7); n++)
		;
	ret->delimiters = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return str_eat_char(rest, '}');
}

/* The next piece; false: no macro-string. `explains` lets spaces in. */
static bool take_piece(struct str *rest, bool explains, struct piece *ret)
{
	size_t n = 0;

	*ret = (struct piece){ 0 };
	if (!str_eat_char(rest, '%')) {
		while (n < rest->n && rest->p[n] != '%') {
			char c = rest->p[n++];

			if (c < (explains ? 0x20 : 0x21) || c > 0x7E)
				return false;
		}
		ret->literal = str_sub(*rest, 0, n);
		*rest = str_skip(*rest, n);
		return true;
	}
	if (str_eat_char(rest, '{'))
		return take_macro(rest, ret);
	if (rest->n == 0 || !memchr("%_-", rest->p[0], 3))
		return false;
	ret->letter = rest->p[0];
	*rest = str_skip(*rest, 1);
	return true;
}

bool spf_macro_valid(struct str text, bool explains)
{
	struct piece piece;

	while (text.n) {
		if (!take_piece(&text, explains, &piece))
			return false;
		if (!explains && piece.letter &&
		    memchr("crt", ascii_lower(piece.letter), 3))
			return false;
	}
	return true;
}

/* toplabel = ( *alphanum ALPHA *alphanum ) /
 *            ( 1*alphanum "-" *( alphanum / "-" ) alphanum ) */
static bool is_top_label(struct str s)
{
	bool numeric = true;

	if (s.n == 0 || !ascii_is_alnum(s.p[0]) || !ascii_is_alnum(s.p[s.n - 1]))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_alnum(s.p[i]) && s.p[i] != '-')
			return false;
		numeric &= ascii_is_digit(s.p[i]);
	}
	return !numeric;
}

bool spf_domain_spec_valid(struct str text)
{
	struct str rest = text, end, before;
	struct piece piece = { 0 };

	if (text.n == 0 || !spf_macro_valid(text, false))
		return false;
	while (rest.n)
		take_piece(&rest, false, &piece);
	if (piece.literal.n == 0)
		return true;
	end = piece.literal;
	if (end.p[end.n - 1] == '.')
		end.n--;
	return str_cut_last(end, '.', &before, &end) && is_top_label(end);
}

bool spf_macro_uses(struct str text, char letter)
{
	struct piece piece;

	if (str_find(text, '%') == STR_NPOS)
		return false;
	while (text.n && take_piece(&text, true, &piece))
		if (ascii_lower(piece.letter) == letter)
			return true;
	return false;
}

/* --- expanding -------------------------------------------------------------------- */

/* "192.0.2.1", or of IPv6 each nibble (RFC 7208, 7.3). */
static struct str dotted(struct arena *arena, const struct ip *ip)
{
	char text[64];

	if (ip->kind != IP_V6)
		return ip_text(arena, ip);
	for (size_t i = 0; i < 32; i++) {
		unsigned nibble = ip->bytes[i / 2] >> (i % 2 ? 0 : 4) & 15;

		text[i * 2] = "0123456789ABCDEF"[nibble];
		text[i * 2 + 1] = '.';
	}
	return arena_str(arena, str_make(text, 63));
}

static struct str value_of(struct arena *arena, char letter,
			   const struct spf_macro_values *v)
{
	switch (ascii_lower(letter)) {
	case 's':
		return v->sender;
	case 'l':
		return v->local;
	case 'o':
		return v->sender_domain;
	case 'd':
		return v->domain;
	case 'i':
		return dotted(arena, v->ip);
	case 'p':
		return v->validated;
	case 'h':
		return v->helo;
	case 'c':
		return ip_text(arena, v->ip);
	case 'r':
		return v->receiver;
	case 't':
		return arena_printf(arena, "%lld", (long long)v->clock);
	default: /* 'v' */
		return v->ip->kind == IP_V6 ? STR("ip6") : STR("in-addr");
	}
}

/* An upper-case letter escapes as in a URL all but RFC 3986's unreserved characters. */
static void add(struct buf *out, struct str text, bool escape)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (!escape || ascii_is_alnum(c) || (c && memchr("-._~", c, 4)))
			buf_add_char(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned char)c);
	}
}

/* The last (or first) parts of a value; no name and no address has more of them. */
static uint32_t split(struct str value, struct str delimiters, struct str *parts)
{
	uint32_t count = 0;
	size_t start = 0;

	for (size_t i = 0; i <= value.n; i++) {
		if (i < value.n && !memchr(delimiters.p, value.p[i], delimiters.n))
			continue;
		if (count == PARTS_MOST)
			return 0;
		parts[count++] = str_sub(value, start, i);
		start = i + 1;
	}
	return count;
}

static void add_transformed(struct buf *out, struct str value, const struct piece *piece)
{
	struct str parts[PARTS_MOST];
	bool escape = piece->letter != ascii_lower(piece->letter);
	uint32_t count =
	    split(value, piece->delimiters.n ? piece->delimiters : STR("."), parts);
	uint32_t from = piece->keep && piece->keep < count ? count - piece->keep : 0;

	for (uint32_t i = from; i < count; i++) {
		/* Reversed first, then the right-hand parts are kept. */
		uint32_t at = piece->reverse ? count - 1 - i : i;

		if (i > from)
			buf_add_char(out, '.');
		add(out, parts[at], escape);
	}
	if (count == 0) /* more parts than anything real has */
		add(out, value, escape);
}

static void add_piece(struct arena *arena, struct buf *out, const struct piece *piece,
		      const struct spf_macro_values *values)
{
	struct str value;

	if (piece->literal.n) {
		buf_add(out, piece->literal);
	} else if (piece->letter == '%') {
		buf_add_char(out, '%');
	} else if (piece->letter == '_') {
		buf_add_char(out, ' ');
	} else if (piece->letter == '-') {
		buf_add(out, STR("%20"));
	} else {
		value = value_of(arena, piece->letter, values);
		if (!piece->keep && !piece->reverse && !piece->delimiters.n)
			add(out, value, piece->letter != ascii_lower(piece->letter));
		else
			add_transformed(out, value, piece);
	}
}

bool spf_macro_expand(struct arena *arena, struct str text,
		      const struct spf_macro_values *values, struct str *ret)
{
	struct piece piece;
	struct buf out;
	bool ok;

	if (str_find(text, '%') == STR_NPOS) {
		*ret = text;
		return true;
	}
	buf_init(&out, LIMIT_SPF_EXPANSION);
	while (text.n && !out.full && take_piece(&text, true, &piece))
		add_piece(arena, &out, &piece, values);
	ok = !out.full;
	if (ok)
		*ret = arena_str(arena, buf_peek(&out));
	buf_fini(&out);
	return ok;
}

struct str spf_macro_name(struct str expanded)
{
	struct str name = expanded, label;

	if (name.n > 1 && name.p[name.n - 1] == '.')
		name.n--;
	while (name.n > NAME_MOST && str_cut(name, '.', &label, &name))
		;
	return name;
}
