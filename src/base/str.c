/* base/str.c - slices: comparing, searching, cutting. */
#include "base/str.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order)
		return order;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool str_same_nocase(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i] && ascii_lower(a[i]) != ascii_lower(b[i]))
			return false;
	return true;
}

#if defined(__SSE2__)
/* Sixteen bytes in lower case. Moved by this much, the capitals are the 26 lowest. */
static __m128i lower_sixteen(__m128i w)
{
	__m128i moved = _mm_add_epi8(w, _mm_set1_epi8((char)(0x80 - 'A')));
	__m128i capital = _mm_cmplt_epi8(moved, _mm_set1_epi8(-0x80 + 26));

	return _mm_or_si128(w, _mm_and_si128(capital, _mm_set1_epi8(0x20)));
}
#endif

void str_lower(char *out, struct str s)
{
	size_t i = 0;

#if defined(__SSE2__)
	for (; i + 16 <= s.n; i += 16)
		_mm_storeu_si128((__m128i *)(out + i), lower_sixteen(_mm_loadu_si128(
							   (const __m128i *)(s.p + i))));
	for (; i + 8 <= s.n; i += 8)
		_mm_storel_epi64((__m128i *)(out + i), lower_sixteen(_mm_loadl_epi64(
							   (const __m128i *)(s.p + i))));
#endif
	for (; i < s.n; i++)
		out[i] = ascii_lower(s.p[i]);
}

size_t str_rfind(struct str s, char c)
{
	const char *at = s.n ? memrchr(s.p, c, s.n) : NULL;

	return at ? (size_t)(at - s.p) : STR_NPOS;
}

size_t str_find_str(struct str s, struct str what)
{
	const char *at;

	if (what.n == 0)
		return 0;
	if (s.n < what.n)
		return STR_NPOS;
	at = memmem(s.p, s.n, what.p, what.n);
	return at ? (size_t)(at - s.p) : STR_NPOS;
}

#if defined(__SSE2__)
/* Sixteen times a byte in lower case, and the bit that makes it so. */
struct either {
	__m128i lower, bit;
};

static inline struct either either_case(char c)
{
	return (struct either){ _mm_set1_epi8(ascii_lower(c)),
				_mm_set1_epi8(ascii_is_alpha(c) ? 0x20 : 0) };
}

/* Which of the sixteen bytes at `p` are that one. */
static inline __m128i compare(const char *p, const struct either *what)
{
	__m128i in = _mm_loadu_si128((const __m128i *)(const void *)p);

	return _mm_cmpeq_epi8(_mm_or_si128(in, what->bit), what->lower);
}

/* Where its first and its last byte stand the right way apart, it may be. */
struct ends {
	struct either first, last;
	size_t apart;
};

static inline __m128i may_begin(const char *p, const struct ends *ends)
{
	return _mm_and_si128(compare(p, &ends->first),
			     compare(p + ends->apart, &ends->last));
}

/* The first of those places behind `i` where it is. */
static size_t first_that_is(struct str s, struct str what, size_t i, unsigned places)
{
	for (; places; places &= places - 1) {
		size_t at = i + (unsigned)__builtin_ctz(places);

		if (str_same_nocase(s.p + at, what.p, what.n))
			return at;
	}
	return STR_NPOS;
}
#endif

size_t str_find_str_nocase(struct str s, struct str what)
{
	size_t i = 0;

	if (what.n == 0)
		return 0;
#if defined(__SSE2__)
	const struct ends ends = { either_case(what.p[0]),
				   either_case(what.p[what.n - 1]), what.n - 1 };
	size_t found;

	for (; i + 31 + what.n <= s.n; i += 32) {
		__m128i one = may_begin(s.p + i, &ends);
		__m128i two = may_begin(s.p + i + 16, &ends);

		if (_mm_movemask_epi8(_mm_or_si128(one, two)) == 0)
			continue;
		found = first_that_is(s, what, i,
				      (unsigned)_mm_movemask_epi8(one) |
					  (unsigned)_mm_movemask_epi8(two) << 16);
		if (found != STR_NPOS)
			return found;
	}
	for (; i + 15 + what.n <= s.n; i += 16) {
		found = first_that_is(
		    s, what, i, (unsigned)_mm_movemask_epi8(may_begin(s.p + i, &ends)));
		if (found != STR_NPOS)
			return found;
	}
#endif
	for (; i + what.n <= s.n; i++)
		if (ascii_lower(s.p[i]) == ascii_lower(what.p[0]) &&
		    str_same_nocase(s.p + i, what.p, what.n))
			return i;
	return STR_NPOS;
}

static inline bool cut_at(struct str s, size_t at, struct str *before, struct str *after)
{
	if (at == STR_NPOS)
		return false;
	*before = str_sub(s, 0, at);
	*after = str_skip(s, at + 1);
	return true;
}

bool str_cut(struct str s, char c, struct str *ret_before, struct str *ret_after)
{
	return cut_at(s, str_find(s, c), ret_before, ret_after);
}

bool str_cut_last(struct str s, char c, struct str *ret_before, struct str *ret_after)
{
	return cut_at(s, str_rfind(s, c), ret_before, ret_after);
}

struct str str_until(struct str s, char c)
{
	size_t at = str_find(s, c);

	return at == STR_NPOS ? s : str_sub(s, 0, at);
}

bool str_split(struct str *rest, char c, struct str *ret_piece)
{
	struct str s = *rest;

	if (!s.p)
		return false;
	if (!cut_at(s, str_find(s, c), ret_piece, rest)) {
		*ret_piece = s;
		*rest = STR_NONE;
	}
	return true;
}

struct str str_take_word(struct str *rest)
{
	struct str s = str_trim_left(*rest), word;
	size_t n = 0;

	while (n < s.n && !ascii_is_space(s.p[n]))
		n++;
	word = str_sub(s, 0, n);
	*rest = str_skip(s, n);
	return word;
}

bool str_eat_word(struct str *rest, struct str word)
{
	struct str s = str_trim_left(*rest);
	char next;

	if (!str_starts_nocase(s, word))
		return false;
	s = str_skip(s, word.n);
	next = s.n ? s.p[0] : ' ';
	if (ascii_is_alnum(next) || next == '-' || next == '_' || next == '.')
		return false;
	*rest = s;
	return true;
}

bool str_eat(struct str *rest, struct str prefix)
{
	if (!str_starts_nocase(*rest, prefix))
		return false;
	*rest = str_skip(*rest, prefix.n);
	return true;
}

bool str_to_u64(struct str s, uint64_t *ret)
{
	uint64_t value = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_digit(s.p[i]) ||
		    __builtin_mul_overflow(value, 10u, &value) ||
		    __builtin_add_overflow(value, (uint64_t)(s.p[i] - '0'), &value))
			return false;
	}
	*ret = value;
	return true;
}

bool str_to_u32(struct str s, uint32_t *ret)
{
	uint64_t wide;

	if (!str_to_u64(s, &wide) || wide > UINT32_MAX)
		return false;
	*ret = (uint32_t)wide;
	return true;
}
