/* auth/key.h - a key record of DKIM (RFC 6376, 3.6.1; RFC 8463): what it says, and
 * whether it may serve. */
#pragma once
#include "auth/crypt.h"
#include "auth/tag.h"

struct key_record {
	struct str text; /* as published */
	struct tags tags;
	/* N_(): why no signature can be verified by it; NULL where one can. */
	const char *problem;
	bool revoked;		     /* p= is empty */
	bool testing, strict;	     /* t=y, t=s */
	struct str type;	     /* k=, "rsa" where it is not given */
	struct str hashes, services; /* h=, s=; empty: all */
	enum key_fault fault;	     /* of `key` */
	struct public_key key;	     /* where problem is NULL, or fault says why */
};

void key_record_parse(struct arena *arena, struct str text, struct key_record *ret);
/* May it be used with this hash? */
bool key_record_allows(const struct key_record *record, enum hash_kind kind);
