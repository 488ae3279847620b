/* auth/key_fuzz.c - a key record, and a signature verified by whatever key it holds. */
#include "auth/key.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char zeroes[1024];
	struct arena *arena = arena_new(0);
	struct hash hash = { .n = 32 };
	struct key_record record;

	key_record_parse(arena, str_make((const char *)data, size), &record);
	if (!record.problem)
		assert(!public_key_signed(&record.key, HASH_SHA256, &hash,
					  str_make(zeroes, record.key.kind == KEY_RSA
							       ? record.key.modulus.n
							       : 64)) ||
		       record.key.kind == KEY_ED25519);
	/* Bytes that are no base64 reach the reader of keys too. */
	public_key_read(str_make((const char *)data, size), KEY_RSA, &record.key);
	arena_free(arena);
	return 0;
}
