/* mail/address_spec.h - one addr-spec: local part, '@', domain (RFC 5322, 3.4.1, 4.4). */
#pragma once
#include "mail/address.h"
#include "mail/address_lex.h"

/* Where the parts of an address put what they object to: a mailbox with any note is not
 * lawful. Of neighbouring notes with one id the first is kept. */
struct address_notes {
	struct defects *defects; /* NULL: only counted */
	bool any;
	const char *last;
};
void address_note(struct address_notes *notes, const char *id, struct str at);

/* A run of tokens that can be one address: blanks only beside '.' and '@'. */
struct chunk {
	struct str text;
	size_t first_at, last_at; /* offsets in `text`; ats == 0: none */
	uint32_t ats;
	bool double_byte; /* as in struct lex */
};
/* The next chunk; false at the end. `angle`: inside brackets, where obsolete blanks
 * beside dots are no end of a sentence. */
bool chunk_next(struct lex *lex, bool angle, struct chunk *ret);

/* A dot-atom of ASCII, as it would stand left of an '@'. */
bool address_is_local(struct str text);

/* The usual case, without any lexing: "dot-atom@letters.and.digits". False and nothing
 * set where `text` is anything else, or could be read in two ways. */
bool address_spec_simple(struct arena *arena, struct str text, struct mailbox *ret);

/* Sets local, domain and address of `ret` from a chunk split at `at` (STR_NPOS: no '@',
 * all of it is the local part). An open comment ends the domain. */
void address_spec_read(struct arena *arena, struct chunk chunk, size_t at,
		       struct address_notes *notes, struct mailbox *ret);
