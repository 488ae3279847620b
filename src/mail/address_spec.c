/* mail/address_spec.c - see address_spec.h. */
#include "mail/address_spec.h"
#include "base/utf8.h"
#include "mail/ip.h"

/* RFC 5321, 4.5.3.1: octets of a local part, a domain, an address without brackets. */
enum { LOCAL_MAX = 64, DOMAIN_MAX = 255, LABEL_MAX = 63, ADDRESS_MAX = 254 };

void address_note(struct address_notes *notes, const char *id, struct str at)
{
	notes->any = true;
	if (notes->last == id)
		return;
	notes->last = id;
	defect_add(notes->defects, id, at, str_sub(at, 0, 80));
}

/* --- chunks ------------------------------------------------------------------- */

static bool ends_chunk(enum lex_kind kind)
{
	return kind == LEX_END || kind == LEX_COMMA || kind == LEX_SEMICOLON ||
	       kind == LEX_LESS || kind == LEX_GREATER;
}

/* May `kind` follow `before` over a gap in one addr-spec? A dot at the end of a word in a
 * sentence ("Foo Inc. a@b.example") is not part of an address behind it. */
static bool bridges(enum lex_kind before, enum lex_kind kind, bool domain_or_angle)
{
	if (before == LEX_AT || kind == LEX_AT)
		return true;
	return domain_or_angle && (before == LEX_DOT || kind == LEX_DOT);
}

bool chunk_next(struct lex *lex, bool angle, struct chunk *ret)
{
	enum lex_kind kind, before = LEX_END;
	size_t start = 0, end = 0;
	bool gap = false;
	struct str token;

	*ret = (struct chunk){ .double_byte = lex->double_byte };
	for (;;) {
		size_t at = lex->at;

		kind = lex_next(lex, &token);
		if (kind == LEX_SPACE || kind == LEX_COMMENT) {
			gap = true;
			continue;
		}
		if (ends_chunk(kind)) {
			if (kind == LEX_END || before != LEX_END) {
				lex->at = at;
				break;
			}
			continue;
		}
		if (before == LEX_END) {
			start = at;
		} else if (gap && !bridges(before, kind, angle || ret->ats > 0)) {
			lex->at = at;
			break;
		}
		if (kind == LEX_AT) {
			ret->last_at = at - start;
			if (ret->ats++ == 0)
				ret->first_at = at - start;
		}
		end = lex->at;
		gap = false;
		before = kind;
	}
	if (before == LEX_END)
		return false;
	ret->text = str_sub(lex->s, start, end);
	return true;
}

/* --- local part --------------------------------------------------------------- */

struct part_reader {
	struct address_notes *notes;
	char *out; /* what remains without comments, blanks and quotes */
	size_t n;
	enum lex_kind before; /* last token that counts; LEX_END at the start */
	bool gap;	      /* a blank or comment since then */
	bool quoted, copied;
	struct str whole;
};

static void put(struct part_reader *r, struct str text)
{
	memcpy(r->out + r->n, text.p, text.n);
	r->n += text.n;
}

/* What is wrong with `kind` here, given what stands before it. */
static void check_order(struct part_reader *r, enum lex_kind kind, struct str token)
{
	bool word = kind == LEX_WORD || kind == LEX_QUOTED;
	bool word_before = r->before == LEX_WORD || r->before == LEX_QUOTED;

	if (kind == LEX_DOT && (r->before == LEX_END || r->before == LEX_DOT))
		address_note(r->notes, "address.dots", token);
	else if (word && word_before)
		address_note(r->notes, "address.junk", token);
	else if (r->gap && r->before != LEX_END)
		address_note(r->notes, "address.obsolete", token);
	else if (kind == LEX_QUOTED && r->before == LEX_DOT)
		address_note(r->notes, "address.obsolete", token);
	else if (kind == LEX_DOT && r->before == LEX_QUOTED)
		address_note(r->notes, "address.obsolete", token);
}

static void note_control(struct address_notes *notes, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == 0)
			address_note(notes, "address.nul", str_sub(text, i, i + 1));
		else if ((c < ' ' && !ascii_is_space((char)c)) || c == 0x7F)
			address_note(notes, "address.control", str_sub(text, i, i + 1));
	}
}

