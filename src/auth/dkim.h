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
	DKIM_POLICY,	/* would pass, and is not accepted: SHA-1, a short key */
	DKIM_TEMPERROR, /* the key could not be fetched */
	DKIM_PERMERROR, /* no key, a revoked or malformed key, a malformed signature */
	DKIM_UNCHECKED, /* the question was not allowed or not recorded */
};
enum dkim_part { DKIM_PART_UNKNOWN, DKIM_PART_GOOD, DKIM_PART_BAD };

struct dkim_signature {
	const struct field *field;
	enum dkim_code code;
	const char *reason;		       /* N_() */
	struct str domain, selector, identity; /* d=, s=, i= (default "@d") */
	struct str algorithm;		       /* "rsa-sha256" */
	bool header_relaxed, body_relaxed;
	unsigned key_bits;
	enum dkim_part body_hash, signature; /* judged apart */
	int64_t signed_at, expires;	     /* t=, x=; -1: none */
	bool expired_then, expired_now;	     /* at receipt; today */
	bool testing;			     /* t=y of the key */
	bool strict;			     /* t=s */
	struct str *covered;		     /* h=, lower case, in order */
	uint32_t covered_count;
	struct str
	    *uncovered; /* names of fields that a reader sees or that steer him, present
			 * and not signed, or signed once and present twice */
	uint32_t uncovered_count;
	bool from_oversigned;
	uint64_t body_length;	/* canonical bytes */
	uint64_t signed_length; /* l=, or all */
	bool length_given;
	/* The first byte of the message's body that l= leaves unsigned; offset in the
	 * message. */
	size_t unsigned_offset;
	const char *repair; /* a change in transit that, undone, makes it verify:
			     * "subject-tag", "footer", "re-encoded", "line-ends"; NULL */
	uint32_t answer;    /* of the key question, 1 + index in the trace; 0 none */
};

struct dkim_results {
	struct dkim_signature *items; /* in the order of the fields */
	uint32_t count;
	uint32_t fields; /* DKIM-Signature fields there were; beyond LIMIT_DKIM not
			    evaluated */
};

/* `received_at`: when the boundary hop took it; `clock`: today. False: waiting. */
bool dkim_verify(struct arena *arena, struct door *door, const struct message *message,
		 int64_t received_at, int64_t clock, struct dkim_results *ret);
const char *dkim_code_name(enum dkim_code code);
