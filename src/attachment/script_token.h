/* attachment/script_token.h - JavaScript as tokens (ECMA-262, 12), without a grammar.
 *
 * Linear, no recursion; nothing is run. Whether "/" divides or begins a regular
 * expression is decided by what stands before it, and by there being an end on the same
 * line. What is no JavaScript comes out as single signs. */
#pragma once
#include "base/arena.h"

enum script_token_kind {
	SCRIPT_NAME,   /* keywords too */
	SCRIPT_NUMBER, /* `number` */
	SCRIPT_STRING, /* `text`, escapes resolved; a template without "${" as well */
	SCRIPT_PIECES, /* a template with "${": `text` as it stands between the backquotes
			*/
	SCRIPT_REGEX,  /* `text`: between the slashes; `flags` */
	SCRIPT_SIGN,   /* `text`: "+=", "=>", "==", or one byte */
};

struct script_token {
	enum script_token_kind kind;
	struct str text, flags;
	int64_t number; /* whole part; INT64_MIN where it is none */
	size_t offset;
	bool line; /* a line began before it */
};

struct script_lexer {
	struct arena *arena;
	struct str source;
	size_t at;
	bool after_operand; /* "/" divides here */
	uint32_t failed;    /* regular expressions that had no end */
};

void script_lexer_init(struct script_lexer *lexer, struct arena *arena,
		       struct str source);
/* False at the end. */
bool script_next(struct script_lexer *lexer, struct script_token *ret);
/* The next byte that is neither blank nor comment; 0 at the end. `ret_second`: the one
 * behind it. */
char script_peek(const struct script_lexer *lexer, char *ret_second);
/* "\x41\u0042\n": the text that a literal stands for. A slice where nothing is escaped.
 */
struct str script_unescape(struct arena *arena, struct str literal);
