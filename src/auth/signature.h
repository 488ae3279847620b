/* auth/signature.h - the fields that carry a signature: DKIM-Signature (RFC 6376, 3.5),
 * ARC-Message-Signature and ARC-Seal (RFC 8617, 4.1). What they say, and whether it can
 * be worked with. */
#pragma once
#include "auth/crypt.h"
#include "auth/tag.h"
#include "mail/header.h"

enum signature_kind { SIGNATURE_DKIM, SIGNATURE_ARC_MESSAGE, SIGNATURE_ARC_SEAL };

/* How far a field can be worked with. */
enum signature_state {
	SIGNATURE_USABLE,
	SIGNATURE_UNREADABLE, /* breaks the grammar, lacks a tag, uses what is unknown */
	SIGNATURE_UNLAWFUL,   /* readable, but what it says must not be accepted */
};

struct signature {
	const struct field *field;
	enum signature_kind kind;
	struct tags tags;
	enum signature_state state;
	const char *problem;	     /* N_() */
	struct str domain, selector; /* d=, s= as written */
	struct str
	    query_name;	     /* "s._domainkey.d" for the DNS; empty: none may be asked */
	struct str identity; /* i= of DKIM, "@d" where not given */
	struct str algorithm;
	enum key_kind key;
	enum hash_kind hash;
	bool header_relaxed, body_relaxed;
	struct str *names; /* h=, in order, lower case; LIMIT_SIGNED_NAMES */
	uint32_t name_count;
	struct str body_hash; /* bh=, decoded */
	struct str bytes;     /* b=, decoded */
	struct str left_out;  /* b= as it stands in field->raw: left out of the hash */
	bool length_given;
	uint64_t length;	    /* l= */
	int64_t signed_at, expires; /* t=, x=; -1: none */
	uint32_t instance;	    /* i= of ARC; 0: none, or no number */
	struct str chain;	    /* cv= of a seal, lower case */
};

void signature_parse(struct arena *arena, const struct field *field,
		     enum signature_kind kind, struct signature *ret);
/* Letters, digits, hyphens and underscores in labels: a name that may be asked for.
 * Others aim at who puts it into a result, or reads it up to its NUL (ATTACKS AU-03,
 * AU-04). */
bool signature_name_is_plain(struct str name);