static void read_local_token(struct part_reader *r, enum lex_kind kind, struct str token)
{
	check_order(r, kind, token);
	note_control(r->notes, token);
	switch (kind) {
	case LEX_QUOTED:
		r->quoted = r->copied = true;
		r->n += lex_unquote(token, r->out + r->n);
		break;
	case LEX_OTHER:
	case LEX_AT:
	case LEX_COLON:
	case LEX_COMMA:
	case LEX_PAIR:
	case LEX_LITERAL:
		address_note(r->notes, "address.special", token);
		/* fall through */
	default:
		put(r, token);
		break;
	}
	r->before = kind;
	r->gap = false;
}

/*
 * dot-atom-text = 1*atext *("." 1*atext)
 */
static bool is_dot_atom(struct str s)
{
	bool need = true;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.' ? need : !lex_is_atext(s.p[i]))
			return false;
		need = s.p[i] == '.';
	}
	return !need;
}

/* Content of quoted strings in the one spelling that SMTP would use. */
static struct str quote_local(struct arena *arena, struct str content)
{
	char *out;
	size_t n = 0;

	if (is_dot_atom(content))
		return content;
	out = arena_bytes(arena, content.n * 2 + 2);
	out[n++] = '"';
	for (size_t i = 0; i < content.n; i++) {
		if (content.p[i] == '"' || content.p[i] == '\\')
			out[n++] = '\\';
		out[n++] = content.p[i];
	}
	out[n++] = '"';
	arena_shrink(arena, out, content.n * 2 + 2, n);
	return str_make(out, n);
}

static struct str read_local(struct arena *arena, struct str text, bool double_byte,
			     struct address_notes *notes)
{
	struct part_reader r = { .notes = notes, .before = LEX_END };
	struct str token, trimmed = str_trim(text);
	enum lex_kind kind;
	struct lex lex;

	if (is_dot_atom(text) && text.n <= LOCAL_MAX && ascii_is_all(text))
		return text;
	r.out = arena_bytes(arena, text.n);
	lex = (struct lex){ .s = text, .double_byte = double_byte };
	while ((kind = lex_next(&lex, &token)) != LEX_END) {
		if (kind == LEX_SPACE || kind == LEX_COMMENT)
			r.gap = r.copied = true;
		else
			read_local_token(&r, kind, token);
	}
	if (r.before == LEX_END)
		address_note(notes, "address.local-missing", text);
	else if (r.before == LEX_DOT)
		address_note(notes, "address.dots", str_sub(text, text.n, text.n));
	if (!utf8_is_valid(str_make(r.out, r.n)))
		address_note(notes, "address.eight-bit", trimmed);
	if (r.n > LOCAL_MAX)
		address_note(notes, "address.length", trimmed);
	if (r.quoted)
		return quote_local(arena, str_make(r.out, r.n));
	return r.copied ? str_make(r.out, r.n) : trimmed;
}

/* --- domain --------------------------------------------------------------------- */

/* RFC 5321, 4.1.3: an IPv4 address, or "IPv6:" and one; no other tag was ever registered.
 */
static void check_literal(struct address_notes *notes, struct str literal)
{
	struct str inside = str_sub(literal, 1, literal.n - 1);
	bool tagged = str_eat(&inside, STR("IPv6:"));
	bool colon = str_find(inside, ':') != STR_NPOS;
	struct ip ip;

	if (tagged != colon || !ip_parse(inside, &ip) ||
	    str_find(inside, '%') != STR_NPOS)
		address_note(notes, "address.literal", literal);
}

static void check_labels(struct address_notes *notes, struct str domain)
{
	struct str rest = domain, label;

	while (str_split(&rest, '.', &label))
		if (label.n > LABEL_MAX)
			address_note(notes, "address.length", domain);
	if (domain.n > DOMAIN_MAX)
		address_note(notes, "address.length", domain);
	if (!utf8_is_valid(domain))
		address_note(notes, "address.eight-bit", domain);
}

static void check_domain_order(struct part_reader *r, enum lex_kind kind,
			       struct str token)
{
	if (kind == LEX_DOT && (r->before == LEX_END || r->before == LEX_DOT))
		address_note(r->notes, "address.dots", token);
	else if (r->before == LEX_LITERAL ||
		 (kind == LEX_LITERAL && r->before != LEX_END))
		address_note(r->notes, "address.junk", token);
	else if (kind == LEX_WORD && r->before == LEX_WORD)
		address_note(r->notes, "address.junk", token);
	else if (r->gap && r->before != LEX_END)
		address_note(r->notes, "address.obsolete", token);
}

