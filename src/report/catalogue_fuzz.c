/* report/catalogue_fuzz.c - a catalogue from anywhere is read without leaving it. */
#include "report/catalogue.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const asked[] = { "", "a", "Subject", "zz", "From" };
	struct catalogue catalogue = { .language = "ja" };
	volatile size_t sum = 0;

	if (!catalogue_parse(str_make((const char *)data, size), &catalogue))
		return 0;
	for (size_t i = 0; i < COUNT(asked); i++)
		sum += strlen(catalogue_text(&catalogue, asked[i]));
	return 0;
}
