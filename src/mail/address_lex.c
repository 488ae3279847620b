/* mail/address_lex.c - see address_lex.h. */
#include "mail/address_lex.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "mail/charset.h"
#include "mail/comment.h"

enum { ESC = 0x1B, ENCODED_WORD_MAX = 1024, CHARSET_NAME_MAX = 64 };

/* What a byte begins. */
static const uint8_t begins[256] = {
	['\0'] = LEX_OTHER,  [1 ... 8] = LEX_OTHER,
	['\t'] = LEX_SPACE,  ['\n'] = LEX_SPACE,
	['\v'] = LEX_OTHER,  ['\f'] = LEX_OTHER,
	['\r'] = LEX_SPACE,  [14 ... 31] = LEX_OTHER,
	[' '] = LEX_SPACE,   ['!'] = LEX_WORD,
	['"'] = LEX_QUOTED,  ['#' ... '\''] = LEX_WORD,
	['('] = LEX_COMMENT, [')'] = LEX_OTHER,
	['*'] = LEX_WORD,    ['+'] = LEX_WORD,
	[','] = LEX_COMMA,   ['-'] = LEX_WORD,
	['.'] = LEX_DOT,     ['/' ... '9'] = LEX_WORD,
	[':'] = LEX_COLON,   [';'] = LEX_SEMICOLON,
	['<'] = LEX_LESS,    ['='] = LEX_WORD,
	['>'] = LEX_GREATER, ['?'] = LEX_WORD,
	['@'] = LEX_AT,	     ['A' ... 'Z'] = LEX_WORD,
	['['] = LEX_LITERAL, ['\\'] = LEX_PAIR,
	[']'] = LEX_OTHER,   ['^' ... '~'] = LEX_WORD,
	[0x7F] = LEX_OTHER,  [0x80 ... 0xFF] = LEX_WORD,
};

bool lex_is_atext(char c)
{
	return begins[(unsigned char)c] == LEX_WORD;
}

static bool has_two_byte_characters(struct str s)
{
	const char *charset;

	if (utf8_is_valid(s))
		return false;
	charset = charset_sniff(s);
	return charset &&
	       (strcmp(charset, "shift_jis") == 0 || strcmp(charset, "gb18030") == 0 ||
		strcmp(charset, "gbk") == 0 || strcmp(charset, "big5") == 0);
}

void lex_init(struct lex *lex, struct str s)
{
	*lex = (struct lex){ .s = s, .double_byte = has_two_byte_characters(s) };
}

/* Length of the quoted string at the start of `s`, 0 where it never closes. */
static size_t quoted_length(struct str s)
{
	size_t i = 1;

	while (i < s.n) {
		if (s.p[i] == '"')
			return i + 1;
		i += s.p[i] == '\\' ? 2 : 1;
	}
	return 0;
}

/* "[192.0.2.1]", "[IPv6:…]": nothing that belongs to a name or another address is
 * inside, so that "[News <a@b>" is no literal. */
static size_t literal_length(struct str s)
{
	for (size_t i = 1; i < s.n; i++) {
		if (s.p[i] == ']')
			return i + 1;
		if (memchr("[<>@,;\"()\r\n", s.p[i], 11))
			return 0;
	}
	return 0;
}

/* "=?charset?q?text?=" at the start of `s`; 0 where there is none. Its text is
 * stepped over whole: broken senders leave specials in it. */
static size_t encoded_word_length(struct str s)
{
	size_t i = 2;

	if (s.n < 8 || s.p[0] != '=' || s.p[1] != '?')
		return 0;
	while (i < s.n && i < CHARSET_NAME_MAX && s.p[i] != '?' && lex_is_atext(s.p[i]))
		i++;
	if (i + 3 > s.n || s.p[i] != '?' || s.p[i + 2] != '?' ||
	    !memchr("bBqQ", s.p[i + 1], 4))
		return 0;
	for (i += 3; i + 1 < s.n && i < ENCODED_WORD_MAX; i++) {
		if (s.p[i] == '?' && s.p[i + 1] == '=')
			return i + 2;
		if (ascii_is_space(s.p[i]))
			return 0;
	}
	return 0;
}

