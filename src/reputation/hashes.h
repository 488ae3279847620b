/* reputation/hashes.h - an answer of Safe Browsing v5 (hashes:search): full hashes that
 * begin with the bytes that were sent, and what is held against each.
 *
 * The service answers in protocol buffers, or in JSON where it is asked to; both are
 * read. A detail with a value that is not known here is left out whole, as the service
 * demands. */
#pragma once
#include "base/arena.h"

enum { HASH_BYTES = 32, THREATS = 5 /* bits 1 to 4 of `threats` */ };

struct full_hash {
	uint8_t bytes[HASH_BYTES];
	uint32_t threats; /* 1 << 1 malware, 2 deception, 3 unwanted, 4 harmful apps */
};

struct full_hashes {
	struct full_hash *items;
	uint32_t count, cap;
	uint32_t cache_seconds; /* 0: not said */
};

/* Any bytes. False: this is no answer of the service. */
bool hashes_read(struct arena *arena, struct str body, struct full_hashes *ret);
/* What is held against exactly this hash; 0: nothing. */
uint32_t hashes_threats(const struct full_hashes *hashes, const uint8_t hash[HASH_BYTES]);
const char *threat_name(unsigned threat); /* "SOCIAL_ENGINEERING" of 2 */
