/* mail/charset_japanese.c - see charset_japanese.h. */
#include "mail/charset_japanese.h"

#include "base/utf8.h"

#include <unicode/ucnv.h>

enum { CELLS = 94, ROWS_0208 = 120, ROWS_0212 = 94 };

/* Filled once by japanese_fill(), constant from then on. */
static struct {
	uint16_t jis0208[ROWS_0208 * CELLS];
	uint16_t jis0212[ROWS_0212 * CELLS];
	bool ready;
	UConverter *shift_jis, *euc_jp; /* where they are read from */
} tables;

/* --- the tables ------------------------------------------------------------ */

struct cell_bytes {
	char p[4];
	int n;
};

static struct cell_bytes sjis_bytes(unsigned row, unsigned cell)
{
	unsigned lead = (row - 1) / 2, trail = (row - 1) % 2 * CELLS + cell - 1;

	return (
	    struct cell_bytes){ { (char)(lead < 0x1F ? 0x81 + lead : 0xC1 + lead),
				  (char)(trail < 0x3F ? 0x40 + trail : 0x41 + trail) },
				2 };
}

static struct cell_bytes euc_0212_bytes(unsigned row, unsigned cell)
{
	return (struct cell_bytes){
		{ (char)0x8F, (char)(0xA0 + row), (char)(0xA0 + cell) }, 3
	};
}

/* One row of a table. Line feeds keep the cells apart: no trail byte is one. */
static void fill_row(UConverter *converter, unsigned row,
		     struct cell_bytes (*bytes_of)(unsigned, unsigned), uint16_t *cells)
{
	char in[CELLS * 4];
	UChar out[CELLS * 6];
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, length;
	unsigned cell = 0;
	int seen = 0;

	for (unsigned c = 1; c <= CELLS; c++) {
		struct cell_bytes bytes = bytes_of(row, c);

		memcpy(in + n, bytes.p, (size_t)bytes.n);
		n += bytes.n;
		in[n++] = '\n';
	}
	length = ucnv_toUChars(converter, out, (int32_t)COUNT(out), in, n, &status);
	if (U_FAILURE(status))
		return;
	for (int32_t i = 0; i < length && cell < CELLS; i++) {
		if (out[i] == '\n') {
			cell++;
			seen = 0;
		} else if (seen++ == 0 && out[i] != 0xFFFD && out[i] != 0x1A) {
			cells[cell] = out[i];
		} else {
			cells[cell] = 0; /* more than one, or none: not a character */
		}
	}
}

static void fill(UConverter *converter, unsigned rows,
		 struct cell_bytes (*bytes_of)(unsigned, unsigned), uint16_t *cells)
{
	for (unsigned row = 1; converter && row <= rows; row++)
		fill_row(converter, row, bytes_of, cells + (row - 1) * CELLS);
}

void japanese_warm(void)
{
	UErrorCode status = U_ZERO_ERROR;

	if (tables.shift_jis)
		return;
	tables.shift_jis = ucnv_open("ibm-943_P15A-2003", &status);
	tables.euc_jp = ucnv_open("euc-jp-2007", &status);
}

void japanese_fill(void)
{
	if (tables.ready)
		return;
	japanese_warm();
	fill(tables.shift_jis, ROWS_0208, sjis_bytes, tables.jis0208);
	fill(tables.euc_jp, ROWS_0212, euc_0212_bytes, tables.jis0212);
	tables.ready = true;
}

uint32_t japanese_0208(unsigned row, unsigned cell)
{
	return tables.jis0208[(row - 1) * CELLS + cell - 1];
}

/* --- the decoders ------------------------------------------------------------ */

struct sink {
	char *p;
	size_t n;
	uint32_t bad;
	size_t stop; /* begin no character once so much is written */
};

static inline void put(struct sink *out, uint32_t cp)
{
	if (cp < 0x80)
		out->p[out->n++] = (char)cp;
	else
		out->n += utf8_encode(cp, out->p + out->n);
}

static void put_bad(struct sink *out)
{
	out->bad++;
	put(out, 0xFFFD);
}

/* Zero is "no such character". False: the caller looks at the trail byte again
 * where it is ASCII, so that a broken pair swallows no markup. */
