/* auth/dmarc_fuzz.c - any text as a DMARC record. */
#include "auth/dmarc.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dmarc_record record;

	/* What is taken for a record says what its domain wants, or who wants reports. */
	if (dmarc_record_read(str_make((const char *)data, size), &record) &&
	    !record.has_p && !record.has_rua)
		abort();
	return 0;
}
