/* base/utf8.c - see utf8.h. */
#include "base/utf8.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

size_t ascii_prefix(struct str s)
{
	size_t i = 0;

	while (i + 32 <= s.n) {
		uint64_t w[4];

		memcpy(w, s.p + i, sizeof w);
		if ((w[0] | w[1] | w[2] | w[3]) & 0x8080808080808080u)
			break;
		i += 32;
	}
	for (; i + 8 <= s.n; i += 8) {
		uint64_t w;

		memcpy(&w, s.p + i, sizeof w);
		if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
			w = __builtin_bswap64(w);
		w &= 0x8080808080808080u;
		if (w)
			return i + (size_t)__builtin_ctzll(w) / 8;
	}
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

int32_t utf8_decode(struct str s, size_t *ret_length)
{
	unsigned char lead = (unsigned char)s.p[0];
	/* The second byte's range rules out overlong forms and surrogates. */
	unsigned char low = 0x80, high = 0xBF;
	size_t more, i;
	int32_t cp;

	*ret_length = 1;
	if (lead < 0x80)
		return lead;
	if (lead < 0xC2 || lead > 0xF4)
		return -1;
	if (lead < 0xE0) {
		more = 1;
		cp = lead & 0x1F;
	} else if (lead < 0xF0) {
		more = 2;
		cp = lead & 0x0F;
		low = lead == 0xE0 ? 0xA0 : 0x80;
		high = lead == 0xED ? 0x9F : 0xBF;
	} else {
		more = 3;
		cp = lead & 0x07;
		low = lead == 0xF0 ? 0x90 : 0x80;
		high = lead == 0xF4 ? 0x8F : 0xBF;
	}
	for (i = 1; i <= more; i++) {
		unsigned char c;

		if (i >= s.n)
			break;
		c = (unsigned char)s.p[i];
		if (c < low || c > high)
			break;
		cp = cp << 6 | (c & 0x3F);
		low = 0x80;
		high = 0xBF;
	}
	*ret_length = i;
	return i == more + 1 ? cp : -1;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
		cp = 0xFFFD;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

/* --- validation --------------------------------------------------------- */

#if defined(__x86_64__)

/* The method of Keiser and Lemire ("Validating UTF-8 In Less Than One
 * Instruction Per Byte", 2020): three look-ups by half bytes of each pair of
 * neighbours, whose common bits are the ways in which the pair can be wrong. */
enum {
	TOO_SHORT = 1,	     /* a lead byte and no continuation */
	TOO_LONG = 2,	     /* ASCII, then a continuation */
	OVERLONG_3 = 4,	     /* E0 80..9F */
	TOO_LARGE = 8,	     /* F4 90.. and above */
	SURROGATE = 16,	     /* ED A0..BF */
	OVERLONG_2 = 32,     /* C0, C1 */
	TOO_LARGE_1000 = 64, /* F5.. 80..8F; in the other table's place: F0 80..8F */
	OVERLONG_4 = 64,
	TWO_CONTS = 128, /* lawful only behind a lead of three or four bytes */
	CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS,
	LARGE = CARRY | TOO_LARGE | TOO_LARGE_1000,
	CONT = TOO_LONG | OVERLONG_2 | TWO_CONTS,
};

/* clang-format off */
static const uint8_t first_high[16] = {
	TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
	TWO_CONTS, TWO_CONTS, TWO_CONTS, TWO_CONTS,
	TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
	TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4,
};
static const uint8_t first_low[16] = {
	CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, CARRY | OVERLONG_2, CARRY, CARRY,
	CARRY | TOO_LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE,
	LARGE | SURROGATE, LARGE, LARGE,
};
static const uint8_t second_high[16] = {
	TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
	CONT | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4, CONT | OVERLONG_3 | TOO_LARGE,
	CONT | SURROGATE | TOO_LARGE, CONT | SURROGATE | TOO_LARGE,
	TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
};
/* clang-format on */

#define LOAD(p) _mm_loadu_si128((const __m128i *)(const void *)(p))

/* Blocks from the front without an error; a character may go on behind them. */
__attribute__((target("ssse3"))) static size_t valid_blocks(struct str s)
{
	const __m128i high1 = LOAD(first_high), low1 = LOAD(first_low),
		      high2 = LOAD(second_high), nibble = _mm_set1_epi8(0x0F);
	__m128i before = _mm_setzero_si128();
	size_t i = 0;

	for (; i + 16 <= s.n; i += 16) {
		__m128i in = LOAD(s.p + i), back1 = _mm_alignr_epi8(in, before, 15),
			back2 = _mm_alignr_epi8(in, before, 14),
			back3 = _mm_alignr_epi8(in, before, 13);
		__m128i wrong = _mm_and_si128(
		    _mm_and_si128(
			_mm_shuffle_epi8(high1,
					 _mm_and_si128(_mm_srli_epi16(back1, 4), nibble)),
			_mm_shuffle_epi8(low1, _mm_and_si128(back1, nibble))),
		    _mm_shuffle_epi8(high2,
				     _mm_and_si128(_mm_srli_epi16(in, 4), nibble)));
		/* 0x80 where a third or fourth byte must stand. */
		__m128i due = _mm_and_si128(
		    _mm_or_si128(_mm_subs_epu8(back2, _mm_set1_epi8(0xE0 - 0x80)),
				 _mm_subs_epu8(back3, _mm_set1_epi8(0xF0 - 0x80))),
		    _mm_set1_epi8((char)0x80));

		if (_mm_movemask_epi8(_mm_cmpeq_epi8(wrong, due)) != 0xFFFF)
			break;
		before = in;
	}
	/* Back to where a character begins. */
	for (size_t back = 0; back < 4 && i > 0; back++) {
		i--;
		if ((s.p[i] & 0xC0) != 0x80)
			break;
	}
	return i;
}

static size_t fast_prefix(struct str s)
{
	return s.n >= 32 && __builtin_cpu_supports("ssse3") ? valid_blocks(s) : 0;
}

#else

static size_t fast_prefix(struct str s)
{
	(void)s;
	return 0;
}

#endif

size_t utf8_valid_prefix(struct str s)
{
	size_t i = ascii_prefix(s), length;

	i += fast_prefix(str_skip(s, i));
	for (;;) {
		i += ascii_prefix(str_skip(s, i));
		if (i == s.n)
			return i;
		if (utf8_decode(str_skip(s, i), &length) < 0)
			return i;
		i += length;
	}
}

struct str utf8_front(struct str s, size_t most)
{
	size_t n = most;

	if (s.n <= most)
		return s;
	/* No character has more than three bytes behind its first. */
	while (n && most - n < 3 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}
