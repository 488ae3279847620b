/* mail/address.c - see address.h.
 *
 * The list is cut into spans (one mailbox each, as most readers see it), and each span
 * is read once more for its name, its address and the other things that somebody might
 * take for the address. Spans do not overlap, so all of it stays linear. */
#include "mail/address.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "mail/address_lex.h"
#include "mail/address_spec.h"
#include "mail/words.h"

/* Groups inside groups, which the grammar forbids altogether: further colons are text. */
enum { GROUP_DEPTH = 16 };

struct reader {
	struct arena *arena;
	struct lex lex;
	struct address_list *list;
	struct address_notes notes;
	struct defects *defects;
	uint32_t cap, other_cap;
	size_t next_less, next_greater;	  /* known positions, for closes_first() */
	size_t last_semicolon, last_less; /* in the whole value; STR_NPOS: none */
	uint32_t depth;			  /* groups that are open */
	uint32_t tries; /* nested readings made; see LIMIT_ADDRESS_READINGS */
	bool nested;	/* reads what another reader would see: no readings of its own */
};

/* One mailbox as it stands. `less` is where its '<' stands, STR_NPOS for a bare one. */
struct span {
	size_t start, end;
	size_t less, inside, inside_end, tail;
	bool angle, blank, at_outside;
	struct str comment; /* the last one, with its brackets */
	struct str comma;   /* a backslash and a comma; empty if none */
};

static struct str cut(const struct reader *r, size_t from, size_t to)
{
	return str_sub(r->lex.s, from, to);
}

/* A part of the value, read with what is known of the whole. */
static void sub_lex(const struct reader *r, struct lex *lex, struct str part)
{
	*lex = (struct lex){ .s = part, .double_byte = r->lex.double_byte };
}

static void note(struct reader *r, const char *id, struct str at)
{
	address_note(&r->notes, id, at);
}

/* Nothing but blanks and comments. */
static bool says_nothing(const struct reader *r, struct str part)
{
	struct str token;
	enum lex_kind kind;
	struct lex lex;

	sub_lex(r, &lex, part);
	do
		kind = lex_next(&lex, &token);
	while (kind == LEX_SPACE || kind == LEX_COMMENT);
	return kind == LEX_END;
}

/* --- spans ---------------------------------------------------------------------- */

static size_t next_byte(const struct reader *r, char c, size_t *known)
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
static bool closes_first(struct reader *r)
{
	size_t greater = next_byte(r, '>', &r->next_greater);

	return greater < r->lex.s.n && greater < next_byte(r, '<', &r->next_less);
}

static bool is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

