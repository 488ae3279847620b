/* mail/words_fuzz.c */
#include "mail/words.h"

#include "base/utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str value = { (const char *)data, size };
	struct defects defects = { .arena = arena, .input = value };
	struct words noted, silent;

	words_decode(arena, value, &defects, &noted);
	words_decode(arena, value, NULL, &silent);
	assert(utf8_is_valid(noted.text));
	assert(str_eq(noted.text, silent.text));
	assert(!noted.needless || (noted.words && !noted.controls));
	arena_free(arena);
	return 0;
}
