/* base/bytes16.h - sixteen bytes of a text at once: which of them are of a kind.
 *
 * For loops that step over what cannot matter. Sets are compared and joined as vectors
 * (`|`, `&`, `~`), then asked for their places. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint32_t words4 __attribute__((vector_size(16)));
typedef uint64_t numbers2 __attribute__((vector_size(16)));

static inline bytes16 bytes16_at(const char *p)
{
	bytes16 v;

	memcpy(&v, p, sizeof v);
	return v;
}

/* The first `n` bytes at `p`, sixteen at most, and zeros behind them; nothing else is
 * read. As two numbers made of pieces that overlap: a loop costs more. */
static inline bytes16 bytes16_first(const char *p, size_t n)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t halves[2] = { 0 };
	uint32_t front, back;

	if (n >= 16)
		return bytes16_at(p);
	if (n >= 8) {
		memcpy(&halves[0], p, 8);
		memcpy(&halves[1], p + n - 8, 8);
		halves[1] = n > 8 ? halves[1] >> 8 * (16 - n) : 0;
	} else if (n >= 4) {
		memcpy(&front, p, 4);
		memcpy(&back, p + n - 4, 4);
		halves[0] = front | (uint64_t)back << 8 * (n - 4);
	} else if (n) {
		halves[0] = (uint64_t)(uint8_t)p[0] |
			    (uint64_t)(uint8_t)p[n / 2] << 8 * (n / 2) |
			    (uint64_t)(uint8_t)p[n - 1] << 8 * (n - 1);
	}
	return (bytes16)(numbers2){ halves[0], halves[1] };
#else
	char bytes[16] = { 0 };

	memcpy(bytes, p, n < 16 ? n : 16);
	return bytes16_at(bytes);
#endif
}

static inline bytes16 bytes16_are(bytes16 v, char c)
{
	return (bytes16)(v == (uint8_t)c);
}

/* From `first` to `last`, both included. */
static inline bytes16 bytes16_between(bytes16 v, char first, char last)
{
	return (bytes16)((bytes16)(v - (uint8_t)first) <=
			 (uint8_t)((uint8_t)last - (uint8_t)first));
}

/* Bytes of characters beyond ASCII. */
static inline bytes16 bytes16_high(bytes16 v)
{
	return (bytes16)(v >= 0x80);
}

static inline bytes16 bytes16_alnum(bytes16 v)
{
	return bytes16_between(v | 0x20, 'a', 'z') | bytes16_between(v, '0', '9');
}

/* Bit i: byte i is in the set. */
static inline unsigned bytes16_places(bytes16 set)
{
#if defined(__SSE2__)
	return (unsigned)_mm_movemask_epi8((__m128i)set);
#else
	unsigned places = 0;

	for (unsigned i = 0; i < 16; i++)
		places |= (unsigned)(set[i] >> 7) << i;
	return places;
#endif
}

/* The first `n` bytes. */
static inline bytes16 bytes16_below(size_t n)
{
	static const bytes16 numbers = { 0, 1, 2,  3,  4,  5,  6,  7,
					 8, 9, 10, 11, 12, 13, 14, 15 };

	return (bytes16)(numbers < (uint8_t)n);
}

/* `n` numbers from `first` on: the places of bytes that are copied as they stand. */
static inline void count_up(uint32_t *to, uint32_t first, size_t n)
{
	words4 next = { first, first + 1, first + 2, first + 3 };
	uint32_t rest = (uint32_t)(n % 4);

	for (uint32_t *end = to + (n - rest); to < end; to += 4, next += 4)
		memcpy(to, &next, sizeof next);
	for (uint32_t i = 0; i < rest; i++)
		to[i] = next[0] + i;
}
