/* mail/address_name.c - display names and comments: what stands beside an address. */
#include "mail/address_reader.h"

#include "base/limits.h"

static bool is_outside_name(enum lex_kind kind)
{
	return kind != LEX_SPACE && kind != LEX_COMMENT && kind != LEX_QUOTED &&
	       kind != LEX_WORD && kind != LEX_DOT;
}

/* One quoted string with nothing to undo. */
static bool is_one_quoted(struct str phrase)
{
	return phrase.n >= 2 && phrase.p[0] == '"' && !memchr(phrase.p, '\\', phrase.n) &&
	       str_find(str_skip(phrase, 1), '"') == phrase.n - 2;
}

/* The phrase without quotes and comments: the slice itself where one quoted string or
 * only words are there. */
static struct str phrase_text(struct address_reader *r, struct str phrase)
{
	struct str token, only = STR_NONE;
	uint32_t quoted = 0, comments = 0, others = 0;
	enum lex_kind kind;
	struct lex lex;
	char *out;
	size_t n = 0;

	if (is_one_quoted(phrase))
		return str_sub(phrase, 1, phrase.n - 1);
	address_sub_lex(r, &lex, phrase);
	while ((kind = lex_next(&lex, &token)) != LEX_END) {
		if (is_outside_name(kind))
			address_reader_note(r,
					    memchr(token.p, 0, token.n)
						? "address.nul"
						: "address.special",
					    token);
		else if (kind == LEX_DOT)
			address_reader_note(r, "address.obsolete", token);
		if (kind == LEX_QUOTED) {
			only = token;
			quoted++;
		} else if (kind == LEX_COMMENT) {
			comments++;
		} else if (kind != LEX_SPACE) {
			others++;
		}
	}
	if (quoted == 0 && comments == 0)
		return phrase;
	out = arena_bytes(r->arena, phrase.n);
	address_sub_lex(r, &lex, phrase);
	while ((kind = lex_next(&lex, &token)) != LEX_END) {
		if (kind == LEX_QUOTED) {
			n += lex_unquote(token, out + n);
		} else if (kind == LEX_SPACE && n && out[n - 1] == ' ') {
			continue; /* a comment stood between */
		} else if (kind != LEX_COMMENT) {
			memcpy(out + n, token.p, token.n);
			n += token.n;
		}
	}
	/* A quoted name keeps the blanks inside its quotes: padding is evidence. */
	if (others == 0 && quoted == 1)
		n = lex_unquote(only, out);
	return str_make(out, n);
}

void address_name_set(struct address_reader *r, struct str phrase, struct mailbox *m,
		      struct words *words)
{
	*words = (struct words){ 0 };
	m->raw_name = str_trim(phrase);
	if (m->raw_name.n == 0)
		return;
	words_decode(r->arena, phrase_text(r, m->raw_name), r->defects, words);
	/* The quotes are gone from what the decoder saw. */
	if (words->words && m->raw_name.p[0] == '"' && str_ends(m->raw_name, STR("\"")))
		defect_add(r->defects, "word.in-quotes", m->raw_name, m->raw_name);
	m->name = words->text;
	m->name_is_word = words->words > 0;
	m->name_needless = words->needless;
}

struct str address_comment_text(struct address_reader *r, struct str comment)
{
	char *out;
	size_t n;

	if (comment.n == 0)
		return STR_NONE;
	if (comment.n > LIMIT_COMMENT_BYTES) {
		defect_add(r->defects, "limit.comment-bytes", comment, STR_NONE);
		comment.n = LIMIT_COMMENT_BYTES;
	}
	out = arena_bytes(r->arena, comment.n);
	n = lex_unquote(comment, out);
	return str_trim(words_text(r->arena, str_make(out, n), NULL));
}
