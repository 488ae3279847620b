/* base/keccak.h - Keccak-256 as it was before SHA-3 changed the padding; Ethereum and
 * Monero use it for their check sums, and libcrypto has it only since 3.2. */
#pragma once
#include "base/str.h"

void keccak_256(struct str bytes, unsigned char ret[32]);
