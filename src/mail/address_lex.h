/* mail/address_lex.h - address fields cut into lexical tokens (RFC 5322, 3.2).
 *
 * What never closes (a quote, a comment, a literal) is no token of its own: its first
 * byte comes as LEX_OTHER and the rest is read as if it stood there alone. After one such
 * failure later ones of the same kind are not tried, which keeps the work linear.
 *
 * Raw Shift_JIS, GBK, Big5 and ISO-2022-JP have bytes in their characters that are
 * special here ('@', '<', '"', '\'); such characters are stepped over whole. */
#pragma once
#include "base/str.h"

enum lex_kind {
	LEX_END,
	LEX_SPACE,
	LEX_COMMENT, /* with its brackets */
	LEX_QUOTED,  /* with its quotes */
	LEX_LITERAL, /* "[…]" */
	LEX_WORD,    /* atext, 8-bit text, an encoded word */
	LEX_DOT,
	LEX_AT,
	LEX_LESS,
	LEX_GREATER,
	LEX_COMMA,
	LEX_SEMICOLON,
	LEX_COLON,
	LEX_PAIR,  /* a backslash outside quotes and the byte after it */
	LEX_OTHER, /* one byte that has no place: a control, ')' … */
};

struct lex {
	struct str s;
	size_t at;
	bool double_byte; /* two-byte characters from lead bytes 0x81 … 0xFE */
	bool escaped_comma_separates; /* "\," is a LEX_COMMA, not a LEX_PAIR */
	bool no_quote, no_comment;
	bool deep; /* comments nested beyond LIMIT_COMMENT_DEPTH were seen */
};

void lex_init(struct lex *lex, struct str s);
/* Step over plain text: atoms, dots and blanks in which nothing can hide. */
void lex_skip_plain(struct lex *lex);
enum lex_kind lex_next(struct lex *lex, struct str *ret);

/* atext of RFC 5322, 3.2.3, and bytes above 0x7F (RFC 6532). */
bool lex_is_atext(char c);

/* The text of a quoted string or comment: brackets and backslashes gone, line ends
 * taken out. A copy (of at most the length) into `out`; returns its length. */
size_t lex_unquote(struct str token, char *out);
