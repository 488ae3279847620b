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
			buf_add(&pointer, str_make(place->key, place->length));
		else
			buf_printf(&pointer, "%u", place->index);
	}
	json_str(json->cut, buf_peek(&pointer));
	buf_fini(&pointer);
}

/* Behind each value; its place counts one more. */
static void value_done(struct json *json)
{
	json->places[json->depth].index++;
	json->need_comma = true;
}

static void value_begins(struct json *json)
{
	if (json->need_comma)
		buf_add_char(json->out, ',');
}

static void open_nest(struct json *json, char c)
{
	value_begins(json);
	buf_add_char(json->out, c);
	json->need_comma = false;
	json->depth++;
	assert(json->depth < JSON_DEPTH);
	json->places[json->depth] = (struct json_place){ 0 };
}

static void close_nest(struct json *json, char c)
{
	buf_add_char(json->out, c);
	json->depth--;
	value_done(json);
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

char *json_key_room(struct json *json, const char *key, size_t length)
{
	char *p = buf_room(json->out, length + 3 + json->need_comma);

	json->places[json->depth].key = key;
	json->places[json->depth].length = length;
	if (p) {
		if (json->need_comma)
			*p++ = ',';
		*p++ = '"';
		p[length] = '"';
		p[length + 1] = ':';
	}
	json->need_comma = false;
	return p;
}

/* One bit (0x80) for each of eight bytes that does not stand for itself: controls,
 * quote, backslash, DEL and everything beyond ASCII. Carries may flag a byte above a
 * flagged one too; only the lowest flag is used, and that one is exact. */
static uint64_t unusual_bytes(uint64_t w)
{
	const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
	uint64_t quote = w ^ ones * '"', slash = w ^ ones * '\\', del = w ^ ones * 0x7F;

	return ((w - ones * 0x20) | (quote - ones) | (slash - ones) | (del - ones) | w) &
	       tops;
}

#ifdef __SSE2__
/* The same for sixteen bytes, one bit each. Signed comparison takes all beyond ASCII for
 * less than a blank. */
static unsigned unusual_sixteen(__m128i w)
{
	__m128i odd = _mm_cmplt_epi8(w, _mm_set1_epi8(0x20));

	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(w, _mm_set1_epi8('"')));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(w, _mm_set1_epi8('\\')));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(w, _mm_set1_epi8(0x7F)));
	return (unsigned)_mm_movemask_epi8(odd);
}
#endif

/* Copies eight bytes; how many of them, from the first, stand for themselves? */
static size_t copy_eight(char *out, const char *p)
{
	uint64_t w, odd;

	memcpy(&w, p, sizeof w);
	memcpy(out, &w, sizeof w);
	if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		w = __builtin_bswap64(w);
	odd = unusual_bytes(w);
	return odd ? (size_t)__builtin_ctzll(odd) / 8 : sizeof w;
}

/* Copies while it looks: the leading run of ASCII that stands for itself; what it wrote
 * behind that counts for nothing. */
static size_t copy_ascii(char *out, const char *p, size_t n)
{
	size_t i = 0, plain;

#ifdef __SSE2__
	for (; i + 16 <= n; i += 16) {
		__m128i w = _mm_loadu_si128((const __m128i *)(p + i));
		unsigned mask = unusual_sixteen(w);

		_mm_storeu_si128((__m128i *)(out + i), w);
		if (mask)
			return i + (size_t)__builtin_ctz(mask);
	}
#endif
	for (; i + 8 <= n; i += 8) {
		plain = copy_eight(out + i, p + i);
		if (plain < 8)
			return i + plain;
	}
	/* The rest once more with bytes that were found to be plain in front. */
	if (i < n && n >= 8)
		return n - 8 + copy_eight(out + n - 8, p + n - 8);
	for (; i < n && (unsigned char)p[i] >= 0x20 && (unsigned char)p[i] < 0x7F &&
	       p[i] != '"' && p[i] != '\\';
	     i++)
		out[i] = p[i];
	return i;
}

/* The leading run of characters that stand for themselves, copied to `out`, where room is
 * for all of `s`. Returns its length. */