/* The first angle that has something in it is the one. */
static void close_angle(struct reader *r, struct span *sp, size_t less, size_t inside,
			size_t end)
{
	bool blank = is_blank(cut(r, inside, end));

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
static bool scan_angle(struct reader *r, struct span *sp, size_t less)
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
			if (is_blank(cut(r, inside, at))) {
				note(r, "address.brackets", token);
				inside = lex->at;
				break;
			}
			lex->at = at;
			note(r, "address.angle-open", cut(r, less, at));
			close_angle(r, sp, less, inside, at);
			return true;
		case LEX_COMMA:
		case LEX_SEMICOLON:
			if (closes_first(r))
				break;
			lex->at = at;
			note(r, "address.angle-open", cut(r, less, at));
			close_angle(r, sp, less, inside, at);
			return false;
		case LEX_END:
			note(r, "address.angle-open", cut(r, less, at));
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
static bool begins_group(struct reader *r, struct span *sp, size_t colon)
{
	struct str name = str_trim(cut(r, sp->start, colon));

	if (sp->angle || sp->at_outside || name.n == 0 || r->depth >= GROUP_DEPTH ||
	    r->list->groups >= LIMIT_ADDRESSES)
		return false;
	if (str_eq_nocase(name, STR("mailto"))) {
		note(r, "address.special", cut(r, colon, colon + 1));
		sp->start = r->lex.at;
		return false;
	}
	if (r->last_semicolon == STR_NPOS || r->last_semicolon < colon)
		return r->last_less == STR_NPOS || r->last_less < colon;
	return true;
}

/* Advances over one mailbox; returns what ended it: LEX_COMMA, LEX_SEMICOLON, LEX_COLON
 * (the span is a group's name) or LEX_END. */
static enum lex_kind scan_span(struct reader *r, struct span *sp)
{
	struct lex *lex = &r->lex;
	struct str token;
	enum lex_kind kind;

	/* So that a name is trimmed once and not at each of its colons. */
	while (lex->at < lex->s.n && ascii_is_space(lex->s.p[lex->at]))
		lex->at++;
	*sp = (struct span){ .start = lex->at, .less = STR_NPOS };
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
			note(r, "address.brackets", token);
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

/* --- names ------------------------------------------------------------------------- */

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
static struct str phrase_text(struct reader *r, struct str phrase)
{
	struct str token, only = STR_NONE;
	uint32_t quoted = 0, comments = 0, others = 0;
	enum lex_kind kind;
	struct lex lex;
	char *out;
	size_t n = 0;

	if (is_one_quoted(phrase))
		return str_sub(phrase, 1, phrase.n - 1);
	sub_lex(r, &lex, phrase);
	while ((kind = lex_next(&lex, &token)) != LEX_END) {
		if (is_outside_name(kind))
			note(r,
			     memchr(token.p, 0, token.n) ? "address.nul"
							 : "address.special",
			     token);
		else if (kind == LEX_DOT)
			note(r, "address.obsolete", token);
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
	sub_lex(r, &lex, phrase);
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

static void set_name(struct reader *r, struct str phrase, struct mailbox *m,
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

static struct str comment_text(struct reader *r, struct str comment)
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

/* --- other readings ---------------------------------------------------------------- */

static void read_list(struct reader *r);

static void reader_init(struct reader *r, struct arena *arena, struct str value,
			struct defects *defects, struct address_list *list)
{
	*r = (struct reader){ .arena = arena, .list = list, .defects = defects };
	r->notes.defects = defects;
	lex_init(&r->lex, value);
	r->last_semicolon = str_rfind(value, ';');
	r->last_less = str_rfind(value, '<');
}

/* What a reader shows who takes `text` for all there is. */
static void read_nested(struct reader *r, struct str text, bool split_escaped,
			struct address_list *ret)
{
	struct reader inner;

	*ret = (struct address_list){ .lawful = true };
	reader_init(&inner, r->arena, text, NULL, ret);
	inner.nested = true;
	inner.lex.escaped_comma_separates = split_escaped;
	read_list(&inner);
}

static void add_other(struct reader *r, const char *rule, const struct mailbox *main,
		      struct mailbox other)
{
	struct address_list *list = r->list;

	if (r->nested || other.address.n == 0 ||
	    str_eq_nocase(other.address, main->address))
		return;
	for (uint32_t i = list->other_count; i > 0 && i + 8 > list->other_count; i--)
		if (str_eq_nocase(list->others[i - 1].mailbox.address, other.address) &&
		    list->others[i - 1].rule == rule)
			return;
	if (list->other_count == LIMIT_ADDRESS_READINGS)
		return;
	ARENA_GROW(r->arena, list->others, list->other_count, r->other_cap);
	list->others[list->other_count++] = (struct address_reading){ rule, other };
}

/* Every address with a domain that stands in `text`. */
static void add_nested(struct reader *r, const char *rule, const struct mailbox *main,
		       struct str text, bool split_escaped)
{
	struct address_list found;

	if (r->nested || r->tries++ >= LIMIT_ADDRESS_READINGS * 4)
		return;
	read_nested(r, text, split_escaped, &found);
	for (uint32_t i = 0; i < found.count; i++)
		if (found.items[i].domain.n)
			add_other(r, rule, main, found.items[i]);
}

static bool is_host_byte(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '.';
}

/* The first thing in free text that looks like an address with a dotted domain. */
static bool find_address(struct str text, struct mailbox *ret)
{
	for (size_t at = 0; at < text.n; at++) {
		size_t from, to;
		struct str domain;

		if (text.p[at] != '@')
			continue;
		for (from = at; from > 0 && at - from < 64; from--)
			if (text.p[from - 1] != '.' && !lex_is_atext(text.p[from - 1]))
				break;
		for (to = at + 1; to < text.n && to - at < 255; to++)
			if (!is_host_byte(text.p[to]))
				break;
		while (from < at && text.p[from] == '\'')
			from++; /* an apostrophe stands for a quote here */
		domain = str_sub(text, at + 1, to);
		while (str_ends(domain, STR(".")))
			domain.n--;
		if (from == at || str_find(domain, '.') == STR_NPOS || domain.p[0] == '.')
			continue;
		*ret = (struct mailbox){ .bare = true };
		ret->local = str_sub(text, from, at);
		ret->domain = domain;
		ret->raw = ret->address = str_sub(text, from, at + 1 + domain.n);
		return true;
	}
	return false;
}

static void lower_domain(struct arena *arena, struct mailbox *m)
{
	m->domain = arena_lower(arena, m->domain);
	m->address =
	    arena_printf(arena, "%.*s@%.*s", STR_ARG(m->local), STR_ARG(m->domain));
}

static void add_found(struct reader *r, const char *rule, const struct mailbox *main,
		      struct str text)
{
	struct mailbox found;

	if (r->nested || !find_address(text, &found))
		return;
	lower_domain(r->arena, &found);
	found.name = main->name;
	add_other(r, rule, main, found);
}

static size_t first_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' && s.p[i] != '\t')
			return i;
	return s.n;
}

/* A name that says an address, in plain text or by an encoded word (FR-05, FR-10, FR-11).
 */
static void add_name_readings(struct reader *r, const struct mailbox *m,
			      const struct words *words)
{
	if (r->nested || !m->name.n)
		return;
	if (memchr(m->name.p, '@', m->name.n))
		add_found(r, m->name_is_word ? "decoded-word" : "name-address", m,
			  m->name);
	if (words->controls)
		add_found(r, "cut-at-nul", m,
			  str_sub(m->name, 0, first_control(m->name)));
}

/* Encoded words have no place in an address (RFC 2047, 5); some readers decode them
 * all the same, and what comes out may hold another '@' or a NUL. */
static void add_decoded(struct reader *r, const struct mailbox *m, struct str raw)
{
	struct words words;
	size_t cut_at;

	if (r->nested || str_find_str(raw, STR("=?")) == STR_NPOS ||
	    str_find_str(raw, STR("?=")) == STR_NPOS)
		return;
	words_decode(r->arena, raw, NULL, &words);
	if (words.words == 0)
		return;
	defect_add(r->defects, "address.encoded-word", raw, words.text);
	add_nested(r, "decoded-word", m, words.text, false);
	cut_at = first_control(words.text);
	if (cut_at < words.text.n)
		add_nested(r, "cut-at-nul", m, str_sub(words.text, 0, cut_at), false);
}

struct invisible {
	uint32_t from, to;
};
/* Nothing is seen of these where they stand beside a domain (FR-09). */
static const struct invisible invisibles[] = {
	{ 0x00A0, 0x00A0 }, { 0x00AD, 0x00AD }, { 0x034F, 0x034F }, { 0x061C, 0x061C },
	{ 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180E }, { 0x2000, 0x200F },
	{ 0x2028, 0x202F }, { 0x205F, 0x206F }, { 0x3000, 0x3000 }, { 0x3164, 0x3164 },
	{ 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 }, { 0xE0000, 0xE0FFF },
};

static bool is_invisible(int32_t c)
{
	for (size_t i = 0; i < COUNT(invisibles); i++)
		if (c >= (int32_t)invisibles[i].from && c <= (int32_t)invisibles[i].to)
			return true;
	return false;
}

static void add_visible(struct reader *r, struct mailbox *m)
{
	struct str s = m->domain;
	struct mailbox other = *m;
	char *out;
	size_t n = 0, i = 0, length;

	if (ascii_is_all(s))
		return;
	out = arena_bytes(r->arena, s.n);
	while (i < s.n) {
		if (!is_invisible(utf8_decode(str_skip(s, i), &length))) {
			memcpy(out + n, s.p + i, length);
			n += length;
		}
		i += length;
	}
	if (n == s.n)
		return;
	note(r, "address.invisible", m->raw);
	other.domain = str_make(out, n);
	lower_domain(r->arena, &other);
	add_other(r, "invisible-removed", m, other);
}

/* --- one mailbox ----------------------------------------------------------------------
 */

/* "@a,@b:" in front of the address (RFC 5322, 4.4); returns what follows it. */
static struct str read_route(struct reader *r, struct str inside, struct mailbox *m)
{
	struct str token, first = STR_NONE;
	enum lex_kind kind;
	struct lex lex;
	bool at_seen = false;

	if (!memchr(inside.p, ':', inside.n))
		return inside;
	sub_lex(r, &lex, inside);
	do
		kind = lex_next(&lex, &token);
	while (kind == LEX_SPACE || kind == LEX_COMMENT);
	if (kind != LEX_AT)
		return inside;
	for (; kind != LEX_END && kind != LEX_COLON; kind = lex_next(&lex, &token)) {
		if (at_seen && first.n == 0 && kind == LEX_WORD)
			first = str_until(
			    str_until(
				str_until(str_skip(inside, str_offset(inside, token)),
					  ','),
				':'),
			    ' ');
		at_seen = at_seen || kind == LEX_AT;
	}
	if (kind == LEX_END)
		return inside;
	m->route = str_trim(str_sub(inside, 0, str_offset(inside, token)));
	note(r, "address.obsolete", m->route);
	if (first.n) { /* some readers take the first host for the sender's (FR-06) */
		struct mailbox other = { .raw = m->route };

		other.domain = arena_lower(r->arena, str_trim(first));
		other.local = str_sub(first, 0, 0);
		other.address = arena_concat(r->arena, STR("@"), other.domain);
		add_other(r, "route-as-address", m, other);
	}
	return str_skip(inside, lex.at);
}

static void cut_mailto(struct reader *r, struct chunk *chunk)
{
	size_t n = sizeof "mailto:" - 1;

	if (!str_starts_nocase(chunk->text, STR("mailto:")) || chunk->ats == 0)
		return;
	note(r, "address.special", chunk->text);
	chunk->text = str_skip(chunk->text, n);
	chunk->first_at -= n;
	chunk->last_at -= n;
}

/* "a@b.example(.c.example": by the grammar the comment never ends and the domain does;
 * some take the bracket for a letter. */
static void add_open_comment(struct reader *r, struct chunk chunk,
			     const struct mailbox *m)
{
	struct str domain = str_skip(chunk.text, chunk.last_at + 1);
	size_t open = str_rfind(domain, '(');
	struct mailbox other = { .raw = chunk.text };

	if (r->nested || chunk.ats == 0 || open == STR_NPOS ||
	    str_find(str_skip(domain, open), ')') != STR_NPOS)
		return;
	other.local = m->local;
	other.domain = domain;
	lower_domain(r->arena, &other);
	add_other(r, "comment-as-text", m, other);
}

/* Where a reader ends a domain that another '@' follows. */
static struct str cut_first(struct chunk chunk)
{
	struct str rest = str_skip(chunk.text, chunk.first_at + 1);
	size_t n = 0;

	while (n < rest.n && is_host_byte(rest.p[n]))
		n++;
	return str_sub(chunk.text, 0, chunk.first_at + 1 + n);
}

/* Of several '@' the last one counts, as with MTAs; what takes the first one
 * sees another domain. */
static void read_chunk(struct reader *r, struct chunk chunk, struct mailbox *m)
{
	cut_mailto(r, &chunk);
	address_spec_read(r->arena, chunk, chunk.ats ? chunk.last_at : STR_NPOS,
			  &r->notes, m);
	if (chunk.ats > 1 && !r->nested) {
		struct address_notes silent = { 0 };
		struct chunk first = { .text = cut_first(chunk), .ats = 1 };
		struct mailbox other = { .raw = chunk.text };

		address_spec_read(r->arena, first, chunk.first_at, &silent, &other);
		if (other.domain.n)
			add_other(r, "first-at", m, other);
	}
	add_decoded(r, m, chunk.text);
	add_open_comment(r, chunk, m);
}

/* The address among the words of `text`: the first chunk with an '@'. Returns what
 * stands before it; `*ret_found` false where there is no '@' at all. */
static struct str read_address(struct reader *r, struct str text, bool angle,
			       struct mailbox *m, bool *ret_found)
{
	struct chunk chunk, only = { .text = STR_NONE };
	struct str before = STR_NONE;
	uint32_t chunks = 0;
	struct lex lex;

	*ret_found = address_spec_simple(r->arena, str_trim(text), m);
	if (*ret_found)
		return before;
	sub_lex(r, &lex, text);
	lex.escaped_comma_separates = r->lex.escaped_comma_separates;
	while (chunk_next(&lex, angle, &chunk)) {
		if (chunks++ == 0)
			only = chunk;
		if (chunk.ats == 0) {
			if (*ret_found)
				note(r, "address.junk", chunk.text);
			continue;
		}
		if (!*ret_found) {
			*ret_found = true;
			before = str_sub(text, 0, str_offset(text, chunk.text));
			read_chunk(r, chunk, m);
		} else {
			note(r, "address.junk", chunk.text);
			add_nested(r, angle ? "angle-list" : "missing-comma", m,
				   chunk.text, false);
		}
	}
	if (*ret_found || chunks == 0)
		return before;
	/* A bare word is a local part only if it could be one. */
	if (angle || (chunks == 1 && address_is_local(only.text) &&
		      str_find_str(only.text, STR("=?")) == STR_NPOS)) {
		if (chunks > 1)
			only.text = str_trim(text);
		address_spec_read(r->arena, only, STR_NPOS, &r->notes, m);
		return str_sub(text, 0, 0);
	}
	note(r, "address.missing", str_trim(text));
	return text;
}

/* Separators have no place between brackets; a reader steps over them. */
static void note_separators(struct reader *r, struct str inside)
{
	struct str token;
	enum lex_kind kind;
	struct lex lex;

	if (!memchr(inside.p, ',', inside.n) && !memchr(inside.p, ';', inside.n))
		return;
	sub_lex(r, &lex, inside);
	while ((kind = lex_next(&lex, &token)) != LEX_END)
		if (kind == LEX_COMMA || kind == LEX_SEMICOLON)
			note(r, "address.special", token);
}

static void read_angle(struct reader *r, const struct span *sp, struct mailbox *m)
{
	struct str phrase = cut(r, sp->start, sp->less);
	struct str inside = cut(r, sp->inside, sp->inside_end);
	struct str tail = str_trim(cut(r, sp->tail, sp->end));
	struct words words;
	struct str token, before;
	enum lex_kind kind;
	struct lex lex;
	bool found;

	set_name(r, phrase, m, &words);
	if (is_blank(inside)) {
		note(r, "address.missing", cut(r, sp->less, sp->tail));
	} else {
		inside = read_route(r, inside, m);
		note_separators(r, inside);
		before = read_address(r, inside, true, m, &found);
		if (found && !says_nothing(r, before))
			note(r, "address.junk", str_trim(before));
		if (m->address.n == 0)
			note(r, "address.missing", inside);
	}
	if (sp->at_outside && memchr(phrase.p, '@', phrase.n) &&
	    str_find(m->raw_name, '@') != STR_NPOS && !m->name_is_word)
		add_nested(r, "first-of-two", m, phrase, false);
	add_name_readings(r, m, &words);
	if (tail.n == 0)
		return;
	sub_lex(r, &lex, tail);
	do
		kind = lex_next(&lex, &token);
	while (kind == LEX_SPACE || kind == LEX_COMMENT || kind == LEX_GREATER);
	if (kind == LEX_END)
		return;
	note(r, "address.trailing", token);
	add_nested(r, memchr(tail.p, '<', tail.n) ? "last-angle" : "trailing-address", m,
		   tail, false);
}

static void read_bare(struct reader *r, const struct span *sp, struct mailbox *m)
{
	struct str text = cut(r, sp->start, sp->end), before;
	struct words words = { 0 };
	bool found;

	m->bare = true;
	text = read_route(r, text, m);
	before = read_address(r, text, false, m, &found);
	if (says_nothing(r, before))
		return;
	if (found)
		note(r, "address.brackets", str_trim(before));
	set_name(r, before, m, &words);
	add_name_readings(r, m, &words);
}

static void read_mailbox(struct reader *r, const struct span *sp, struct str group)
{
	struct address_list *list = r->list;
	struct mailbox m = { .group = group };

	if (list->count >= (r->nested ? LIMIT_ADDRESS_READINGS : LIMIT_ADDRESSES)) {
		if (list->count == LIMIT_ADDRESSES)
			note(r, "limit.addresses", cut(r, sp->start, sp->end));
		return;
	}
	m.raw = str_trim(cut(r, sp->start, sp->end));
	if (sp->angle)
		read_angle(r, sp, &m);
	else
		read_bare(r, sp, &m);
	m.comment = comment_text(r, sp->comment);
	if (m.comment.n && memchr(m.comment.p, '@', m.comment.n))
		add_found(r, "comment-address", &m, m.comment);
	if (!r->nested) {
		add_visible(r, &m);
		if (sp->comma.n)
			add_nested(r, "quoted-comma", &m, m.raw, true);
		if (memchr(m.raw.p, 0, m.raw.n)) {
			note(r, "address.nul", m.raw);
			add_nested(r, "cut-at-nul", &m,
				   str_sub(m.raw, 0, str_find(m.raw, 0)), false);
		}
	}
	m.lawful = !r->notes.any;
	list->lawful = list->lawful && m.lawful;
	r->notes.any = false;
	r->notes.last = NULL;
	if (m.address.n == 0 && m.name.n == 0)
		return; /* "<>", or punctuation alone: said in the notes */
	ARENA_GROW(r->arena, list->items, list->count, r->cap);
	list->items[list->count++] = m;
}

/* --- the list
 * ---------------------------------------------------------------------------- */

static bool is_empty_span(const struct reader *r, const struct span *sp)
{
	return !sp->angle && !sp->at_outside &&
	       says_nothing(r, cut(r, sp->start, sp->end));
}

/* Pieces between commas that turned out not to be the beginning of an unquoted
 * name ("Doe, John <a@b>"): each is a mailbox without a domain. */
static void flush_pieces(struct reader *r, size_t from, size_t to, struct str group)
{
	struct lex saved = r->lex;
	struct span sp;
	enum lex_kind end;

	r->lex.s.n = to;
	r->lex.at = from;
	r->lex.no_quote = r->lex.no_comment = false;
	do {
		end = scan_span(r, &sp);
		if (!is_empty_span(r, &sp))
			read_mailbox(r, &sp, group);
	} while (end != LEX_END);
	r->lex = saved;
}

static struct str group_name(struct reader *r, const struct span *sp)
{
	struct words words;
	struct mailbox m = { 0 };

	set_name(r, cut(r, sp->start, sp->end), &m, &words);
	r->list->lawful = r->list->lawful && !r->notes.any;
	r->notes.any = false;
	r->list->groups++;
	return m.name.n ? m.name : m.raw_name;
}

static void read_list(struct reader *r)
{
	struct str group = STR_NONE;
	size_t pieces = STR_NPOS; /* where pieces without an address began */
	bool after_group = false;
	struct span sp;
	enum lex_kind end;

	do {
		bool empty, address;

		end = scan_span(r, &sp);
		empty = is_empty_span(r, &sp);
		address = sp.angle || sp.at_outside;
		if (!empty && !address && end == LEX_COMMA) {
			if (pieces == STR_NPOS)
				pieces = sp.start;
			continue;
		}
		if (pieces != STR_NPOS && sp.angle) {
			note(r, "address.comma-in-name", cut(r, pieces, sp.start));
			sp.start = pieces;
		} else if (pieces != STR_NPOS) {
			flush_pieces(r, pieces, sp.start, group);
		}
		pieces = STR_NPOS;
		if (end == LEX_COLON) {
			if (r->depth++)
				note(r, "address.group-nested", cut(r, sp.start, sp.end));
			group = group_name(r, &sp);
			after_group = true;
			continue;
		}
		if (!empty)
			read_mailbox(r, &sp, group);
		else if (end == LEX_COMMA && !after_group)
			note(r, "address.empty-element", cut(r, sp.start, sp.end + 1));
		after_group = false;
		if (end == LEX_SEMICOLON) {
			after_group = r->depth > 0;
			if (r->depth == 0)
				note(r, "address.semicolon", cut(r, sp.end, sp.end + 1));
			else if (--r->depth == 0)
				group = STR_NONE;
		}
	} while (end != LEX_END &&
		 (!r->nested || r->list->count < LIMIT_ADDRESS_READINGS));
	if (r->depth)
		note(r, "address.group-open", cut(r, r->lex.s.n, r->lex.s.n));
	if (r->lex.deep)
		note(r, "limit.comment-depth", cut(r, 0, 0));
	r->list->lawful = r->list->lawful && !r->notes.any;
}

void address_parse(struct arena *arena, struct str value, struct defects *defects,
		   struct address_list *ret)
{
	struct reader r;

	*ret = (struct address_list){ .lawful = true };
	reader_init(&r, arena, value, defects, ret);
	read_list(&r);
	if (ret->count == 0 && ret->groups == 0) {
		defect_add(defects, "address.missing", value, STR_NONE);
		ret->lawful = false;
	}
}

bool address_parse_path(struct arena *arena, struct str value, struct defects *defects,
			struct mailbox *ret)
{
	struct address_list list;

	*ret = (struct mailbox){ .raw = str_trim(value) };
	if (str_eq(ret->raw, STR("<>")) || ret->raw.n == 0)
		return false;
	address_parse(arena, value, defects, &list);
	if (list.count == 0)
		return false;
	*ret = list.items[0];
	return ret->address.n > 0;
}
