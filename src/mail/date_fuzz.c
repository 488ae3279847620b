/* mail/date_fuzz.c - what is read can be printed and read again. */
#include "mail/date.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str value = str_make((const char *)data, size);
	struct arena *arena = arena_new(16 << 20);
	struct defects defects = { .arena = arena, .input = value };
	char text[DATE_TEXT];
	struct date date;
	int32_t offset;
	int64_t utc;

	date_parse(arena, value, &defects, &date);
	if (date.lawful && defects.count)
		abort();
	if (date.ok) {
		struct str iso = date_iso_at(date.utc, date.offset_minutes, text);

		/* Only such years have a strict form with four digits. */
		if (date.offset_minutes <= 5999 && date.offset_minutes >= -5999 &&
		    iso.n == 25 && ascii_is_digit(iso.p[0]) &&
		    (!civil_from_iso(iso, &utc, &offset) || utc != date.utc))
			abort();
	}
	(void)civil_from_iso(value, &utc, &offset);
	arena_free(arena);
	return 0;
}
