/* report/redact.h - what is masked in a report that is published, and as what.
 *
 * A profile names the kinds of things to mask and further words of the user's. From the
 * inspection of a message come the words themselves: recipients, our domains and hosts,
 * persons, values made for one recipient. They are found in any text, in every coding in
 * which mails and URLs carry them (redact_match.h), and each has one mask, the same in
 * every text, every format and every report of the case. Masks are words and names below
 * ".invalid" (RFC 6761), so that URLs, addresses and JSON stay what they are; what has no
 * number is named by a sum that only the case's salt explains.
 *
 * Not found: words that a picture shows, texts inside archives and compressed files, and
 * what a person would recognise by its sense alone. */
#pragma once
#include "base/buf.h"
#include "check/inspection.h"

enum redact_kind {
	REDACT_RECIPIENT,  /* addresses of recipients, and their local parts */
	REDACT_NAME,	   /* display names of recipients */
	REDACT_DOMAIN,	   /* our own domains, and the site's name */
	REDACT_HOST,	   /* hosts and addresses on our side of the boundary */
	REDACT_PERSON,	   /* third persons that the mail accuses */
	REDACT_REGISTRANT, /* registrants, partly */
	REDACT_ACCOUNT,	   /* local parts of the logins that handed the mail over */
	REDACT_TOKEN,	   /* values that look made for one recipient, and coded words */
	REDACT_WORD,	   /* the profile's own words */
	REDACT_HASHES,	   /* hashes, offsets, lengths, pictures: left out, not masked */
	REDACT_KINDS
};
const char *redact_kind_name(enum redact_kind kind); /* "recipients", as profiles say */
const char *redact_kind_text(enum redact_kind kind); /* N_() */

struct redact_profile {
	struct str name;	    /* "public", "share", or the file's */
	const char *summary;	    /* N_(); NULL for a file */
	uint32_t kinds;		    /* 1 << enum redact_kind */
	struct str_list mask, keep; /* words */
};

/* The profiles that are built in; the last one's name is empty. */
extern const struct redact_profile redact_profiles[];
const struct redact_profile *redact_profile_find(struct str name);
/* A profile of the user's, lines "key = value" (mekiki(1), "REDACTION"). */
bool redact_profile_parse(struct arena *arena, struct str text, struct str name,
			  struct redact_profile *ret, struct err *err);

struct redaction;
/* Reads `in`; lives until redaction_free(), which accepts NULL. `profile` outlives it.
 * NULL where `profile` is. */
struct redaction *redaction_new(const struct redact_profile *profile,
				const struct inspection *in);
void redaction_free(struct redaction *redaction);
const struct redact_profile *redaction_profile(const struct redaction *redaction);
static inline bool redact_hides(const struct redact_profile *profile,
				enum redact_kind kind)
{
	return profile->kinds >> kind & 1;
}

/* `text` with its masks. Texts of ours are not sent through here: a recipient whose name
 * is a word of ours would be read into them. */
void redaction_mask(const struct redaction *redaction, struct str text, struct buf *out);
/* Is there anything to mask in it? */
bool redaction_finds(const struct redaction *redaction, struct str text);
/* The same for a whole document of ours: only what cannot be a word of ours, addresses,
 * names of hosts, coded values. */
void redaction_mask_paper(const struct redaction *redaction, struct str text,
			  struct buf *out);

/* Is there in attachment `n`, or may there be? Then its hash is one recipient's; of one
 * that has nothing to mask it is the same for all, and others look for it. */
bool redaction_finds_in_attachment(const struct redaction *redaction, uint32_t n);

/* What was masked since redaction_new(), in the order of the words. */
struct redact_tally {
	enum redact_kind kind;
	struct str mask, word; /* `word`: as it stood the first time */
	uint64_t times;
};
uint32_t redaction_tally(const struct redaction *redaction,
			 const struct redact_tally **ret);
