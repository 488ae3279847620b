/* base/json.c - see json.h. */
#include "base/json.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <assert.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

void json_init(struct json *json, struct buf *out)
{
	*json = (struct json){ .out = out, .most = SIZE_MAX };
}

void json_limit(struct json *json, size_t most, struct json *cut, uint32_t pointers)
{
	json->most = most;
	json->cut = cut;
	json->cut_left = pointers;
}

/* Keys are ours: letters, digits, '_' and '.', nothing that a pointer has to escape. */
void json_note_cut(struct json *json)
{
	struct buf pointer;

	if (!json->cut)
		return;
	if (json->cut_left == 0) {
		json->cut_dropped++;
		return;
	}
	json->cut_left--;
	buf_init(&pointer, 0);
	for (uint32_t i = 1; i <= json->depth; i++) {
		const struct json_place *place = &json->places[i];

		buf_add_char(&pointer, '/');
		if (place->key)
			buf_add_c(&pointer, place->key);
		else
			buf_add_int(&pointer, place->index);
	}
	json_str(json->cut, buf_peek(&pointer));
	buf_fini(&pointer);
}

/* Behind each value stands a comma; the end of a list takes the last one back. */
static void end_value(struct json *json)
{
	if (json->depth)
		buf_add_char(json->out, ',');
}

/* Room for the next value, `n` bytes that the caller writes; its comma is written. NULL
 * once full. In line: it stands in front of each value. */
static inline __attribute__((always_inline)) char *value_room(struct json *json, size_t n)
{
	char *p = buf_room(json->out, n + 1);

	json->places[json->depth].index++;
	if (!p)
		return NULL;
	p[n] = ',';
	json->out->n -= json->depth == 0;
	return p;
}

static void open_nest(struct json *json, char c)
{
	buf_add_char(json->out, c);
	json->depth++;
	assert(json->depth < JSON_DEPTH);
	json->places[json->depth] = (struct json_place){ 0 };
}

static void close_nest(struct json *json, char c)
{
	struct buf *out = json->out;

	if (out->n && out->p[out->n - 1] == ',')
		out->n--;
	buf_add_char(out, c);
	json->depth--;
	json->places[json->depth].index++;
	end_value(json);
}

void json_object(struct json *json)
{
	open_nest(json, '{');
}
void json_object_end(struct json *json)
{
	close_nest(json, '}');
}
void json_array(struct json *json)
{
	open_nest(json, '[');
}
void json_array_end(struct json *json)
{
	close_nest(json, ']');
}

/* --- strings --------------------------------------------------------------------- */

/* Does the byte stand for itself, whatever is around it? */
static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

#ifdef __SSE2__
/* One bit for each of sixteen bytes that is not plain. Signed comparison takes all beyond
 * ASCII for less than a blank. */
static unsigned unusual_bytes(__m128i w)
{
	__m128i odd = _mm_cmplt_epi8(w, _mm_set1_epi8(0x20));

	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(w, _mm_set1_epi8('"')));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(w, _mm_set1_epi8('\\')));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(w, _mm_set1_epi8(0x7F)));
	return (unsigned)_mm_movemask_epi8(odd);
}

/* Copies sixteen bytes; how many of them, from the first, are plain? */
static size_t copy_sixteen(char *out, const char *p)
{
	__m128i w = _mm_loadu_si128((const __m128i *)p);

	_mm_storeu_si128((__m128i *)out, w);
	return (size_t)__builtin_ctz(unusual_bytes(w) | 1u << 16);
}

/* The same of fewer, as two halves that overlap: `w` is the one and the other, of `half`
 * bytes each. */
static size_t plain_of_halves(__m128i w, size_t half, size_t n)
{
	size_t plain = (size_t)__builtin_ctz(unusual_bytes(w) | 1u << 2 * half);

	return plain < half ? plain : n - 2 * half + plain;
}