static size_t copy_plain(char *out, struct str s)
{
	size_t i = 0, from, length;

	for (;;) {
		i += copy_ascii(out + i, s.p + i, s.n - i);
		for (from = i; i < s.n && (unsigned char)s.p[i] >= 0x80; i += length) {
			int32_t cp = utf8_decode(str_skip(s, i), &length);

			if (cp < 0 || unicode_is_hidden((uint32_t)cp))
				break;
		}
		if (i == from)
			return i;
		memcpy(out + from, s.p + from, i - from);
	}
}

static void escape_utf16(struct buf *out, uint32_t cp)
{
	if (cp < 0x10000) {
		buf_printf(out, "\\u%04x", cp);
		return;
	}
	cp -= 0x10000;
	buf_printf(out, "\\u%04x\\u%04x", 0xD800 + (cp >> 10), 0xDC00 + (cp & 0x3FF));
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
	buf_printf(out, "\\\\x%02X", c);
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

static bool is_hidden(struct json *json)
{
	if (!json->gate || !json->gate->hides(json->gate, json))
		return false;
	json_null(json);
	return true;
}

static void add_passed(struct json *json, struct str s)
{
	struct buf passed;

	if (is_hidden(json))
		return;
	buf_init(&passed, 0);
	json->gate->pass(json->gate, json, s, &passed);
	json_str_made(json, buf_peek(&passed));
	buf_fini(&passed);
}

void json_str(struct json *json, struct str s)
{
	if (json->gate)
		add_passed(json, s);
	else
		json_str_made(json, s);
}

void json_str_made(struct json *json, struct str s)
{
	struct buf *out = json->out;

	if (s.n > json->most) {
		json_note_cut(json);
		s = utf8_front(s, json->most);
	}
	value_begins(json);
	buf_add_char(out, '"');
	/* Most strings stand for themselves as a whole. */
	while (s.n) {
		s = str_skip(s, add_plain(out, s));
		if (s.n)
			s = str_skip(s, escape_one(out, s));
	}
	buf_add_char(out, '"');
	value_done(json);
}

struct str json_top_key(const struct json *json)
{
	const struct json_place *place = &json->places[1];

	return json->depth && place->key ? str_make(place->key, place->length) : STR("");
}

struct str json_next_key(const struct json *json)
{
	const struct json_place *place = &json->places[json->depth];

	return json->depth && place->key ? str_make(place->key, place->length) : STR("");
}

void json_c(struct json *json, const char *value)
{
	if (!value)
		json_null(json);
	else if (!is_hidden(json))
		json_str_made(json, str_c(value));
}

void json_str_or_null(struct json *json, struct str value)
{
	if (value.p)
		json_str(json, value);
	else
		json_null(json);
}

static void add_number(struct buf *out, uint64_t number, int least_digits)
{
	char digits[24];
	size_t at = sizeof digits;

	while (number || least_digits > 0) {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
		least_digits--;
	}
	buf_add(out, str_make(digits + at, sizeof digits - at));
}

void json_int(struct json *json, int64_t value)
{
	if (is_hidden(json))
		return;
	value_begins(json);
	if (value < 0)
		buf_add_char(json->out, '-');
	add_number(json->out, value < 0 ? -(uint64_t)value : (uint64_t)value, 1);
	value_done(json);
}

/* By hand: printf would write the comma of the user's locale. */
void json_double(struct json *json, double value, int decimals)
{
	uint64_t scale = 1, scaled;

	value_begins(json);
	if (value < 0)
		buf_add_char(json->out, '-');
	for (int i = 0; i < decimals; i++)
		scale *= 10;
	scaled = (uint64_t)((value < 0 ? -value : value) * (double)scale + 0.5);
	add_number(json->out, scaled / scale, 1);
	if (decimals > 0) {
		buf_add_char(json->out, '.');
		add_number(json->out, scaled % scale, decimals);
	}
	value_done(json);
}

void json_bool(struct json *json, bool value)
{
	value_begins(json);
	buf_add_c(json->out, value ? "true" : "false");
	value_done(json);
}

void json_null(struct json *json)
{
	value_begins(json);
	buf_add(json->out, STR("null"));
	value_done(json);
}

void json_made(struct json *json, struct str value)
{
	value_begins(json);
	buf_add(json->out, value);
	value_done(json);
}
