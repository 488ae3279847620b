/* base/short.h - short names, compared without a loop and without a call: where names are
 * a few bytes long, either costs more than they do. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Are the first eight bytes of both the same, and likewise four? */
static inline bool short_same_8(const char *a, const char *b)
{
	uint64_t one, other;

	memcpy(&one, a, sizeof one);
	memcpy(&other, b, sizeof other);
	return one == other;
}
static inline bool short_same_4(const char *a, const char *b)
{
	uint32_t one, other;

	memcpy(&one, a, sizeof one);
	memcpy(&other, b, sizeof other);
	return one == other;
}

/* Are these `n` bytes the same? At most sixteen at once, the middle ones twice. */
static inline bool short_same(const char *a, const char *b, size_t n)
{
	if (n > 16)
		return memcmp(a, b, n) == 0;
	if (n >= 8)
		return short_same_8(a, b) && short_same_8(a + n - 8, b + n - 8);
	if (n >= 4)
		return short_same_4(a, b) && short_same_4(a + n - 4, b + n - 4);
	return n == 0 || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
}
