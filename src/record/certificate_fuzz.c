/* record/certificate_fuzz.c - any bytes as certificates; facts hold together. */
#include "record/certificate.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(64u << 20);
	struct certificates got;
	struct certificate_list addresses;

	certificates_read(arena, str_make((const char *)data, size), &got);
	for (uint32_t i = 0; i < got.count; i++) {
		const struct certificate *one = &got.items[i];

		certificate_addresses(arena, one, &addresses);
		if (one->self_signed && !one->self_issued)
			abort();
		if (certificate_key_usable(one) && !one->key)
			abort();
		if (!(one->odd & CERTIFICATE_DATES) && one->last < one->first)
			abort();
	}
	arena_free(arena);
	return 0;
}
