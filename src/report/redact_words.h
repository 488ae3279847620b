/* report/redact_words.h - the words that one report masks, each in the forms in which it
 * is looked for. Between the files of this room. */
#pragma once
#include "report/redact.h"
#include "report/redact_match.h"

enum word_flag {
	/* It cannot be a word of ours: looked for in whole documents too. */
	WORD_STRONG = 1 << 0,
	/* A name that is also a word: counts with a capital alone. */
	WORD_CAPITAL = 1 << 1,
	/* Labels in front of it belong to it: hosts of a domain. */
	WORD_DOMAIN = 1 << 2,
	/* Letters and digits around it belong to it: part of a coded value. */
	WORD_WIDENS = 1 << 3,
	/* It stays as it is: a word that the profile keeps. */
	WORD_KEPT = 1 << 4,
	/* A form of an address or name, whose mask is a sum of what stands there. */
	WORD_SUMMED = 1 << 5,
	/* Of one character of Japanese on either side it is another word. */
	WORD_KANJI = 1 << 6,
};

struct redact_word {
	enum redact_kind kind;
	unsigned flags;
	struct str mask; /* empty: WORD_KEPT, WORD_SUMMED */
	uint32_t tally;	 /* index of its row */
};

struct redaction {
	const struct redact_profile *profile;
	const struct inspection *in;
	struct arena *arena;
	struct str salt;
	const struct redact_matcher *matcher;
	struct redact_word *words;
	uint32_t word_count, word_cap;
	struct redact_pattern *patterns;
	uint32_t pattern_count, pattern_cap;
	size_t pattern_bytes;
	struct redact_tally *tally;
	uint32_t tally_count, tally_cap;
	uint32_t numbers[REDACT_KINDS]; /* masks of each kind so far */
	uint32_t people;		/* addresses of recipients */
	bool crowd; /* LIMIT_REDACT_PEOPLE: all addresses are masked */
};

/* One word in one form. */
void words_add(struct redaction *r, enum redact_kind kind, struct str text,
	       unsigned edges, unsigned flags, struct str mask);
/* A mask with the next number of its kind: "recipient-1". */
struct str words_mask(struct redaction *r, enum redact_kind kind, const char *what);
/* The mask of what has no number: "token-" and a sum of `text`. */
struct str words_sum(const struct redaction *r, struct arena *arena, const char *what,
		     struct str text);

/* An address of a recipient, in all forms; its local part too where that means somebody.
 * Returns its mask. */
void words_recipient(struct redaction *r, struct str address);
/* The local part alone of any address. */
void words_account(struct redaction *r, struct str address);
/* A display name of a recipient, or a person's: whole, and its parts. */
void words_person(struct redaction *r, enum redact_kind kind, struct str name);
void words_domain(struct redaction *r, struct str domain);
void words_host(struct redaction *r, struct str host);
void words_ip(struct redaction *r, const struct ip *ip);
void words_token(struct redaction *r, struct str text);
void words_registrant(struct redaction *r, const struct registry_contact *contact);
void words_plain(struct redaction *r, struct str word);
void words_keep(struct redaction *r, struct str word);
/* Is it a word that many use: a role, a part of URLs, a brand? */
bool words_is_common(const struct redaction *r, struct str word);

/* redact_facts.c: all of `in`. */
void redact_facts(struct redaction *r);
