/* mail/address_reading.c - what another reader would take for the address. */
#include "mail/address_reader.h"

#include "base/limits.h"
#include "base/utf8.h"

/* What a reader shows who takes `text` for all there is. */
static void read_nested(struct address_reader *r, struct str text, bool split_escaped,
			struct address_list *ret)
{
	struct address_reader inner;

	*ret = (struct address_list){ .lawful = true };
	address_reader_init(&inner, r->arena, text, NULL, ret);
	inner.nested = true;
	inner.lex.escaped_comma_separates = split_escaped;
	address_reader_run(&inner);
}

void address_add_other(struct address_reader *r, const char *rule,
		       const struct mailbox *main, struct mailbox other)
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
void address_add_nested(struct address_reader *r, const char *rule,
			const struct mailbox *main, struct str text, bool split_escaped)
{
	struct address_list found;

	if (r->nested || r->tries++ >= LIMIT_ADDRESS_READINGS * 4)
		return;
	read_nested(r, text, split_escaped, &found);
	for (uint32_t i = 0; i < found.count; i++)
		if (found.items[i].domain.n)
			address_add_other(r, rule, main, found.items[i]);
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

void address_add_found(struct address_reader *r, const char *rule,
		       const struct mailbox *main, struct str text)
{
	struct mailbox found;

	if (r->nested || !find_address(text, &found))
		return;
	lower_domain(r->arena, &found);
	found.name = main->name;
	address_add_other(r, rule, main, found);
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
void address_add_name_readings(struct address_reader *r, const struct mailbox *m,
			       const struct words *words)
{
	struct str seen;

	if (r->nested || !m->name.n)
		return;
	seen = address_plain(r->arena, m->name);
	if (str_find(seen, '@') != STR_NPOS)
		address_add_found(r, m->name_is_word ? "decoded-word" : "name-address", m,
				  seen);
	if (words->controls)
		address_add_found(r, "cut-at-nul", m,
				  str_sub(m->name, 0, first_control(m->name)));
}

/* Encoded words have no place in an address (RFC 2047, 5); some readers decode them
 * all the same, and what comes out may hold another '@' or a NUL. */
void address_add_decoded(struct address_reader *r, const struct mailbox *m,
			 struct str raw)
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
	address_add_nested(r, "decoded-word", m, words.text, false);
	cut_at = first_control(words.text);
	if (cut_at < words.text.n)
		address_add_nested(r, "cut-at-nul", m, str_sub(words.text, 0, cut_at),
				   false);
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

void address_add_visible(struct address_reader *r, struct mailbox *m)
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
	address_reader_note(r, "address.invisible", m->raw);
	other.domain = str_make(out, n);
	lower_domain(r->arena, &other);
	address_add_other(r, "invisible-removed", m, other);
}

/* "a@b.example(.c.example": by the grammar the comment never ends and the domain does;
 * some take the bracket for a letter. */
void address_add_open_comment(struct address_reader *r, struct chunk chunk,
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
	address_add_other(r, "comment-as-text", m, other);
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

/* Of several '@' some take the first one. */
void address_add_first_at(struct address_reader *r, struct chunk chunk,
			  const struct mailbox *m)
{
	struct address_notes silent = { 0 };
	struct mailbox other = { .raw = chunk.text };
	struct chunk first = { .ats = 1 };

	if (chunk.ats < 2 || r->nested)
		return;
	first.text = cut_first(chunk);
	address_spec_read(r->arena, first, chunk.first_at, &silent, &other);
	if (other.domain.n)
		address_add_other(r, "first-at", m, other);
}
