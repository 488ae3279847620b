/* auth/smime_fuzz.c - a message, or any bytes as the CMS of one; nothing passes that was
 * not signed by somebody. */
#include "auth/smime.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge(const struct smime_results *got)
{
	for (uint32_t i = 0; i < got->count; i++) {
		const struct smime_entity *entity = &got->items[i];

		if (entity->code == SMIME_PASS && entity->signer_count == 0)
			abort();
		for (uint32_t k = 0; k < entity->signer_count; k++) {
			const struct smime_signer *signer = &entity->signers[k];

			if ((signer->code == SMIME_PASS) != (signer->reason == NULL))
				abort();
			if (signer->code == SMIME_PASS &&
			    (signer->digest != DKIM_PART_GOOD ||
			     signer->signature != DKIM_PART_GOOD || !signer->certificate))
				abort();
			if (signer->chain.trust == CHAIN_TRUSTED)
				abort(); /* there is no store */
		}
	}
}

static void verify(struct arena *arena, struct str bytes)
{
	struct message *message = message_parse(arena, bytes, NULL);
	struct smime_results got;

	smime_verify(arena, message, NULL, 1700000000, 1800000000, &got);
	judge(&got);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_make((const char *)data, size);
	struct arena *arena = arena_new(0);

	verify(arena, bytes);
	verify(arena, arena_concat(arena,
				   STR("From: a@b.example\r\nContent-Type: "
				       "application/pkcs7-mime\r\n"
				       "Content-Transfer-Encoding: binary\r\n\r\n"),
				   bytes));
	arena_free(arena);
	return 0;
}
