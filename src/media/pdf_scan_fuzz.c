/* media/pdf_scan_fuzz.c - any bytes as a PDF. */
#include "media/pdf_scan.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct pdf_scan found;

	pdf_scan(arena, str_make((const char *)data, size), &found);
	assert(found.is_pdf || (found.found == 0 && found.url_count == 0));
	assert(found.found < 1u << PDF_ACTIONS);
	arena_free(arena);
	return 0;
}