/* Eight to sixteen. */
static size_t copy_eights(char *out, const char *p, size_t n)
{
	__m128i front = _mm_loadl_epi64((const __m128i *)p);
	__m128i back = _mm_loadl_epi64((const __m128i *)(p + n - 8));

	_mm_storel_epi64((__m128i *)out, front);
	_mm_storel_epi64((__m128i *)(out + n - 8), back);
	return plain_of_halves(_mm_unpacklo_epi64(front, back), 8, n);
}

/* Four to eight. */
static size_t copy_fours(char *out, const char *p, size_t n)
{
	int front, back;

	memcpy(&front, p, 4);
	memcpy(&back, p + n - 4, 4);
	memcpy(out, &front, 4);
	memcpy(out + n - 4, &back, 4);
	return plain_of_halves(_mm_set_epi32(0, 0, back, front), 4, n);
}
#endif

/* Copies while it looks: the leading run of bytes that are plain; what it wrote behind
 * that counts for nothing. */
static inline __attribute__((always_inline)) size_t copy_ascii(char *out, const char *p,
							       size_t n)
{
	size_t i = 0;

#ifdef __SSE2__
	for (size_t plain; i + 16 <= n; i += 16) {
		plain = copy_sixteen(out + i, p + i);
		if (plain < 16)
			return i + plain;
	}
	/* The rest once more with bytes that were found to be plain in front. */
	if (i && i < n)
		return n - 16 + copy_sixteen(out + n - 16, p + n - 16);
	if (i == 0 && n >= 8)
		return copy_eights(out, p, n);
	if (i == 0 && n >= 4)
		return copy_fours(out, p, n);
#endif
	for (; i < n && is_plain((unsigned char)p[i]); i++)
		out[i] = p[i];
	return i;
}

/* Length of the character at the start of `s`; 0 where it has to be escaped. */
static size_t seen_length(struct str s)
{
	size_t length;
	int32_t cp = utf8_decode(s, &length);

	return cp < 0 || unicode_is_hidden((uint32_t)cp) ? 0 : length;
}

/* The leading run of characters that stand for themselves, copied to `out`, where room is
 * for all of `s`. Returns its length. */
static size_t copy_plain(char *out, struct str s)
{
	size_t i = 0, end;

	for (;;) {
		i += copy_ascii(out + i, s.p + i, s.n - i);
		if (i == s.n || (unsigned char)s.p[i] < 0x80)
			return i;
		end = i + seen_length(str_skip(s, i));
		if (end == i)
			return i;
		while (i < end) {
			out[i] = s.p[i];
			i++;
		}
	}
}

static void add_hex(struct buf *out, uint32_t number, unsigned digits, const char *names)
{
	while (digits--)
		buf_add_char(out, names[number >> 4 * digits & 0xF]);
}

static void escape_unit(struct buf *out, uint32_t unit)
{
	buf_add(out, STR("\\u"));
	add_hex(out, unit, 4, "0123456789abcdef");
}

static void escape_utf16(struct buf *out, uint32_t cp)
{
	if (cp < 0x10000) {
		escape_unit(out, cp);
		return;
	}
	cp -= 0x10000;
	escape_unit(out, 0xD800 + (cp >> 10));
	escape_unit(out, 0xDC00 + (cp & 0x3FF));
}

static void escape_ascii(struct buf *out, unsigned char c)
{
	switch (c) {
	case '"':
		buf_add(out, STR("\\\""));
		break;
	case '\\':
		buf_add(out, STR("\\\\"));
		break;
	case '\n':
		buf_add(out, STR("\\n"));
		break;
	case '\r':
		buf_add(out, STR("\\r"));
		break;
	case '\t':
		buf_add(out, STR("\\t"));
		break;
	default:
		escape_utf16(out, c);
	}
}

/* The first character of `s`, which does not stand for itself; returns its length. */
static size_t escape_one(struct buf *out, struct str s)
{
	unsigned char c = (unsigned char)s.p[0];
	size_t length;
	int32_t cp;

	if (c < 0x80) {
		escape_ascii(out, c);
		return 1;
	}
	cp = utf8_decode(s, &length);
	if (cp >= 0) {
		escape_utf16(out, (uint32_t)cp);
		return length;
	}
	buf_add(out, STR("\\\\x"));
	add_hex(out, c, 2, "0123456789ABCDEF");
	return 1;
}