/* ISO-2022-JP from "ESC $" up to the "ESC (" that leads back, or to the line's end. */
static size_t shifted_length(struct str s)
{
	size_t i = 2;

	if (s.n < 3 || s.p[0] != ESC || s.p[1] != '$')
		return 0;
	while (i < s.n && s.p[i] != '\r' && s.p[i] != '\n') {
		if (s.p[i] == ESC && i + 2 < s.n && s.p[i + 1] == '(')
			return i + 3;
		i++;
	}
	return i;
}

static size_t character_length(const struct lex *lex, struct str s)
{
	unsigned char c = (unsigned char)s.p[0];

	if (lex->double_byte && c > 0x80 && s.n > 1 && (unsigned char)s.p[1] >= 0x40)
		return 2;
	return 1;
}

/* '=' may begin an encoded word, and 8-bit text may have to be read in pairs. */
static bool is_plain(char c)
{
	return lex_is_atext(c) && c != '=' && (unsigned char)c < 0x80;
}

void lex_skip_plain(struct lex *lex)
{
	const char *p = lex->s.p;
	size_t i = lex->at;

	while (i < lex->s.n && (is_plain(p[i]) || p[i] == '.' || p[i] == ' '))
		i++;
	lex->at = i;
}

static size_t word_length(const struct lex *lex, struct str s)
{
	size_t i = 0, n;

	while (i < s.n) {
		struct str rest;

		if (is_plain(s.p[i])) {
			i++;
			continue;
		}
		rest = str_skip(s, i);
		if (s.p[i] == '=' && (n = encoded_word_length(rest)) > 0)
			i += n;
		else if (s.p[i] == ESC && (n = shifted_length(rest)) > 0)
			i += n;
		else if (lex_is_atext(s.p[i]))
			i += character_length(lex, rest);
		else
			break;
	}
	return i;
}

static size_t space_length(struct str s)
{
	size_t n = 1;

	while (n < s.n && ascii_is_space(s.p[n]))
		n++;
	return n;
}

static size_t comment_token(struct lex *lex, struct str s)
{
	uint32_t depth;
	size_t n;

	if (lex->no_comment)
		return 0;
	n = comment_length(s, &depth);
	lex->no_comment = n == 0;
	if (depth > LIMIT_COMMENT_DEPTH)
		lex->deep = true;
	return n;
}

enum lex_kind lex_next(struct lex *lex, struct str *ret)
{
	struct str s = str_skip(lex->s, lex->at);
	enum lex_kind kind;
	size_t n = 1;

	*ret = str_sub(s, 0, 0);
	if (s.n == 0)
		return LEX_END;
	kind = (enum lex_kind)begins[(unsigned char)s.p[0]];
	switch (kind) {
	case LEX_WORD:
		n = word_length(lex, s);
		break;
	case LEX_SPACE:
		n = space_length(s);
		break;
	case LEX_QUOTED:
		n = lex->no_quote ? 0 : quoted_length(s);
		lex->no_quote = n == 0;
		break;
	case LEX_COMMENT:
		n = comment_token(lex, s);
		break;
	case LEX_LITERAL:
		n = literal_length(s);
		break;
	case LEX_PAIR:
		n = s.n > 1 ? 2 : 0;
		if (lex->escaped_comma_separates && str_starts(s, STR("\\,")))
			kind = LEX_COMMA;
		break;
	case LEX_OTHER:
		if (s.p[0] == ESC && shifted_length(s) > 0) {
			kind = LEX_WORD;
			n = word_length(lex, s);
		}
		break;
	default:
		break;
	}
	if (n == 0) {
		kind = LEX_OTHER;
		n = 1;
	}
	*ret = str_sub(s, 0, n);
	lex->at += n;
	return kind;
}

size_t lex_unquote(struct str token, char *out)
{
	size_t n = 0;

	for (size_t i = 1; i + 1 < token.n; i++) {
		if (token.p[i] == '\r' || token.p[i] == '\n')
			continue;
		if (token.p[i] == '\\' && i + 2 < token.n)
			i++;
		out[n++] = token.p[i];
	}
	return n;
}
