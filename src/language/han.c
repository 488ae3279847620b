/* language/han.c - see han.h. */
#include "language/han.h"

#include "language/han_table.h"

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool has(const uint32_t *set, int32_t c)
{
	uint32_t bit = (uint32_t)(c - HAN_FIRST);

	return set[bit / 32] >> bit % 32 & 1;
}

unsigned han_sets(int32_t c)
{
	if (c < HAN_FIRST || c > HAN_LAST)
		return 0;
	return has(han_jis, c) * HAN_JIS | has(han_cp932, c) * HAN_CP932 |
	       has(han_jis2004, c) * HAN_JIS2004 | has(han_gb, c) * HAN_GB |
	       has(han_big5, c) * HAN_BIG5;
}

int32_t han_expected(int32_t c)
{
	size_t low = 0, high = COUNT(han_expected_rows);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (han_expected_rows[middle].character < c)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < COUNT(han_expected_rows) && han_expected_rows[low].character == c)
		return han_expected_rows[low].expected;
	return 0;
}

/* Kangxi radicals and their supplement; compatibility ideographs. */
static bool is_compatible(int32_t c)
{
	if ((c >= 0x2E80 && c <= 0x2EF3) || (c >= 0x2F00 && c <= 0x2FD5))
		return true;
	/* U+FA0E-FA2D are the vendors' rows of Shift_JIS: names are written so. */
	if (c < 0xF900 || c > 0xFAD9 || (c >= 0xFA0E && c <= 0xFA2D) || c == 0xF929 ||
	    c == 0xF9DC)
		return false;
	return true;
}

enum han_foreign han_foreign(int32_t c)
{
	unsigned sets;

	if (is_compatible(c))
		return HAN_COMPATIBLE;
	sets = han_sets(c);
	if (!(sets & (HAN_GB | HAN_BIG5)) || sets & (HAN_JIS | HAN_CP932))
		return HAN_NATIVE;
	return sets & HAN_JIS2004 ? HAN_RARE : HAN_FOREIGN;
}

bool han_is_simplified(int32_t c)
{
	unsigned sets = han_sets(c);

	return sets & HAN_GB && !(sets & (HAN_BIG5 | HAN_JIS | HAN_CP932));
}

bool han_is_traditional(int32_t c)
{
	unsigned sets = han_sets(c);

	return sets & HAN_BIG5 && !(sets & HAN_GB);
}

bool han_is_japanese(int32_t c)
{
	unsigned sets = han_sets(c);

	return sets & HAN_JIS && !(sets & (HAN_GB | HAN_BIG5));
}

bool char_is_han(int32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF) ||
	       (c >= 0x2E80 && c <= 0x2FD5) || c == 0x3005 || c == 0x3007;
}