/* As much of `s` as stands for itself; returns its length. */
static size_t add_plain(struct buf *out, struct str s)
{
	char *p = buf_room(out, s.n);
	size_t n;

	if (!p)
		return s.n;
	n = copy_plain(p, s);
	out->n -= s.n - n;
	return n;
}

/* What is left of a string whose front is written, and its end. */
static __attribute__((noinline)) void add_rest(struct json *json, struct str s)
{
	struct buf *out = json->out;

	while (s.n) {
		s = str_skip(s, add_plain(out, s));
		if (s.n)
			s = str_skip(s, escape_one(out, s));
	}
	buf_add_char(out, '"');
	end_value(json);
}

void json_str_made(struct json *json, struct str s)
{
	size_t n;
	char *p;

	if (s.n > json->most) {
		json_note_cut(json);
		s = utf8_front(s, json->most);
	}
	p = value_room(json, s.n + 2);
	if (!p)
		return;
	*p++ = '"';
	p[s.n] = '"';
	/* Most strings stand for themselves as a whole. */
	n = copy_ascii(p, s.p, s.n);
	if (n < s.n) {
		json->out->n = (size_t)(p + n - json->out->p);
		add_rest(json, str_skip(s, n));
	}
}

static bool is_hidden(struct json *json)
{
	if (!json->gate || !json->gate->hides(json->gate, json))
		return false;
	json_null(json);
	return true;
}

void json_str_passed(struct json *json, struct str s)
{
	struct buf passed;

	if (is_hidden(json))
		return;
	buf_init(&passed, 0);
	json->gate->pass(json->gate, json, s, &passed);
	json_str_made(json, buf_peek(&passed));
	buf_fini(&passed);
}

/* --- gate, other values ---------------------------------------------------------- */

struct str json_top_key(const struct json *json)
{
	return str_c(json->depth ? json->places[1].key : "");
}

struct str json_next_key(const struct json *json)
{
	return str_c(json->depth ? json->places[json->depth].key : "");
}

void json_c(struct json *json, const char *value)
{
	if (!value)
		json_null(json);
	else if (!is_hidden(json))
		json_str_made(json, str_c(value));
}

static size_t digit_count(uint64_t number)
{
	size_t count = 1;

	for (uint64_t limit = 10; count < BUF_DIGITS && number >= limit; limit *= 10)
		count++;
	return count;
}

void json_int(struct json *json, int64_t value)
{
	uint64_t number = value < 0 ? -(uint64_t)value : (uint64_t)value;
	size_t length = digit_count(number) + (value < 0);
	char *p;

	if (is_hidden(json))
		return;
	p = value_room(json, length);
	if (!p)
		return;
	*p = '-';
	/* Straight to where they stand: mostly there are one to five. */
	do
		p[--length] = (char)('0' + number % 10);
	while (number /= 10);
}

/* By hand: printf would write the comma of the user's locale. */
void json_double(struct json *json, double value, int decimals)
{
	char text[2 + 2 * BUF_DIGITS], *end = text + sizeof text, *p = end;
	uint64_t scale = 1, scaled;

	for (int i = 0; i < decimals; i++)
		scale *= 10;
	scaled = (uint64_t)((value < 0 ? -value : value) * (double)scale + 0.5);
	if (decimals > 0) {
		p = buf_digits(p, scaled % scale, decimals);
		*--p = '.';
	}
	p = buf_digits(p, scaled / scale, 1);
	if (value < 0)
		*--p = '-';
	json_made(json, str_make(p, (size_t)(end - p)));
}

void json_bool(struct json *json, bool value)
{
	json_made(json, value ? STR("true") : STR("false"));
}

void json_null(struct json *json)
{
	char *p = value_room(json, 4);

	if (p)
		memcpy(p, "null", 4);
}

void json_made(struct json *json, struct str value)
{
	char *p = value_room(json, value.n);

	if (p && value.n)
		memcpy(p, value.p, value.n);
}
