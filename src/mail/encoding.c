/* mail/encoding.c - see encoding.h. Base64 has a file of its own. */
#include "mail/encoding.h"

#include "mail/base64.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { LINE_MAX_ENCODED = 76 }; /* RFC 2045, 6.7 (5) and 6.8 */

static const struct {
	const char *token;
	enum encoding encoding;
} tokens[] = {
	{ "", ENCODING_7BIT },
	{ "7bit", ENCODING_7BIT },
	{ "8bit", ENCODING_8BIT },
	{ "binary", ENCODING_BINARY },
	{ "base64", ENCODING_BASE64 },
	{ "quoted-printable", ENCODING_QUOTED_PRINTABLE },
	{ "x-uuencode", ENCODING_UUENCODE },
	{ "uuencode", ENCODING_UUENCODE },
	{ "x-uue", ENCODING_UUENCODE },
	{ "uue", ENCODING_UUENCODE },
};

enum encoding encoding_of(struct str token)
{
	token = str_trim(token);
	for (size_t i = 0; i < COUNT(tokens); i++)
		if (str_eq_nocase(token, str_c(tokens[i].token)))
			return tokens[i].encoding;
	return ENCODING_UNKNOWN;
}

const char *encoding_name(enum encoding encoding)
{
	static const char *const names[] = {
		[ENCODING_7BIT] = "7bit",
		[ENCODING_8BIT] = "8bit",
		[ENCODING_BINARY] = "binary",
		[ENCODING_BASE64] = "base64",
		[ENCODING_QUOTED_PRINTABLE] = "quoted-printable",
		[ENCODING_UUENCODE] = "x-uuencode",
		[ENCODING_UNKNOWN] = "unknown",
	};

	return names[encoding];
}

/* --- base64 -------------------------------------------------------------- */

static const char *const base64_defects[BASE64_ODDITIES] = {
	[BASE64_JUNK] = "encoding.base64-junk",
	[BASE64_AFTER_PAD] = "encoding.base64-after-padding",
	[BASE64_PAD] = "encoding.base64-padding",
	[BASE64_UNPADDED] = "encoding.base64-unpadded",
	[BASE64_CUT] = "encoding.base64-cut",
	[BASE64_LOOSE_BITS] = "encoding.base64-loose-bits",
	[BASE64_BLANK] = "encoding.base64-blank",
	[BASE64_LONG_LINE] = "encoding.long-line",
};

static void decode_base64(struct arena *arena, struct str body, struct defects *defects,
			  struct decoded *ret)
{
	size_t room = base64_room(body.n);
	char *out = arena_bytes(arena, room);
	struct base64_result got;

	base64_read(body, out, &got);
	arena_shrink(arena, out, room, got.length);
	ret->bytes = str_make(out, got.length);
	ret->strict_bytes = str_make(out, got.strict);
	ret->lawful = got.found == 0;
	ret->differs = got.strict < got.length;
	for (unsigned i = 0; defects && i < BASE64_ODDITIES; i++)
		if (got.found & 1u << i)
			defect_add(defects, base64_defects[i], str_skip(body, got.at[i]),
				   str_sub(body, got.at[i], got.at[i] + 16));
}

struct str base64_decode(struct arena *arena, struct str text, bool *ret_lawful)
{
	struct decoded got = { 0 };

	decode_base64(arena, text, NULL, &got);
	*ret_lawful = got.lawful;
	return got.bytes;
}

/* --- quoted-printable ------------------------------------------------------ */

enum qp_oddity {
	QP_ILLEGAL,   /* '=' and no two hexadecimal digits */
	QP_LOWER,     /* "=3d": RFC 2045, 6.7 (1) wants upper case */
	QP_EIGHT_BIT, /* a byte above 0x7F as it is */
	QP_TRAILING,  /* blanks at the end of a line: not the sender's, removed */
	QP_LONG_LINE,
	QP_ODDITIES
};

static const char *const qp_defects[QP_ODDITIES] = {
	[QP_ILLEGAL] = "encoding.qp-illegal",
	[QP_LOWER] = "encoding.qp-lower-case",
	[QP_EIGHT_BIT] = "encoding.qp-eight-bit",
	[QP_TRAILING] = "encoding.qp-trailing-blank",
	[QP_LONG_LINE] = "encoding.long-line",
};

