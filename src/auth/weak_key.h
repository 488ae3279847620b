/* auth/weak_key.h - RSA keys that are known to be guessable by how they were made. */
#pragma once
#include "base/str.h"

/* Made by a library in smart cards of 2012 to 2017 (CVE-2017-15361): both primes are a
 * small multiple of a product of primes above a power of 65537, so the modulus is a
 * power of 65537 by each of those primes. `modulus` is big-endian. A modulus made
 * otherwise looks so by chance less than once in 2^100. */
bool weak_key_is_roca(struct str modulus);
