/* mail/charset_fuzz.c - a label up to the first line end, then bytes. */
#include "mail/charset.h"

#include "base/utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str bytes = { (const char *)data, size }, label = STR_NONE;
	struct charset_text got;

	str_cut(bytes, '\n', &label, &bytes);
	charset_decode(arena, label, bytes, &got);
	assert(utf8_is_valid(got.text) && utf8_is_valid(got.declared_text));
	assert(charset_canonical(str_c(got.used)) == got.used);
	assert(!got.differs || !str_eq(got.text, got.declared_text));
	arena_free(arena);
	return 0;
}
