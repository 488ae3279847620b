/* mail/address.c - see address.h; how the work is split, see address_reader.h. */
#include "mail/address_reader.h"

#include "base/limits.h"

/* Nothing but blanks and comments. */
static bool says_nothing(const struct address_reader *r, struct str part)
{
	struct str token;
	enum lex_kind kind;
	struct lex lex;

	address_sub_lex(r, &lex, part);
	do
		kind = lex_next(&lex, &token);
	while (kind == LEX_SPACE || kind == LEX_COMMENT);
	return kind == LEX_END;
}

/* --- one mailbox ----------------------------------------------------------------------
 */

/* "@a,@b:" in front of the address (RFC 5322, 4.4); returns what follows it. */
static struct str read_route(struct address_reader *r, struct str inside,
			     struct mailbox *m)
{
	struct str token, first = STR_NONE;
	enum lex_kind kind;
	struct lex lex;
	bool at_seen = false;

	if (!memchr(inside.p, ':', inside.n))
		return inside;
	address_sub_lex(r, &lex, inside);
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
	address_reader_note(r, "address.obsolete", m->route);
	if (first.n) { /* some readers take the first host for the sender's (FR-06) */
		struct mailbox other = { .raw = m->route };

		other.domain = arena_lower(r->arena, str_trim(first));
		other.local = str_sub(first, 0, 0);
		other.address = arena_concat(r->arena, STR("@"), other.domain);
		address_add_other(r, "route-as-address", m, other);
	}
	return str_skip(inside, lex.at);
}

static void cut_mailto(struct address_reader *r, struct chunk *chunk)
{
	size_t n = sizeof "mailto:" - 1;

	if (!str_starts_nocase(chunk->text, STR("mailto:")) || chunk->ats == 0)
		return;
	address_reader_note(r, "address.special", chunk->text);
	chunk->text = str_skip(chunk->text, n);
	chunk->first_at -= n;
	chunk->last_at -= n;
}

/* Of several '@' the last one counts, as with MTAs; what takes the first one
 * sees another domain. */
static void read_chunk(struct address_reader *r, struct chunk chunk, struct mailbox *m)
{
	cut_mailto(r, &chunk);
	address_spec_read(r->arena, chunk, chunk.ats ? chunk.last_at : STR_NPOS,
			  &r->notes, m);
	address_add_first_at(r, chunk, m);
	address_add_decoded(r, m, chunk.text);
	address_add_open_comment(r, chunk, m);
}

/* The address among the words of `text`: the first chunk with an '@'. Returns what
 * stands before it; `*ret_found` false where there is no '@' at all. */
static struct str read_address(struct address_reader *r, struct str text, bool angle,
			       struct mailbox *m, bool *ret_found)
{
	struct chunk chunk, only = { .text = STR_NONE };
	struct str before = STR_NONE;
	uint32_t chunks = 0;
	struct lex lex;

