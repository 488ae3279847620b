/* mail/base64.c - see base64.h.
 *
 * Runs of valid characters go through vector code (or a table, where the
 * machine has none), everything else through one careful step for a single
 * quantum. The vector steps come from Wojciech Muła's published method: the
 * high nibble selects the offset from letter to value, two multiply-adds join
 * four 6-bit values to three bytes. */
#include "mail/base64.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { SPACE = 64, BLANK, PAD, JUNK };
enum { LINE_MAX_ENCODED = 76 }; /* RFC 2045, 6.8 */

/* clang-format off */
#define A(c) [c] = (c) - 'A'
#define S(c) [c] = (c) - 'a' + 26
#define D(c) [c] = (c) - '0' + 52
static const uint8_t symbols[256] = {
	[0 ... 8] = JUNK, ['\t'] = BLANK, ['\n'] = SPACE, [11 ... 12] = JUNK, ['\r'] = SPACE,
	[14 ... 31] = JUNK, [' '] = BLANK, ['!' ... '*'] = JUNK, ['+'] = 62,
	[',' ... '.'] = JUNK, ['/'] = 63,
	D('0'), D('1'), D('2'), D('3'), D('4'), D('5'), D('6'), D('7'), D('8'), D('9'),
	[':' ... '<'] = JUNK, ['='] = PAD, ['>' ... '@'] = JUNK,
	A('A'), A('B'), A('C'), A('D'), A('E'), A('F'), A('G'), A('H'), A('I'), A('J'),
	A('K'), A('L'), A('M'), A('N'), A('O'), A('P'), A('Q'), A('R'), A('S'), A('T'),
	A('U'), A('V'), A('W'), A('X'), A('Y'), A('Z'),
	['[' ... '`'] = JUNK,
	S('a'), S('b'), S('c'), S('d'), S('e'), S('f'), S('g'), S('h'), S('i'), S('j'),
	S('k'), S('l'), S('m'), S('n'), S('o'), S('p'), S('q'), S('r'), S('s'), S('t'),
	S('u'), S('v'), S('w'), S('x'), S('y'), S('z'),
	['{' ... 255] = JUNK,
};
/* clang-format on */
#undef A
#undef S
#undef D

/* Whole quanta from the front of text[from..n): returns how many characters
 * were read (a multiple of four), all of them of the alphabet. */
typedef size_t quanta_reader(const char *text, size_t n, char *out);

static size_t read_quanta_plain(const char *text, size_t n, char *out)
{
	const uint8_t *p = (const uint8_t *)text;
	size_t i = 0;

	for (; i + 4 <= n; i += 4, out += 3) {
		uint32_t a = symbols[p[i]], b = symbols[p[i + 1]], c = symbols[p[i + 2]],
			 d = symbols[p[i + 3]];
		uint32_t bits;

		if ((a | b | c | d) & 0xC0)
			break;
		bits = a << 18 | b << 12 | c << 6 | d;
		out[0] = (char)(bits >> 16);
		out[1] = (char)(bits >> 8);
		out[2] = (char)bits;
	}
	return i;
}

#if defined(__x86_64__)

#define NIBBLES_LOW \
	0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1A, 0x1B, \
	    0x1B, 0x1B, 0x1A
#define NIBBLES_HIGH \
	0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, \
	    0x10, 0x10, 0x10
#define OFFSETS 0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0
#define PACKING 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1

__attribute__((target("ssse3"))) static size_t read_quanta_ssse3(const char *text,
								 size_t n, char *out)
{
	const __m128i low_table = _mm_setr_epi8(NIBBLES_LOW);
	const __m128i high_table = _mm_setr_epi8(NIBBLES_HIGH);
	const __m128i offsets = _mm_setr_epi8(OFFSETS);
	const __m128i packing = _mm_setr_epi8(PACKING);
	const __m128i nibble = _mm_set1_epi8(0x0F), slash = _mm_set1_epi8('/');
	size_t i = 0;

	while (i + 16 <= n) {
		__m128i in = _mm_loadu_si128((const __m128i *)(const void *)(text + i));
		__m128i high = _mm_and_si128(_mm_srli_epi32(in, 4), nibble);
		__m128i low = _mm_and_si128(in, nibble);
		__m128i wrong = _mm_and_si128(_mm_shuffle_epi8(low_table, low),
					      _mm_shuffle_epi8(high_table, high));
		unsigned valid = (unsigned)_mm_movemask_epi8(
		    _mm_cmpeq_epi8(wrong, _mm_setzero_si128()));
		unsigned run = (unsigned)__builtin_ctz(~valid) & ~3u;
		__m128i value = _mm_add_epi8(
		    in, _mm_shuffle_epi8(offsets,
					 _mm_add_epi8(_mm_cmpeq_epi8(in, slash), high)));
		__m128i pairs = _mm_maddubs_epi16(value, _mm_set1_epi32(0x01400140));
		__m128i quads = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00011000));

		_mm_storeu_si128((__m128i *)(void *)out,
				 _mm_shuffle_epi8(quads, packing));
		i += run;
		out += run / 4 * 3;
		if (run < 16)
			return i;
	}
	return i + read_quanta_plain(text + i, n - i, out);
}

