/* mail/cms_fuzz.c - any bytes as CMS; what is called content is within bounds. */
#include "mail/cms.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_make((const char *)data, size);
	struct arena *arena = arena_new(64u << 20);
	unsigned sum = 0;
	struct cms cms;

	cms_read(arena, bytes, &cms);
	if (cms.content.n > size || cms.around > size)
		abort();
	if (cms.kind == CMS_SIGNED) {
		struct cms again;

		cms_read(arena, cms_detached(arena, &cms), &again);
		if (again.kind != CMS_SIGNED || again.has_content ||
		    again.signers != cms.signers ||
		    again.certificates != cms.certificates)
			abort();
	}
	for (size_t i = 0; i < cms.content.n; i++)
		sum += (unsigned char)cms.content.p[i];
	arena_free(arena);
	return sum == 1 && size == 0;
}
