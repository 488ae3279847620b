/* auth/crypt.h - what signatures need of libcrypto: a running hash, public keys, one
 * question: did this key sign this hash?
 *
 * A key is read by ourselves before libcrypto sees it: its size and exponent decide what
 * a verification costs (ATTACKS HI-10). */
#pragma once
#include "base/arena.h"

enum hash_kind { HASH_SHA1, HASH_SHA256, HASH_KINDS };
enum { HASH_MAX = 32 };

struct hash {
	unsigned char bytes[HASH_MAX];
	unsigned n;
};

/* Opens what public_key_signed() needs; to be called before the sandbox closes, where
 * keys may come. Costs as much as some mails; hashes do not need it. */
void crypt_warm(void);

/* One hash at a time in a process. hash_add fits canonical_sink. */
void hash_begin(enum hash_kind kind);
void hash_add(void *unused, struct str bytes);
void hash_end(struct hash *ret);
static inline struct str hash_str(const struct hash *hash)
{
	return str_make((const char *)hash->bytes, hash->n);
}
const char *hash_name(enum hash_kind kind); /* "sha256" */

enum key_kind { KEY_RSA, KEY_ED25519 };
enum key_fault {
	KEY_GOOD,
	KEY_MALFORMED, /* no such structure */
	KEY_TOO_SHORT, /* RSA below 512 bits: it can be computed by anybody */
	KEY_TOO_LONG,  /* RSA above 8192 bits */
	KEY_EXPONENT,  /* even, 1, or longer than anybody's: no key, or a costly one */
};

/* A public key, not yet handed to libcrypto. Slices of `bytes`. */
struct public_key {
	enum key_kind kind;
	unsigned bits;
	struct str modulus, exponent; /* RSA, big-endian without leading zeroes */
	struct str point;	      /* Ed25519, 32 bytes */
};
/* RSA: SubjectPublicKeyInfo as everybody writes it, or RSAPublicKey as RFC 6376 says.
 * Ed25519: 32 bytes (RFC 8463, 4.2). */
enum key_fault public_key_read(struct str bytes, enum key_kind kind,
			       struct public_key *ret);

/* RSA: PKCS#1 v1.5 over the hash. Ed25519: PureEdDSA over the bytes of the hash
 * (RFC 8463, 3). */
bool public_key_signed(const struct public_key *key, enum hash_kind kind,
		       const struct hash *hash, struct str signature);
