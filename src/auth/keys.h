/* auth/keys.h - the key records of a selector, asked for through the door. */
#pragma once
#include "auth/key.h"
#include "auth/signature.h"
#include "door/door.h"

enum keys_state {
	KEYS_FOUND,
	KEYS_NONE,	/* no such name, no TXT record there */
	KEYS_UNFETCHED, /* the world's trouble: try again later */
	KEYS_UNASKED,	/* not allowed, not recorded */
};

struct keys {
	enum keys_state state;
	const char *problem; /* N_(); NULL where found */
	const struct answer *answer;
	struct key_record *records; /* LIMIT_KEY_RECORDS */
	uint32_t count;
	uint32_t published;
};

/* False: waiting. */
bool keys_ask(struct arena *arena, struct door *door, const struct signature *signature,
	      struct keys *ret);

/* Is `hash` signed by one of the keys? Says why not, and which record was looked at. */
struct key_verdict {
	bool good;
	bool usable;	     /* a key was there that fits; else `problem` says why not */
	const char *problem; /* N_() */
	const struct key_record *record; /* NULL: none */
};
void keys_verify(const struct keys *keys, const struct signature *signature,
		 const struct hash *hash, struct key_verdict *ret);
