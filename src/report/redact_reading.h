/* report/redact_reading.h - what one place of a text may stand for.
 *
 * "%40" is three characters to one reader and a sign to another; "=40", "&#64;",
 * "\u0040", "[@]" and a full-width sign are more such writings, and each may be written
 * once more in another ("%2540"). Here all readings are kept: who looks for a word takes
 * every way through them. */
#pragma once
#include "base/str.h"

enum { READINGS = 4, READING_SPAN = 24 };

struct reading_of {
	uint32_t length;	/* bytes of the text, 1 to READING_SPAN */
	uint32_t count;		/* bytes that they stand for; 0: nothing that is seen */
	unsigned char bytes[4]; /* ASCII letters in lower case */
};

/* The readings of `text` at `at` (inside it); the byte itself is the first. */
uint32_t readings_at(struct str text, size_t at, struct reading_of ret[READINGS]);
