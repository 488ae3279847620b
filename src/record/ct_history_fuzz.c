/* record/ct_history_fuzz.c - any bytes as what the logs of certificates hold. */
#include "record/ct_history.h"

#include "base/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct ct_history got;

	if (ct_history_read(arena, str_make((const char *)data, size), &got))
		assert(got.certificates <= got.entries &&
		       got.entries <= LIMIT_CT_ENTRIES &&
		       got.name_count <= LIMIT_CT_NAMES &&
		       got.issuer_count <= LIMIT_CT_ISSUERS &&
		       (!got.dated || got.first <= got.last));
	arena_free(arena);
	return 0;
}
