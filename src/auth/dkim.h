/* auth/dkim.h - DKIM signatures verified (RFC 6376, 8301, 8463): body hash and signature
 * judged apart, what is covered and what is left open.
 *
 * Pure: asks for keys through the door, can be run again. libcrypto does the mathematics.
 */
#pragma once
#include "door/door.h"
#include "mail/message.h"

enum dkim_code {
	DKIM_PASS,
	DKIM_FAIL,	/* changed after signing, or a wrong key */
	DKIM_NEUTRAL,	/* cannot be processed: syntax, unknown algorithm */
	DKIM_POLICY,	/* would pass, and is not accepted: SHA-1, a short key, expired */
	DKIM_TEMPERROR, /* the key could not be fetched */
	DKIM_PERMERROR, /* no key, a revoked or malformed key, From not covered */
	DKIM_UNCHECKED, /* the question was not allowed or not recorded, or beyond a limit
			 */
};
enum dkim_part { DKIM_PART_UNKNOWN, DKIM_PART_GOOD, DKIM_PART_BAD };

/* A field that a reader sees or that steers him, and that the signature leaves open: not
 * signed, or signed less often than it stands there. Signers count from the bottom,
 * clients mostly show the first. */
struct dkim_open {
	struct str name; /* lower case */
	uint32_t present, covered;
	const struct field *field; /* the topmost that is not covered */
};

struct dkim_signature {
	const struct field *field;
	enum dkim_code code;
	const char *reason;		       /* N_() */
	struct str domain, selector, identity; /* d=, s=, i= (default "@d") */
	struct str algorithm;		       /* "rsa-sha256", as written */
	bool header_relaxed, body_relaxed;
	unsigned key_bits;    /* 0: no key seen */
	struct str key;	      /* modulus or point of the key; empty: none seen */
	bool key_guessable;   /* auth/weak_key.h */
	uint32_t key_records; /* that were published; more than one is odd */
	enum dkim_part body_hash, signature; /* judged apart */
	int64_t signed_at, expires;	     /* t=, x=; -1: none */
	bool expired_then,
	    expired_now;     /* at receipt (today, where that is not known); today */
	bool from_future;    /* t= lies after receipt, by more than a day */
	bool testing;	     /* t=y of the key */
	bool strict;	     /* t=s */
	struct str *covered; /* h=, lower case, in order */
	uint32_t covered_count;
	struct dkim_open *open;
	uint32_t open_count;
	bool from_oversigned;	/* h= names From once more than it is there */
	uint64_t body_length;	/* canonical bytes */
	uint64_t signed_length; /* of these: l=, or all */
	bool length_given;
	/* The first byte of the message that l= leaves unsigned, in message->raw; its end
	 * where nothing is. */
	size_t unsigned_offset;
	/* A change in transit that, undone, makes body hash or signature right again:
	 * "footer", "trailing-space", "line-ends", "re-encoded"; "subject-tag",
	 * "re-encoded"; NULL where there is none or none was found. */
	const char *body_repair, *header_repair;
	const struct answer *answer; /* of the key question; NULL: it was not asked */
};

struct dkim_results {
	struct dkim_signature *items; /* in the order of the fields; LIMIT_DKIM_LISTED */
	uint32_t count;
	uint32_t fields; /* DKIM-Signature fields there were */
};

/* The fields are read once; dkim_round() asks for their keys and, once all are there,
 * judges. `received_at`: when the boundary hop took it, -1 where that is not known;
 * `clock`: today. The first LIMIT_DKIM are evaluated. */
struct dkim_run;
struct dkim_run *dkim_begin(struct arena *arena, const struct message *message,
			    int64_t received_at, int64_t clock);
/* False: waiting. Once true, not to be called again. */
bool dkim_round(struct dkim_run *run, struct door *door, struct dkim_results *ret);
/* Both, where nothing is waited for. */
bool dkim_verify(struct arena *arena, struct door *door, const struct message *message,
		 int64_t received_at, int64_t clock, struct dkim_results *ret);
const char *dkim_code_name(enum dkim_code code);
const char *dkim_part_name(enum dkim_part part); /* "good", "bad", "unknown" */

/* Does `domain` belong together with the domain of every From address (one registrable
 * domain; RFC 7489, 3.1.1)? False where there is no From. */
bool dkim_aligned(struct arena *arena, const struct message *message, struct str domain);
