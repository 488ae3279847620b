/* check/salt_fuzz.c - words told stand in the text, one behind the other. */
#include "check/salt.h"

#include <stdlib.h>

static void check_words(struct str text, const struct salt_words *words)
{
	const char *end = text.p;

	if (words->kept > SALT_WORDS || words->kept > words->count ||
	    words->code_point_count > SALT_CODE_POINTS)
		abort();
	for (uint32_t i = 0; i < words->kept; i++) {
		if (words->words[i].n == 0 || !str_within(text, words->words[i]) ||
		    words->words[i].p < end)
			abort();
		end = words->words[i].p;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct salt salt;

	salt_find(text, &salt);
	check_words(text, &salt.cut);
	check_words(text, &salt.soft);
	check_words(text, &salt.mixed);
	check_words(text, &salt.wide);
	check_words(text, &salt.styled);
	check_words(text, &salt.twins);
	return 0;
}
