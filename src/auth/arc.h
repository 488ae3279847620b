/* auth/arc.h - the Authenticated Received Chain (RFC 8617): structure first, then each
 * seal and message signature.
 *
 * A chain that holds says that these parties handled the message in this order and what
 * each claims to have seen. Whether one believes them is for the site to decide. */
#pragma once
#include "auth/dkim.h"

enum arc_code {
	ARC_NONE, /* no ARC field */
	ARC_PASS,
	ARC_FAIL,
	ARC_TEMPERROR, /* a key could not be fetched */
	ARC_UNCHECKED, /* a question was not allowed or not recorded */
};

/* One of the two signatures of a set. */
struct arc_proof {
	const struct field *field; /* NULL: missing */
	struct str domain, selector, algorithm;
	unsigned key_bits;
	enum dkim_part signature;
	const char *reason; /* N_(): why it is not good */
	const struct answer *answer;
};

struct arc_set {
	uint32_t instance;
	const struct field *results; /* ARC-Authentication-Results; NULL: missing */
	struct authres claimed;	     /* what it says: the sealer's word */
	struct arc_proof message;    /* ARC-Message-Signature */
	enum dkim_part body_hash;    /* of it: the body is as it was at that station */
	struct arc_proof seal;	     /* ARC-Seal */
	struct str chain;	     /* cv= of the seal */
	int64_t signed_at;	     /* t= of the seal; -1: none */
};

struct arc_results {
	enum arc_code code;
	const char *reason;    /* N_() */
	uint32_t at;	       /* the instance that it is about; 0: the whole */
	struct arc_set *items; /* instance 1 first; LIMIT_ARC_SETS */
	uint32_t count;
	/* Since this instance neither body nor signed header has changed (RFC 8617, 5.2,
	 * step 5); 0: the newest message signature does not hold. */
	uint32_t oldest_pass;
};

/* The structure is read once; arc_round() asks for the keys and, once all are there,
 * judges. NULL: the message has no ARC field, which arc_round() takes. */
struct arc_run;
struct arc_run *arc_begin(struct arena *arena, const struct message *message,
			  int64_t clock);
/* False: waiting. Once true, not to be called again. */
bool arc_round(struct arc_run *run, struct door *door, struct arc_results *ret);
/* Both, where nothing is waited for. */
bool arc_verify(struct arena *arena, struct door *door, const struct message *message,
		int64_t clock, struct arc_results *ret);
const char *arc_code_name(enum arc_code code);
