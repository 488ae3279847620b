/* mail/address_span.c - where each mailbox of a list stands. */
#include "mail/address_reader.h"

#include "base/limits.h"

/* Groups inside groups, which the grammar forbids altogether: further colons are text. */
enum { GROUP_DEPTH = 16 };

static size_t next_byte(const struct address_reader *r, char c, size_t *known)
{
	size_t at = r->lex.at;

	if (*known < at || (*known == 0 && (r->lex.s.n == 0 || r->lex.s.p[0] != c))) {
		size_t found = str_find(str_skip(r->lex.s, at), c);

		*known = found == STR_NPOS ? r->lex.s.n : at + found;
	}
	return *known;
}

/* From here, does '>' come before the next '<'? Else the bracket that is open was
 * never closed, and a comma ends its mailbox. */
static bool closes_first(struct address_reader *r)
{
	size_t greater = next_byte(r, '>', &r->next_greater);

	return greater < r->lex.s.n && greater < next_byte(r, '<', &r->next_less);
}

/* The first angle that has something in it is the one. */
static void close_angle(struct address_reader *r, struct address_span *sp, size_t less,
			size_t inside, size_t end)
{
	bool blank = address_is_blank(address_cut(r, inside, end));

	if (sp->angle && (blank || !sp->blank))
		return;
	sp->angle = true;
	sp->blank = blank;
	sp->less = less;
	sp->inside = inside;
	sp->inside_end = end;
	sp->tail = r->lex.at;
}

/* Reads from behind '<' to behind '>'. False where a separator ended it, which has
 * been put back. */
static bool scan_angle(struct address_reader *r, struct address_span *sp, size_t less)
{
	struct lex *lex = &r->lex;
	size_t inside = lex->at;
	struct str token;

	for (;;) {
		size_t at;

		lex_skip_plain(lex);
		at = lex->at;
		switch (lex_next(lex, &token)) {
		case LEX_GREATER:
			close_angle(r, sp, less, inside, at);
			return true;
		case LEX_LESS:
			if (address_is_blank(address_cut(r, inside, at))) {
				address_reader_note(r, "address.brackets", token);
				inside = lex->at;
				break;
			}
			lex->at = at;
			address_reader_note(r, "address.angle-open",
					    address_cut(r, less, at));
			close_angle(r, sp, less, inside, at);
			return true;
		case LEX_COMMA:
		case LEX_SEMICOLON:
			if (closes_first(r))
				break;
			lex->at = at;
			address_reader_note(r, "address.angle-open",
					    address_cut(r, less, at));
			close_angle(r, sp, less, inside, at);
			return false;
		case LEX_END:
			address_reader_note(r, "address.angle-open",
					    address_cut(r, less, at));
			close_angle(r, sp, less, inside, at);
			return false;
		case LEX_COMMENT:
			sp->comment = token;
			break;
		default:
			break;
		}
	}
}

/* Is the ':' that was just read the end of a group's name? A name that nobody quoted
 * ("Re: you <a@b>") looks the same, but no ';' follows. */
static bool begins_group(struct address_reader *r, struct address_span *sp, size_t colon)
{
	struct str name = str_trim(address_cut(r, sp->start, colon));

	if (sp->angle || sp->at_outside || name.n == 0 || r->depth >= GROUP_DEPTH ||
	    r->list->groups >= LIMIT_ADDRESSES)
		return false;
	if (str_eq_nocase(name, STR("mailto"))) {
		address_reader_note(r, "address.special",
				    address_cut(r, colon, colon + 1));
		sp->start = r->lex.at;
		return false;
	}
	if (r->last_semicolon == STR_NPOS || r->last_semicolon < colon)
		return r->last_less == STR_NPOS || r->last_less < colon;
	return true;
}

/* Advances over one mailbox; returns what ended it: LEX_COMMA, LEX_SEMICOLON, LEX_COLON
 * (the span is a group's name) or LEX_END. */
enum lex_kind address_span_scan(struct address_reader *r, struct address_span *sp)
{
	struct lex *lex = &r->lex;
	struct str token;
	enum lex_kind kind;

	/* So that a name is trimmed once and not at each of its colons. */
	while (lex->at < lex->s.n && ascii_is_space(lex->s.p[lex->at]))
		lex->at++;
	*sp = (struct address_span){ .start = lex->at, .less = STR_NPOS };
	for (;;) {
		size_t at;

		if (!r->nested)
			lex_skip_plain(lex);
		at = sp->end = lex->at;
		kind = lex_next(lex, &token);
		/* Others may take a second bracket for the address: each ends there. */
		if (r->nested && sp->angle && kind != LEX_SPACE && kind != LEX_COMMENT) {
			if (kind != LEX_COMMA && kind != LEX_SEMICOLON)
				lex->at = at;
			return kind == LEX_END ? LEX_END : LEX_COMMA;
		}
		switch (kind) {
		case LEX_END:
		case LEX_COMMA:
		case LEX_SEMICOLON:
			return kind;
		case LEX_LESS:
			scan_angle(r, sp, at);
			break;
		case LEX_GREATER:
			address_reader_note(r, "address.brackets", token);
			break;
		case LEX_COLON:
			if (begins_group(r, sp, at))
				return LEX_COLON;
			break;
		case LEX_AT:
			sp->at_outside = true;
			break;
		case LEX_COMMENT:
			sp->comment = token;
			break;
		case LEX_PAIR:
			if (token.p[1] == ',' && sp->comma.n == 0)
				sp->comma = token;
			break;
		default:
			break;
		}
	}
}
