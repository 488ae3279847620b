/* mail/address_reader.h - the inside of the address reader: one list on its way.
 *
 * The list is cut into spans (one mailbox each, as most readers see it), and each span
 * is read once more for its name, its address and the other things that somebody might
 * take for the address. Spans do not overlap, so all of it stays linear. */
#pragma once
#include "mail/address.h"
#include "mail/address_lex.h"
#include "mail/address_spec.h"
#include "mail/words.h"

struct address_reader {
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
struct address_span {
	size_t start, end;
	size_t less, inside, inside_end, tail;
	bool angle, blank, at_outside;
	struct str comment; /* the last one, with its brackets */
	struct str comma;   /* a backslash and a comma; empty if none */
};

void address_reader_init(struct address_reader *r, struct arena *arena, struct str value,
			 struct defects *defects, struct address_list *list);
/* The whole list, into r->list. */
void address_reader_run(struct address_reader *r);

static inline struct str address_cut(const struct address_reader *r, size_t from,
				     size_t to)
{
	return str_sub(r->lex.s, from, to);
}
static inline void address_reader_note(struct address_reader *r, const char *id,
				       struct str at)
{
	address_note(&r->notes, id, at);
}
static inline bool address_is_blank(struct str s)
{
	return str_trim(s).n == 0;
}
/* A part of the value, read with what is known of the whole. */
static inline void address_sub_lex(const struct address_reader *r, struct lex *lex,
				   struct str part)
{
	*lex = (struct lex){ .s = part, .double_byte = r->lex.double_byte };
}

/* --- address_span.c: where each mailbox stands --- */
/* Advances over one mailbox; returns what ended it: LEX_COMMA, LEX_SEMICOLON, LEX_COLON
 * (the span is a group's name) or LEX_END. */
enum lex_kind address_span_scan(struct address_reader *r, struct address_span *sp);

/* --- address_name.c: what stands beside an address --- */
/* Sets the name of `m`; `words` is what decoding it found. */
void address_name_set(struct address_reader *r, struct str phrase, struct mailbox *m,
		      struct words *words);
struct str address_comment_text(struct address_reader *r, struct str comment);

/* --- address_reading.c: what another reader would take for the address --- */
void address_add_other(struct address_reader *r, const char *rule,
		       const struct mailbox *main, struct mailbox other);
/* Every address with a domain that stands in `text`. */
void address_add_nested(struct address_reader *r, const char *rule,
			const struct mailbox *main, struct str text, bool split_escaped);
void address_add_found(struct address_reader *r, const char *rule,
		       const struct mailbox *main, struct str text);
void address_add_name_readings(struct address_reader *r, const struct mailbox *m,
			       const struct words *words);
void address_add_decoded(struct address_reader *r, const struct mailbox *m,
			 struct str raw);
void address_add_visible(struct address_reader *r, struct mailbox *m);
void address_add_open_comment(struct address_reader *r, struct chunk chunk,
			      const struct mailbox *m);
void address_add_first_at(struct address_reader *r, struct chunk chunk,
			  const struct mailbox *m);

/* --- address_plain.c: a name as the eye reads an address in it --- */
/* `name` itself where it holds no '@' of any form, or is ASCII. */
struct str address_plain(struct arena *arena, struct str name);