__attribute__((target("avx2,bmi"))) static size_t read_quanta_avx2(const char *text,
								   size_t n, char *out)
{
	const __m256i low_table = _mm256_setr_epi8(NIBBLES_LOW, NIBBLES_LOW);
	const __m256i high_table = _mm256_setr_epi8(NIBBLES_HIGH, NIBBLES_HIGH);
	const __m256i offsets = _mm256_setr_epi8(OFFSETS, OFFSETS);
	const __m256i packing = _mm256_setr_epi8(PACKING, PACKING);
	const __m256i nibble = _mm256_set1_epi8(0x0F), slash = _mm256_set1_epi8('/');
	size_t i = 0;

	while (i + 32 <= n) {
		__m256i in =
		    _mm256_loadu_si256((const __m256i *)(const void *)(text + i));
		__m256i high = _mm256_and_si256(_mm256_srli_epi32(in, 4), nibble);
		__m256i low = _mm256_and_si256(in, nibble);
		__m256i wrong = _mm256_and_si256(_mm256_shuffle_epi8(low_table, low),
						 _mm256_shuffle_epi8(high_table, high));
		unsigned bad = ~(unsigned)_mm256_movemask_epi8(
		    _mm256_cmpeq_epi8(wrong, _mm256_setzero_si256()));
		unsigned run = bad ? (unsigned)__builtin_ctz(bad) & ~3u : 32;
		__m256i value = _mm256_add_epi8(
		    in,
		    _mm256_shuffle_epi8(
			offsets, _mm256_add_epi8(_mm256_cmpeq_epi8(in, slash), high)));
		__m256i pairs =
		    _mm256_maddubs_epi16(value, _mm256_set1_epi32(0x01400140));
		__m256i quads = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));
		__m256i bytes = _mm256_shuffle_epi8(quads, packing);

		_mm_storeu_si128((__m128i *)(void *)out, _mm256_castsi256_si128(bytes));
		_mm_storeu_si128((__m128i *)(void *)(out + 12),
				 _mm256_extracti128_si256(bytes, 1));
		i += run;
		out += run / 4 * 3;
		if (run < 32)
			return i;
	}
	return i + read_quanta_ssse3(text + i, n - i, out);
}

static quanta_reader *best_reader(void)
{
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
		return read_quanta_avx2;
	if (__builtin_cpu_supports("ssse3"))
		return read_quanta_ssse3;
	return read_quanta_plain;
}

#else

static quanta_reader *best_reader(void)
{
	return read_quanta_plain;
}

#endif

struct reader {
	struct str text;
	size_t i, line; /* where we are, where this line began */
	char *out;
	size_t n;
	uint32_t bits; /* of the quantum begun */
	unsigned held; /* its characters */
	bool padded;   /* a block has ended in '=' */
	bool stopped;  /* a strict reader would have */
	struct base64_result *ret;
};

static void odd(struct reader *r, enum base64_oddity what)
{
	if (!(r->ret->found & 1u << what)) {
		r->ret->found |= 1u << what;
		r->ret->at[what] = r->i;
	}
}

static void strict_stops(struct reader *r)
{
	if (r->stopped)
		return;
	r->stopped = true;
	/* Whole bytes of a quantum begun count: they come first in any reading. */
	r->ret->strict = r->n + (r->held > 1 ? r->held - 1 : 0);
}