struct qp_reader {
	struct str text;
	size_t i, line; /* where we are, where this line began */
	char *out;
	size_t n, keep; /* bytes written; up to `keep` they are not blanks to remove */
	size_t strict;
	bool stopped;
	uint32_t found;
	size_t at[QP_ODDITIES];
};

static void qp_odd(struct qp_reader *r, enum qp_oddity what, size_t at)
{
	if (!(r->found & 1u << what)) {
		r->found |= 1u << what;
		r->at[what] = at;
	}
}

/* Copy up to the next '=' or LF; true where one was found. May write up to
 * 16 bytes behind what it copies, for which the caller has made room. */
static bool qp_copy(struct qp_reader *r)
{
#if defined(__SSE2__)
	const __m128i equals = _mm_set1_epi8('='), feed = _mm_set1_epi8('\n');

	while (r->i + 16 <= r->text.n) {
		__m128i in =
		    _mm_loadu_si128((const __m128i *)(const void *)(r->text.p + r->i));
		unsigned stop = (unsigned)_mm_movemask_epi8(
		    _mm_or_si128(_mm_cmpeq_epi8(in, equals), _mm_cmpeq_epi8(in, feed)));
		unsigned high = (unsigned)_mm_movemask_epi8(in);
		unsigned run = stop ? (unsigned)__builtin_ctz(stop) : 16;

		_mm_storeu_si128((__m128i *)(void *)(r->out + r->n), in);
		if (high & ((1u << run) - 1))
			qp_odd(r, QP_EIGHT_BIT, r->i + (unsigned)__builtin_ctz(high));
		r->i += run;
		r->n += run;
		if (stop)
			return true;
	}
#endif
	for (; r->i < r->text.n; r->i++) {
		char c = r->text.p[r->i];

		if (c == '=' || c == '\n')
			return true;
		if (c & 0x80)
			qp_odd(r, QP_EIGHT_BIT, r->i);
		r->out[r->n++] = c;
	}
	return false;
}

static void qp_line_length(struct qp_reader *r, size_t end)
{
	if (end > r->line && r->text.p[end - 1] == '\r')
		end--;
	if (end - r->line > LINE_MAX_ENCODED)
		qp_odd(r, QP_LONG_LINE, r->line);
}

/* Blanks that end the line written last; `cr`: a CR stands behind them. */
static void qp_trim(struct qp_reader *r, size_t cr)
{
	size_t end = r->n - cr, n = end;

	while (n > r->keep && (r->out[n - 1] == ' ' || r->out[n - 1] == '\t'))
		n--;
	if (n == end)
		return;
	qp_odd(r, QP_TRAILING, r->i - cr - (end - n));
	if (cr)
		r->out[n] = '\r';
	r->n = n + cr;
}

static void qp_line_end(struct qp_reader *r)
{
	size_t cr = r->n > r->keep && r->out[r->n - 1] == '\r';

	qp_line_length(r, r->i);
	qp_trim(r, cr);
	r->out[r->n++] = '\n';
	r->keep = r->n;
	r->line = ++r->i;
}

/* At '=': a soft line break, with blanks that transport added, is no text. */
static bool qp_soft_break(struct qp_reader *r)
{
	const char *p = r->text.p;
	size_t i = r->i + 1;

	while (i < r->text.n && (p[i] == ' ' || p[i] == '\t'))
		i++;
	if (i < r->text.n && p[i] == '\r')
		i++;
	if (i < r->text.n && p[i] != '\n')
		return false;
	qp_line_length(r, i);
	r->i = i < r->text.n ? i + 1 : i;
	r->line = r->i;
	r->keep = r->n;
	return true;
}

/* One more than the digit's value, 0 for what is none; bit 6: a lower-case letter. */
#define DIGIT(c) [c] = (c) - '0' + 1
#define UPPER(c) [c] = (c) - 'A' + 11
#define LOWER(c) [c] = ((c) - 'a' + 11) | 0x40
static const uint8_t hex_digits[256] = {
	DIGIT('0'), DIGIT('1'), DIGIT('2'), DIGIT('3'), DIGIT('4'), DIGIT('5'),
	DIGIT('6'), DIGIT('7'), DIGIT('8'), DIGIT('9'), UPPER('A'), UPPER('B'),
	UPPER('C'), UPPER('D'), UPPER('E'), UPPER('F'), LOWER('a'), LOWER('b'),
	LOWER('c'), LOWER('d'), LOWER('e'), LOWER('f'),
};
#undef DIGIT
#undef UPPER
#undef LOWER