	*ret_found = address_spec_simple(r->arena, str_trim(text), m);
	if (*ret_found)
		return before;
	address_sub_lex(r, &lex, text);
	lex.escaped_comma_separates = r->lex.escaped_comma_separates;
	while (chunk_next(&lex, angle, &chunk)) {
		if (chunks++ == 0)
			only = chunk;
		if (chunk.ats == 0) {
			if (*ret_found)
				address_reader_note(r, "address.junk", chunk.text);
			continue;
		}
		if (!*ret_found) {
			*ret_found = true;
			before = str_sub(text, 0, str_offset(text, chunk.text));
			read_chunk(r, chunk, m);
		} else {
			address_reader_note(r, "address.junk", chunk.text);
			address_add_nested(r, angle ? "angle-list" : "missing-comma", m,
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
	address_reader_note(r, "address.missing", str_trim(text));
	return text;
}

/* Separators have no place between brackets; a reader steps over them. */
static void note_separators(struct address_reader *r, struct str inside)
{
	struct str token;
	enum lex_kind kind;
	struct lex lex;

	if (!memchr(inside.p, ',', inside.n) && !memchr(inside.p, ';', inside.n))
		return;
	address_sub_lex(r, &lex, inside);
	while ((kind = lex_next(&lex, &token)) != LEX_END)
		if (kind == LEX_COMMA || kind == LEX_SEMICOLON)
			address_reader_note(r, "address.special", token);
}

static void read_angle(struct address_reader *r, const struct address_span *sp,
		       struct mailbox *m)
{
	struct str phrase = address_cut(r, sp->start, sp->less);
	struct str inside = address_cut(r, sp->inside, sp->inside_end);
	struct str tail = str_trim(address_cut(r, sp->tail, sp->end));
	struct words words;
	struct str token, before;
	enum lex_kind kind;
	struct lex lex;
	bool found;

	address_name_set(r, phrase, m, &words);
	if (address_is_blank(inside)) {
		address_reader_note(r, "address.missing",
				    address_cut(r, sp->less, sp->tail));
	} else {
		inside = read_route(r, inside, m);
		note_separators(r, inside);
		before = read_address(r, inside, true, m, &found);
		if (found && !says_nothing(r, before))
			address_reader_note(r, "address.junk", str_trim(before));
		if (m->address.n == 0)
			address_reader_note(r, "address.missing", inside);
	}
	if (sp->at_outside && memchr(phrase.p, '@', phrase.n) &&
	    str_find(m->raw_name, '@') != STR_NPOS && !m->name_is_word)
		address_add_nested(r, "first-of-two", m, phrase, false);
	address_add_name_readings(r, m, &words);
	if (tail.n == 0)
		return;
	address_sub_lex(r, &lex, tail);
	do
		kind = lex_next(&lex, &token);
	while (kind == LEX_SPACE || kind == LEX_COMMENT || kind == LEX_GREATER);
	if (kind == LEX_END)
		return;
	address_reader_note(r, "address.trailing", token);
	address_add_nested(
	    r, memchr(tail.p, '<', tail.n) ? "last-angle" : "trailing-address", m, tail,
	    false);
}

static void read_bare(struct address_reader *r, const struct address_span *sp,
		      struct mailbox *m)
{
	struct str text = address_cut(r, sp->start, sp->end), before;
	struct words words = { 0 };
	bool found;

	m->bare = true;
	text = read_route(r, text, m);
	before = read_address(r, text, false, m, &found);
	if (says_nothing(r, before))
		return;
	if (found)
		address_reader_note(r, "address.brackets", str_trim(before));
	address_name_set(r, before, m, &words);
	address_add_name_readings(r, m, &words);
}

/* An address that a blank beside its '@' kept from being an encoded word: written without
 * the blank it is one, where none may stand (RFC 2047, 5). */
static bool holds_encoded_word(struct str address)
{
	size_t start = str_find_str(address, STR("=?"));

	return start != STR_NPOS &&
	       str_find_str(str_skip(address, start + 2), STR("?=")) != STR_NPOS;
}

static void read_mailbox(struct address_reader *r, const struct address_span *sp,
			 struct str group)
{
	struct address_list *list = r->list;
	struct mailbox m = { .group = group };

	if (list->count >= (r->nested ? LIMIT_ADDRESS_READINGS : LIMIT_ADDRESSES)) {
		if (list->count == LIMIT_ADDRESSES)
			address_reader_note(r, "limit.addresses",
					    address_cut(r, sp->start, sp->end));
		return;
	}
	m.raw = str_trim(address_cut(r, sp->start, sp->end));
	if (sp->angle)
		read_angle(r, sp, &m);
	else
		read_bare(r, sp, &m);
	m.comment = address_comment_text(r, sp->comment);
	if (m.comment.n && memchr(m.comment.p, '@', m.comment.n))
		address_add_found(r, "comment-address", &m, m.comment);
	if (!r->nested) {
		address_add_visible(r, &m);
		if (sp->comma.n)
			address_add_nested(r, "quoted-comma", &m, m.raw, true);
		if (memchr(m.raw.p, 0, m.raw.n)) {
			address_reader_note(r, "address.nul", m.raw);
			address_add_nested(r, "cut-at-nul", &m,
					   str_sub(m.raw, 0, str_find(m.raw, 0)), false);
		}
	}
	m.lawful = !r->notes.any && !holds_encoded_word(m.address);
	list->lawful = list->lawful && m.lawful;
	r->notes.any = false;
	r->notes.last = NULL;
	if (m.address.n == 0 && m.name.n == 0)
		return; /* "<>", or punctuation alone: said in the notes */
	ARENA_GROW(r->arena, list->items, list->count, r->cap);
	list->items[list->count++] = m;
}

void address_reader_init(struct address_reader *r, struct arena *arena, struct str value,
			 struct defects *defects, struct address_list *list)
{
	*r = (struct address_reader){ .arena = arena, .list = list, .defects = defects };
	r->notes.defects = defects;
	lex_init(&r->lex, value);
	r->last_semicolon = str_rfind(value, ';');
	r->last_less = str_rfind(value, '<');
}

/* --- the list
 * ---------------------------------------------------------------------------- */

static bool is_empty_span(const struct address_reader *r, const struct address_span *sp)
{
	return !sp->angle && !sp->at_outside &&
	       says_nothing(r, address_cut(r, sp->start, sp->end));
}

/* Pieces between commas that turned out not to be the beginning of an unquoted
 * name ("Doe, John <a@b>"): each is a mailbox without a domain. */
static void flush_pieces(struct address_reader *r, size_t from, size_t to,
			 struct str group)
{
	struct lex saved = r->lex;
	struct address_span sp;
	enum lex_kind end;

	r->lex.s.n = to;
	r->lex.at = from;
	r->lex.no_quote = r->lex.no_comment = false;
	do {
		end = address_span_scan(r, &sp);
		if (!is_empty_span(r, &sp))
			read_mailbox(r, &sp, group);
	} while (end != LEX_END);
	r->lex = saved;
}

static struct str group_name(struct address_reader *r, const struct address_span *sp)
{
	struct words words;
	struct mailbox m = { 0 };

	address_name_set(r, address_cut(r, sp->start, sp->end), &m, &words);
	r->list->lawful = r->list->lawful && !r->notes.any;
	r->notes.any = false;
	r->list->groups++;
	return m.name.n ? m.name : m.raw_name;
}

void address_reader_run(struct address_reader *r)
{
	struct str group = STR_NONE;
	size_t pieces = STR_NPOS; /* where pieces without an address began */
	bool after_group = false;
	struct address_span sp;
	enum lex_kind end;

	do {
		bool empty, address;

		end = address_span_scan(r, &sp);
		empty = is_empty_span(r, &sp);
		address = sp.angle || sp.at_outside;
		if (!empty && !address && end == LEX_COMMA) {
			if (pieces == STR_NPOS)
				pieces = sp.start;
			continue;
		}
		if (pieces != STR_NPOS && sp.angle) {
			address_reader_note(r, "address.comma-in-name",
					    address_cut(r, pieces, sp.start));
			sp.start = pieces;
		} else if (pieces != STR_NPOS) {
			flush_pieces(r, pieces, sp.start, group);
		}
		pieces = STR_NPOS;
		if (end == LEX_COLON) {
			if (r->depth++)
				address_reader_note(r, "address.group-nested",
						    address_cut(r, sp.start, sp.end));
			group = group_name(r, &sp);
			after_group = true;
			continue;
		}
		if (!empty)
			read_mailbox(r, &sp, group);
		else if (end == LEX_COMMA && !after_group)
			address_reader_note(r, "address.empty-element",
					    address_cut(r, sp.start, sp.end + 1));
		after_group = false;
		if (end == LEX_SEMICOLON) {
			after_group = r->depth > 0;
			if (r->depth == 0)
				address_reader_note(r, "address.semicolon",
						    address_cut(r, sp.end, sp.end + 1));
			else if (--r->depth == 0)
				group = STR_NONE;
		}
	} while (end != LEX_END &&
		 (!r->nested || r->list->count < LIMIT_ADDRESS_READINGS));
	if (r->depth)
		address_reader_note(r, "address.group-open",
				    address_cut(r, r->lex.s.n, r->lex.s.n));
	if (r->lex.deep)
		address_reader_note(r, "limit.comment-depth", address_cut(r, 0, 0));
	r->list->lawful = r->list->lawful && !r->notes.any;
}

void address_parse(struct arena *arena, struct str value, struct defects *defects,
		   struct address_list *ret)
{
	struct address_reader r;

	*ret = (struct address_list){ .lawful = true };
	address_reader_init(&r, arena, value, defects, ret);
	address_reader_run(&r);
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