static bool put_cell(struct sink *out, uint32_t cp)
{
	if (cp)
		put(out, cp);
	else
		put_bad(out);
	return cp != 0;
}

static size_t put_ascii(struct sink *out, struct str rest)
{
	size_t n = ascii_prefix(str_sub(rest, 0, out->stop - out->n));

	if (n)
		memcpy(out->p + out->n, rest.p, n);
	out->n += n;
	return n;
}

/* WHATWG encoding, 12.3.1: rows 95 to 114 are the users' own, in the private area. */
static uint32_t sjis_pair(uint8_t lead, uint8_t trail)
{
	unsigned pointer;

	if (trail < 0x40 || trail == 0x7F || trail > 0xFC)
		return 0;
	pointer = (lead - (lead < 0xA0 ? 0x81u : 0xC1u)) * 188 + trail -
		  (trail < 0x7F ? 0x40u : 0x41u);
	if (pointer >= 8836 && pointer <= 10715)
		return 0xE000 - 8836 + pointer;
	return pointer < COUNT(tables.jis0208) ? tables.jis0208[pointer] : 0;
}

static size_t decode_sjis(struct str in, struct sink *out)
{
	size_t i = 0;

	while (i < in.n && out->n < out->stop) {
		uint8_t c = (uint8_t)in.p[i];

		if (c < 0x80) {
			i += put_ascii(out, str_skip(in, i));
		} else if (c >= 0xA1 && c <= 0xDF) {
			put(out, 0xFF61 + c - 0xA1u);
			i++;
		} else if (c == 0x80) {
			put(out, c);
			i++;
		} else if (c == 0xA0 || c > 0xFC || i + 1 == in.n) {
			put_bad(out);
			i++;
		} else {
			uint8_t trail = (uint8_t)in.p[i + 1];

			i += put_cell(out, sjis_pair(c, trail)) || trail >= 0x80 ? 2 : 1;
		}
	}
	return i;
}

static uint32_t cell_of(const uint16_t *table, uint8_t row, uint8_t cell)
{
	if (row < 0x21 || row > 0x7E || cell < 0x21 || cell > 0x7E)
		return 0;
	return table[(row - 0x21u) * CELLS + cell - 0x21u];
}

/* WHATWG encoding, 12.1.1. */
static size_t decode_euc(struct str in, struct sink *out)
{
	size_t i = 0;

	while (i < in.n && out->n < out->stop) {
		uint8_t c = (uint8_t)in.p[i];
		uint8_t second = i + 1 < in.n ? (uint8_t)in.p[i + 1] : 0;

		if (c < 0x80) {
			i += put_ascii(out, str_skip(in, i));
		} else if (c == 0x8E && second >= 0xA1 && second <= 0xDF) {
			put(out, 0xFF61 + second - 0xA1u);
			i += 2;
		} else if (c == 0x8F && second >= 0xA1 && second <= 0xFE) {
			uint8_t third = i + 2 < in.n ? (uint8_t)in.p[i + 2] : 0;
			bool ok =
			    put_cell(out, cell_of(tables.jis0212, second & 0x7F,
						  third >= 0x80 ? third & 0x7F : 0));

			i += ok || third >= 0x80 ? 3 : 2;
		} else if (c >= 0xA1 && c <= 0xFE) {
			bool ok =
			    put_cell(out, cell_of(tables.jis0208, c & 0x7F,
						  second >= 0x80 ? second & 0x7F : 0));

			i += ok || second >= 0x80 ? 2 : 1;
		} else {
			put_bad(out);
			i++;
		}
		if (i > in.n)
			i = in.n;
	}
	return i;
}

enum jis_mode { JIS_ASCII, JIS_ROMAN, JIS_KANA, JIS_0208, JIS_0212 };

static const struct {
	const char *text;
	enum jis_mode mode;
} escapes[] = {
	{ "(B", JIS_ASCII }, { "(J", JIS_ROMAN },
	{ "$B", JIS_0208 },  { "$@", JIS_0208 },
	{ "(I", JIS_KANA },  { "$(D", JIS_0212 },
	{ "$(B", JIS_0208 }, { "$(@", JIS_0208 },
	{ "(H", JIS_ROMAN }, /* Swedish; old software meant Roman by it */
};