/* A row of "=XX", which is how most languages look in this encoding. */
static void qp_hex(struct qp_reader *r)
{
	const uint8_t *p = (const uint8_t *)r->text.p;
	size_t i = r->i, n = r->n, end = r->text.n;

	for (; i + 2 < end && p[i] == '='; i += 3) {
		unsigned high = hex_digits[p[i + 1]], low = hex_digits[p[i + 2]];

		if (!high || !low)
			break;
		if ((high | low) & 0x40)
			qp_odd(r, QP_LOWER, i);
		r->out[n++] = (char)(((high & 0x1F) - 1) << 4 | ((low & 0x1F) - 1));
	}
	r->i = i;
	r->n = r->keep = n;
}

static void qp_equals(struct qp_reader *r)
{
	size_t before = r->i;

	qp_hex(r);
	if (r->i > before)
		return;
	if (qp_soft_break(r))
		return;
	/* RFC 2045, 6.7: an illegal '=' is best left as it is. */
	qp_odd(r, QP_ILLEGAL, r->i);
	if (!r->stopped) {
		r->stopped = true;
		r->strict = r->n;
	}
	r->out[r->n++] = '=';
	r->keep = r->n;
	r->i++;
}

static void decode_quoted_printable(struct arena *arena, struct str body,
				    struct defects *defects, struct decoded *ret)
{
	size_t room = body.n + 16;
	struct qp_reader r = { .text = body, .out = arena_bytes(arena, room) };

	while (qp_copy(&r)) {
		if (r.text.p[r.i] == '\n')
			qp_line_end(&r);
		else
			qp_equals(&r);
	}
	qp_line_length(&r, body.n);
	qp_trim(&r, 0);
	arena_shrink(arena, r.out, room, r.n);
	ret->bytes = str_make(r.out, r.n);
	ret->strict_bytes = r.stopped ? str_sub(ret->bytes, 0, r.strict) : ret->bytes;
	ret->lawful = r.found == 0;
	ret->differs = r.stopped && r.strict < r.n;
	for (unsigned i = 0; defects && i < QP_ODDITIES; i++)
		if (r.found & 1u << i)
			defect_add(defects, qp_defects[i], str_skip(body, r.at[i]),
				   str_sub(body, r.at[i], r.at[i] + 16));
}

/* --- uuencode ---------------------------------------------------------------- */

/* Take a line without its end. */
static bool take_line(struct str *rest, struct str *ret)
{
	if (rest->n == 0 || !str_split(rest, '\n', ret))
		return false;
	if (ret->n && ret->p[ret->n - 1] == '\r')
		ret->n--;
	return true;
}

enum { UU_LINE = 66 }; /* bytes that decoding one line may write */

static bool uu_is_symbol(char c)
{
	return c >= ' ' && c <= '`';
}

/* How many bytes a line of data says it carries; false where it is no such
 * line. Encoders may append a check character, and transport may have removed
 * blanks from the end, each of which stood for six zero bits. */
static bool uu_line(struct str line, size_t *ret_bytes, bool *ret_exact)
{
	size_t bytes, symbols;

	if (line.n == 0 || !uu_is_symbol(line.p[0]))
		return false;
	bytes = (size_t)(line.p[0] - ' ') & 63;
	symbols = (bytes + 2) / 3 * 4;
	if (line.n - 1 > symbols + 1)
		return false;
	for (size_t i = 1; i < line.n; i++)
		if (!uu_is_symbol(line.p[i]))
			return false;
	*ret_bytes = bytes;
	*ret_exact = line.n - 1 == symbols;
	return true;
}

/* "begin 644 name" */
static bool uu_begin(struct str line, struct str *ret_name)
{
	size_t digits = 0;

	if (!str_starts(line, STR("begin ")))
		return false;
	line = str_skip(line, 6);
	while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '7')
		digits++;
	if (digits < 3 || digits > 4 || digits == line.n || line.p[digits] != ' ')
		return false;
	*ret_name = str_trim(str_skip(line, digits));
	return ret_name->n > 0;
}

