/* base/digest.h - MD5, SHA-1 and SHA-256 of the same bytes, in one pass over memory.
 *
 * Names for bytes, no protection: analysts look parts up by them. libcrypto computes. */
#pragma once
#include "base/str.h"

struct digests {
	char md5[33], sha1[41], sha256[65]; /* lower-case hex, NUL at the end */
};

void digest_all(struct str bytes, struct digests *ret);
/* The same with a SHA-256 that is known. */
void digest_others(struct str bytes, const char sha256[65], struct digests *ret);
/* MurmurHash3 (x86, 32 bits, seed 0), by which services find pages with the same icon. */
int32_t digest_murmur(struct str bytes);
/* SHA-256 alone. */
void digest_sha256(struct str bytes, char ret[65]);