/* Behind ESC: the length of the escape, 0 where it is none of ours. */
static size_t read_escape(struct str rest, enum jis_mode *ret)
{
	for (size_t i = 0; i < COUNT(escapes); i++) {
		if (!str_starts(rest, str_c(escapes[i].text)))
			continue;
		*ret = escapes[i].mode;
		return strlen(escapes[i].text);
	}
	/* JIS X 0208-1990 announces its edition first: ESC & @ ESC $ B. */
	return str_starts(rest, STR("&@\033")) ? 2 : 0;
}

static void put_jis_single(struct sink *out, enum jis_mode mode, uint8_t c)
{
	if (c >= 0xA1 && c <= 0xDF) /* JIS X 0201 with eight bits, as CP50220 has it */
		put(out, 0xFF61 + c - 0xA1u);
	else if (c >= 0x80)
		put_bad(out);
	else if (mode == JIS_KANA && c >= 0x21 && c <= 0x5F)
		put(out, 0xFF61 + c - 0x21u);
	else if (mode == JIS_KANA && c > 0x5F && c < 0x7F)
		put_bad(out);
	else if (mode == JIS_ROMAN && c == '\\')
		put(out, 0xA5);
	else if (mode == JIS_ROMAN && c == '~')
		put(out, 0x203E);
	else
		put(out, c);
}

/* One pair in a two-byte mode; returns the bytes read. */
static size_t put_jis_pair(struct sink *out, enum jis_mode mode, struct str rest)
{
	uint8_t lead = (uint8_t)rest.p[0], trail = rest.n > 1 ? (uint8_t)rest.p[1] : 0;
	const uint16_t *table = mode == JIS_0212 ? tables.jis0212 : tables.jis0208;

	if (trail >= 0x21 && trail <= 0x7E) {
		put_cell(out, cell_of(table, lead, trail));
		return 2;
	}
	put_bad(out);
	return 1;
}

static size_t decode_jis(struct str in, struct japanese_state *state, struct sink *out)
{
	enum jis_mode mode = (enum jis_mode)state->mode;
	enum jis_mode before_shift = (enum jis_mode)state->before_shift;
	size_t i = 0, n;

	while (i < in.n && out->n < out->stop) {
		uint8_t c = (uint8_t)in.p[i];

		if (c == 0x1B) {
			n = read_escape(str_skip(in, i + 1), &mode);
			if (n == 0)
				put_bad(out);
			i += 1 + n;
		} else if (c == 0x0E && mode != JIS_KANA) {
			before_shift = mode;
			mode = JIS_KANA;
			i++;
		} else if (c == 0x0F) {
			if (mode == JIS_KANA)
				mode = before_shift;
			i++;
		} else if (c == '\n' || c == '\r') {
			/* RFC 1468: a line begins in ASCII. Who forgets to switch back
			 * loses no more than the rest of the line. */
			mode = before_shift = JIS_ASCII;
			put(out, c);
			i++;
		} else if ((mode == JIS_0208 || mode == JIS_0212) && c >= 0x21 &&
			   c <= 0x7E) {
			i += put_jis_pair(out, mode, str_skip(in, i));
		} else {
			put_jis_single(out, mode, c);
			i++;
		}
	}
	*state = (struct japanese_state){ mode, before_shift };
	return i;
}

static size_t decode(enum japanese charset, struct japanese_state *state,
		     struct str bytes, struct sink *out)
{
	japanese_fill();
	if (charset == JAPANESE_SHIFT_JIS)
		return decode_sjis(bytes, out);
	if (charset == JAPANESE_EUC_JP)
		return decode_euc(bytes, out);
	return decode_jis(bytes, state, out);
}

size_t japanese_decode(enum japanese charset, struct str bytes, char *out, uint32_t *bad)
{
	struct japanese_state state = { 0 };
	struct sink sink = { .p = out, .stop = SIZE_MAX };

	decode(charset, &state, bytes, &sink);
	*bad += sink.bad;
	return sink.n;
}

size_t japanese_step(enum japanese charset, struct japanese_state *state,
		     struct str bytes, size_t want, char *out, size_t *ret_written)
{
	struct sink sink = { .p = out, .stop = want };
	size_t read = decode(charset, state, bytes, &sink);

	*ret_written = sink.n;
	return read;
}
