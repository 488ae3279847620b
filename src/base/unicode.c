/* base/unicode.c - see unicode.h. */
#include "base/unicode.h"

#include <stddef.h>

struct unicode_range {
	uint32_t first, last;
};

#include "base/unicode_table.h"

static bool in_ranges(const struct unicode_range *ranges, size_t count, uint32_t cp)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (cp > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && cp >= ranges[low].first;
}

#define IN(ranges, cp) in_ranges(ranges, sizeof(ranges) / sizeof *(ranges), cp)

int unicode_width(uint32_t cp)
{
	if (cp < 0x300)
		return 1;
	if (IN(wide_ranges, cp))
		return 2;
	return IN(combining_ranges, cp) ? 0 : 1;
}

bool unicode_is_hidden(uint32_t cp)
{
	/* The letters of Europe, quotes and dashes, kana and ideographs, without a
	 * search.
	 */
	if (cp < 0x61C)
		return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD ||
		       cp == 0x34F;
	if ((cp >= 0x2010 && cp < 0x2028) || (cp > 0x2800 && cp < 0xD800))
		return cp == 0x3164;
	return IN(hidden_ranges, cp);
}