static void read_domain_token(struct part_reader *r, enum lex_kind kind, struct str token)
{
	check_domain_order(r, kind, token);
	note_control(r->notes, token);
	if (kind == LEX_LITERAL)
		check_literal(r->notes, token);
	else if (kind != LEX_WORD && kind != LEX_DOT)
		address_note(r->notes, "address.special", token);
	put(r, token);
	r->before = kind;
	r->gap = false;
}

static bool is_plain_domain(struct str s)
{
	bool need = true;
	size_t label = 0;

	if (s.n > DOMAIN_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.') {
			if (need)
				return false;
			need = true;
			label = 0;
		} else if ((!ascii_is_alnum(c) && c != '-') || ++label > LABEL_MAX) {
			return false;
		} else {
			need = false;
		}
	}
	return !need;
}

static struct str lower(struct arena *arena, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			return arena_lower(arena, s);
	return s;
}

static struct str read_domain(struct arena *arena, struct str text, bool double_byte,
			      struct address_notes *notes)
{
	struct part_reader r = { .notes = notes, .before = LEX_END };
	struct str token, domain;
	enum lex_kind kind;
	struct lex lex;

	if (is_plain_domain(text))
		return lower(arena, text);
	r.out = arena_bytes(arena, text.n);
	lex = (struct lex){ .s = text, .double_byte = double_byte };
	while ((kind = lex_next(&lex, &token)) != LEX_END) {
		if (kind == LEX_SPACE || kind == LEX_COMMENT) {
			r.gap = true;
			continue;
		}
		if (kind == LEX_OTHER && token.p[0] == '(') {
			address_note(notes, "address.comment-open", token);
			break; /* by the grammar all the rest is comment */
		}
		read_domain_token(&r, kind, token);
	}
	domain = str_make(r.out, r.n);
	if (r.before == LEX_DOT && r.n > 1) {
		/* Names the same host, and hides from a comparison of texts. */
		address_note(notes, "address.trailing-dot", str_skip(text, text.n - 1));
		domain.n--;
	}
	if (r.before == LEX_END)
		address_note(notes, "address.domain-missing", text);
	if (domain.n == 0 || domain.p[0] != '[')
		check_labels(notes, domain);
	return lower(arena, domain);
}

/* --- both ---------------------------------------------------------------------- */

/* local@domain: the slice where it stands so, else put together. */
static struct str join(struct arena *arena, struct str local, struct str domain,
		       struct str whole)
{
	char *p;

	if (local.p == whole.p && domain.p + domain.n == whole.p + whole.n &&
	    local.n + 1 + domain.n == whole.n)
		return whole;
	p = arena_bytes(arena, local.n + 1 + domain.n);
	memcpy(p, local.p, local.n);
	p[local.n] = '@';
	memcpy(p + local.n + 1, domain.p, domain.n);
	return str_make(p, local.n + 1 + domain.n);
}

bool address_is_local(struct str text)
{
	return is_dot_atom(text) && ascii_is_all(text);
}

bool address_spec_simple(struct arena *arena, struct str text, struct mailbox *ret)
{
	struct str local, domain;

	if (text.n > ADDRESS_MAX || !str_cut(text, '@', &local, &domain) ||
	    local.n > LOCAL_MAX || str_find(local, '?') != STR_NPOS ||
	    !is_dot_atom(local) || !ascii_is_all(local) || !is_plain_domain(domain))
		return false;
	ret->local = local;
	ret->domain = lower(arena, domain);
	ret->address = join(arena, local, ret->domain, text);
	return true;
}

void address_spec_read(struct arena *arena, struct chunk chunk, size_t at,
		       struct address_notes *notes, struct mailbox *ret)
{
	if (at == STR_NPOS) {
		address_note(notes, "address.no-domain", chunk.text);
		ret->local = read_local(arena, chunk.text, chunk.double_byte, notes);
		ret->domain = str_sub(chunk.text, chunk.text.n, chunk.text.n);
		ret->address = ret->local;
		return;
	}
	ret->local =
	    read_local(arena, str_sub(chunk.text, 0, at), chunk.double_byte, notes);
	ret->domain =
	    read_domain(arena, str_skip(chunk.text, at + 1), chunk.double_byte, notes);
	ret->address = join(arena, ret->local, ret->domain, chunk.text);
	if (ret->address.n > ADDRESS_MAX)
		address_note(notes, "address.length", chunk.text);
}