static bool uu_is_end(struct str line)
{
	return str_eq(str_trim_right(line), STR("end"));
}

/* Length of the data lines at the front of `text`, and of them with an "end". */
static size_t uu_extent(struct str text, size_t *ret_with_end)
{
	struct str rest = text, line;
	size_t data = 0, bytes, exact_lines = 0;
	bool exact;

	while (take_line(&rest, &line)) {
		size_t here = rest.p ? str_offset(text, rest) : text.n;

		if (uu_is_end(line)) {
			*ret_with_end = here;
			return data;
		}
		if (!uu_line(line, &bytes, &exact))
			break;
		exact_lines += exact;
		data = here;
	}
	*ret_with_end = data;
	/* Never closed: believe it only where lines had the right length. */
	return exact_lines ? data : 0;
}

bool uuencode_find(struct str text, size_t from, struct uu_block *ret)
{
	while (from < text.n) {
		struct str rest = str_skip(text, from), line, name;
		size_t found = str_find_str(rest, STR("begin ")), at, data, all;

		if (found == STR_NPOS)
			return false;
		at = from + found;
		from = at + 6;
		if (at > 0 && text.p[at - 1] != '\n')
			continue;
		rest = str_skip(text, at);
		if (!take_line(&rest, &line) || !uu_begin(line, &name) || !rest.p)
			continue;
		data = uu_extent(rest, &all);
		if (data == 0)
			continue;
		ret->name = name;
		ret->body = str_sub(rest, 0, data);
		ret->raw = str_make(text.p + at, str_offset(text, rest) + all - at);
		return true;
	}
	return false;
}

static unsigned uu_value(struct str line, size_t i)
{
	return i < line.n ? (unsigned)(line.p[i] - ' ') & 63 : 0;
}

static size_t uu_decode_line(struct str line, size_t bytes, char *out)
{
	for (size_t done = 0, i = 1; done < bytes; done += 3, i += 4) {
		unsigned bits = uu_value(line, i) << 18 | uu_value(line, i + 1) << 12 |
				uu_value(line, i + 2) << 6 | uu_value(line, i + 3);

		out[done] = (char)(bits >> 16);
		out[done + 1] = (char)(bits >> 8);
		out[done + 2] = (char)bits;
	}
	return bytes;
}

static void decode_uuencode(struct arena *arena, struct str body, struct defects *defects,
			    struct decoded *ret)
{
	struct str rest = body, line, name;
	/* A line may promise 63 bytes and carry hardly any of them; what honest
	 * encoders leave out (zero bytes as blanks at line ends) fits in here. */
	size_t n = 0, bytes, room = body.n * 2 + UU_LINE;
	bool odd = false, ended = false, exact;
	char *out = arena_bytes(arena, room);

	while (take_line(&rest, &line)) {
		if (uu_is_end(line)) {
			ended = true;
			break;
		}
		if (n == 0 && (line.n == 0 || uu_begin(line, &name)))
			continue;
		if (!uu_line(line, &bytes, &exact)) {
			if (!odd)
				defect_add(defects, "encoding.uu-line", line, line);
			odd = true;
			continue;
		}
		if (n + UU_LINE > room)
			break;
		n += uu_decode_line(line, bytes, out + n);
	}
	if (!ended)
		defect_add(defects, "encoding.uu-no-end", str_skip(body, body.n),
			   STR_NONE);
	arena_shrink(arena, out, room, n);
	ret->bytes = ret->strict_bytes = str_make(out, n);
	ret->lawful = ended && !odd;
}

/* ------------------------------------------------------------------------------ */

void encoding_decode(struct arena *arena, enum encoding encoding, struct str body,
		     struct defects *defects, struct decoded *ret)
{
	*ret = (struct decoded){ .bytes = body, .strict_bytes = body, .lawful = true };
	switch (encoding) {
	case ENCODING_BASE64:
		decode_base64(arena, body, defects, ret);
		break;
	case ENCODING_QUOTED_PRINTABLE:
		decode_quoted_printable(arena, body, defects, ret);
		break;
	case ENCODING_UUENCODE:
		decode_uuencode(arena, body, defects, ret);
		break;
	case ENCODING_7BIT:
	case ENCODING_8BIT:
	case ENCODING_BINARY:
		break;
	case ENCODING_UNKNOWN:
		ret->lawful = false;
		break;
	}
}