/* What is left of a quantum at the end of a block; `want` '=' must follow it. */
static void flush(struct reader *r)
{
	if (r->held == 1)
		odd(r, BASE64_CUT);
	if (r->held >= 2)
		r->out[r->n++] = (char)(r->held == 2 ? r->bits >> 4 : r->bits >> 10);
	if (r->held == 3)
		r->out[r->n++] = (char)(r->bits >> 2);
	if ((r->held == 2 && (r->bits & 0x0F)) || (r->held == 3 && (r->bits & 0x03)))
		odd(r, BASE64_LOOSE_BITS);
	r->held = 0;
	r->bits = 0;
}

/* At '=': the run of them, blanks and line ends between. */
static void read_padding(struct reader *r)
{
	unsigned want = r->held == 2 ? 2 : r->held == 3 ? 1 : 0, got = 0;
	size_t i = r->i, whole = r->n;

	if (want == 0) {
		odd(r, BASE64_PAD);
		if (r->held)
			strict_stops(r);
	}
	flush(r);
	for (; i < r->text.n; i++) {
		uint8_t kind = symbols[(uint8_t)r->text.p[i]];

		if (kind == PAD)
			got++;
		else if (kind != SPACE && kind != BLANK)
			break;
		if (kind == SPACE)
			r->line = i + 1;
	}
	if (got < want) {
		odd(r, BASE64_UNPADDED);
		if (!r->stopped) {
			r->stopped = true;
			r->ret->strict = whole;
		}
	} else if (got > want) {
		odd(r, BASE64_PAD);
	}
	r->padded = true;
	r->i = i;
}

/* The careful step: until a quantum is whole, or the end. */
static void read_one(struct reader *r)
{
	while (r->i < r->text.n) {
		uint8_t symbol = symbols[(uint8_t)r->text.p[r->i]];

		if (symbol < 64) {
			if (r->padded) {
				odd(r, BASE64_AFTER_PAD);
				strict_stops(r);
				r->padded = false;
			}
			r->bits = r->bits << 6 | symbol;
			r->i++;
			if (++r->held < 4)
				continue;
			r->out[r->n++] = (char)(r->bits >> 16);
			r->out[r->n++] = (char)(r->bits >> 8);
			r->out[r->n++] = (char)r->bits;
			r->held = 0;
			r->bits = 0;
			return;
		}
		if (symbol == SPACE) {
			if (r->i - r->line > LINE_MAX_ENCODED)
				odd(r, BASE64_LONG_LINE);
			r->line = ++r->i;
			if (r->held == 0 && !r->padded)
				return;
		} else if (symbol == PAD) {
			read_padding(r);
		} else {
			odd(r, symbol == BLANK ? BASE64_BLANK : BASE64_JUNK);
			if (symbol == JUNK)
				strict_stops(r);
			r->i++;
		}
	}
}

/* The usual end of a line of the usual length, between two quanta. */
static bool ends_line(const struct reader *r)
{
	return r->i + 2 <= r->text.n && r->text.p[r->i] == '\r' &&
	       r->text.p[r->i + 1] == '\n' && r->i - r->line <= LINE_MAX_ENCODED;
}

void base64_read(struct str text, char *out, struct base64_result *ret)
{
	quanta_reader *read_quanta = best_reader();
	struct reader r = { .text = text, .out = out, .ret = ret };

	*ret = (struct base64_result){ 0 };
	while (r.i < text.n) {
		if (r.held == 0 && !r.padded) {
			size_t done = read_quanta(text.p + r.i, text.n - r.i, out + r.n);

			r.i += done;
			r.n += done / 4 * 3;
			if (ends_line(&r)) {
				r.line = r.i += 2;
				continue;
			}
		}
		read_one(&r);
	}
	if (text.n - r.line > LINE_MAX_ENCODED)
		odd(&r, BASE64_LONG_LINE);
	if (r.held) {
		/* At the end of the text; the place is that of the last character. */
		odd(&r, r.held == 1 ? BASE64_CUT : BASE64_UNPADDED);
		if (!r.stopped) {
			r.stopped = true;
			ret->strict = r.n;
		}
		flush(&r);
	}
	ret->length = r.n;
	if (!r.stopped)
		ret->strict = r.n;
}

void base64_add(struct buf *out, struct str bytes)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < bytes.n; i += 3) {
		uint32_t three = 0;

		for (size_t k = 0; k < 3; k++)
			three =
			    three << 8 | (i + k < bytes.n ? (uint8_t)bytes.p[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_add_char(out, i + k > bytes.n
					      ? '='
					      : letters[three >> (18 - 6 * k) & 63]);
	}
}
