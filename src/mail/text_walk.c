/* mail/text_walk.c - from a character of decoded text back to the byte it came from.
 *
 * Two steps, each of which only goes forward: text to decoded bytes (charset), decoded
 * bytes to the body as it stands (transfer encoding). Where the part's text was decoded
 * in a way that is not known here, the answer is the start of the body. */
#include "base/utf8.h"
#include "mail/charset_japanese.h"
#include "mail/message.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum by { /* how text came from bytes */
	  BY_UNKNOWN,
	  BY_IDENTITY,
	  BY_UTF8,
	  BY_UNITS,
	  BY_JAPANESE,
	  BY_MAP,
};

/* Where the walk stood before: from the nearest it goes on. */
struct milestone {
	size_t text, decoded, raw, run;
	struct japanese_state shift;
};

/* A milestone for so many bytes of text; evidence asks for the same few places again
 * and again. */
enum { MILE = 64, MILESTONES = 256 };

/* Quoted-printable: what lies before the next '=' or line end. It is asked for each place
 * in it, and may be the whole body. */
struct run {
	size_t from, stop,
	    text;	      /* in the body; bytes of text: not blanks at a line's end */
	bool known, line, cr; /* ends at a line end, at CR LF */
};

struct state {
	enum by by;
	size_t ahead; /* bytes left out before the text: a byte order mark */
	unsigned unit;
	enum japanese japanese;
	struct japanese_state shift;
	const uint32_t *map;
	unsigned held;	   /* base64: characters of the quantum begun */
	size_t quantum[4]; /* where they stand */
	size_t run;	   /* decoded bytes before the walk's place */
	struct run here;
	struct arena *arena;
	struct milestone *miles; /* rising; [0] is the start */
	uint32_t mile_count, mile_cap;
};

/* --- charset ------------------------------------------------------------------ */

static bool is_named(const char *used, const char *name)
{
	return strcmp(used, name) == 0;
}

static bool find_japanese(const char *used, enum japanese *ret)
{
	if (is_named(used, "shift_jis"))
		*ret = JAPANESE_SHIFT_JIS;
	else if (is_named(used, "euc-jp"))
		*ret = JAPANESE_EUC_JP;
	else if (is_named(used, "iso-2022-jp"))
		*ret = JAPANESE_ISO_2022_JP;
	else
		return false;
	return true;
}

static size_t mark_length(struct str bytes, unsigned unit)
{
	if (unit == 2)
		return str_starts(bytes, STR("\xFE\xFF")) ||
			       str_starts(bytes, STR("\xFF\xFE"))
			   ? 2
			   : 0;
	return str_starts(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

static void choose(struct arena *arena, const struct part *part, struct state *state)
{
	const char *used = part->used_charset;
	struct str bytes = part->bytes;

	if (str_within(bytes, part->text)) {
		state->by = BY_IDENTITY;
		state->ahead = str_offset(bytes, part->text);
		return;
	}
	if (!used)
		return;
	state->unit = charset_unit(used);
	if (is_named(used, "utf-8") || is_named(used, "us-ascii")) {
		state->by = BY_UTF8;
		state->ahead = mark_length(bytes, 1);
	} else if (state->unit) {
		state->by = BY_UNITS;
		state->ahead = state->unit == 2 ? mark_length(bytes, 2) : 0;
	} else if (find_japanese(used, &state->japanese) &&
		   !(state->japanese == JAPANESE_ISO_2022_JP && charset_is_jp2(bytes))) {
		state->by = BY_JAPANESE;
	} else {
		if (is_named(used, "iso-2022-jp"))
			used = "iso-2022-jp-2";
		state->map = charset_map(arena, used, bytes, part->text.n);
		state->by = state->map ? BY_MAP : BY_UNKNOWN;
	}
}

/* Ill-formed sequences became U+FFFD, of three bytes. */
static void walk_utf8(struct text_walk *walk, size_t to)
{
	struct str bytes = walk->part->bytes;
	size_t n;

	while (walk->text_offset < to && walk->decoded_offset < bytes.n) {
		struct str rest = str_sub(bytes, walk->decoded_offset,
					  walk->decoded_offset + to - walk->text_offset);

		n = utf8_valid_prefix(rest);
		walk->text_offset += n;
		walk->decoded_offset += n;
		if (walk->text_offset >= to)
			return;
		rest = str_skip(bytes, walk->decoded_offset);
		if (rest.n == 0)
			return;
		walk->text_offset += utf8_decode(rest, &n) < 0 ? 3 : n;
		walk->decoded_offset += n;
	}
}

static void walk_units(struct text_walk *walk, unsigned unit, size_t to)
{
	struct str text = walk->part->text;

	for (; walk->text_offset < to && walk->text_offset < text.n;
	     walk->text_offset++) {
		size_t plain = ascii_prefix(str_sub(text, walk->text_offset, to));
		uint8_t c;

		walk->text_offset += plain;
		walk->decoded_offset += plain * unit;
		if (walk->text_offset >= to || walk->text_offset >= text.n)
			return;
		c = (uint8_t)text.p[walk->text_offset];
		if ((c & 0xC0) != 0x80)
			walk->decoded_offset += c >= 0xF0 && unit == 2 ? 4 : unit;
	}
}

static void walk_japanese(struct text_walk *walk, struct state *state, size_t to)
{
	enum { PIECE = 1024 };
	char out[PIECE + 8];

	while (walk->text_offset < to && walk->decoded_offset < walk->part->bytes.n) {
		size_t want = to - walk->text_offset, written, read;

		if (want > PIECE)
			want = PIECE;
		read = japanese_step(state->japanese, &state->shift,
				     str_skip(walk->part->bytes, walk->decoded_offset),
				     want, out, &written);
		walk->decoded_offset += read;
		walk->text_offset += written;
		if (read == 0)
			return;
	}
}

/* A shift stands before the character that asks for it; the place is the character's. */
static size_t shifts_at(const struct text_walk *walk, const struct state *state)
{
	struct str rest = str_skip(walk->part->bytes, walk->decoded_offset);
	size_t n = 0;

	if (state->by != BY_JAPANESE || state->japanese != JAPANESE_ISO_2022_JP)
		return 0;
	while (rest.n >= 3 && rest.p[0] == 0x1B) {
		size_t length = rest.p[1] == '$' && rest.p[2] == '(' ? 4 : 3;

		n += length;
		rest = str_skip(rest, length);
	}
	return n;
}

static bool walk_text(struct text_walk *walk, struct state *state, size_t to)
{
	switch (state->by) {
	case BY_UNKNOWN:
		return false;
	case BY_IDENTITY:
		walk->decoded_offset = state->ahead + to;
		break;
	case BY_UTF8:
		walk_utf8(walk, to);
		break;
	case BY_UNITS:
		walk_units(walk, state->unit, to);
		break;
	case BY_JAPANESE:
		walk_japanese(walk, state, to);
		break;
	case BY_MAP:
		walk->decoded_offset = state->map[to];
		break;
	}
	walk->text_offset = to;
	return true;
}

/* --- base64 --------------------------------------------------------------------- */

static bool is_symbol(char c)
{
	return ascii_is_alnum(c) || c == '+' || c == '/';
}

enum { LINE = 76, LINE_BYTES = 57 };

#if defined(__SSE2__)
/* Bytes from `low` on, `count` of them. */
static __m128i in_range(__m128i bytes, char low, char count)
{
	__m128i from_least = _mm_add_epi8(bytes, _mm_set1_epi8((char)(-128 - low)));

	return _mm_cmplt_epi8(from_least, _mm_set1_epi8((char)(-128 + count)));
}

static bool symbols_16(const char *p)
{
	__m128i bytes = _mm_loadu_si128((const __m128i *)p);
	__m128i small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
	/* "/0123456789" in one range; '+' and the letters. */
	__m128i found = _mm_or_si128(in_range(bytes, '/', 11), in_range(small, 'a', 26));

	found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('+')));
	return _mm_movemask_epi8(found) == 0xFFFF;
}

static bool symbols_only(const char *line)
{
	return symbols_16(line) && symbols_16(line + 16) && symbols_16(line + 32) &&
	       symbols_16(line + 48) && symbols_16(line + LINE - 16);
}
#else
static bool symbols_only(const char *line)
{
	for (size_t i = 0; i < LINE; i++)
		if (!is_symbol(line[i]))
			return false;
	return true;
}
#endif

/* Lines of 76 symbols and CRLF, the usual ones, are stepped over whole. */
static size_t whole_lines(struct str body, size_t at, size_t bytes)
{
	size_t from = at;

	for (; bytes > LINE_BYTES && body.n - at > LINE + 2; bytes -= LINE_BYTES) {
		const char *line = body.p + at;

		if (line[LINE] != '\r' || line[LINE + 1] != '\n' || !symbols_only(line))
			break;
		at += LINE + 2;
	}
	return at - from;
}

/* `done` is how many decoded bytes lie before the walk's place: a quantum's bytes begin
 * in its first, second and third symbol. */
static size_t walk_base64(struct str body, size_t at, size_t *done, struct state *state,
			  size_t to)
{
	while (at < body.n) {
		char c = body.p[at];

		if (state->held == 0) {
			size_t n = whole_lines(body, at, to - *done);

			if (n) {
				at += n;
				*done += n / 78 * 57;
				continue;
			}
		}
		if (c == '=' && state->held) {
			/* A block ends; what was begun in it counts. */
			if (to < *done + state->held - 1)
				return at;
			*done += state->held - 1;
			state->held = 0;
		} else if (is_symbol(c)) {
			state->quantum[state->held++] = at;
			if (state->held == 4) {
				if (to < *done + 3)
					return at;
				*done += 3;
				state->held = 0;
			}
		}
		at++;
	}
	return at;
}

static size_t base64_to(struct text_walk *walk, struct state *state, size_t to)
{
	struct str body = walk->part->body;
	/* Of the quantum in which the walk stands nothing is lost: it begins again. */
	size_t done = walk->raw_offset ? state->run : 0, at;

	at = walk_base64(body, walk->raw_offset, &done, state, to);
	if (state->held && to >= done && to - done < state->held) {
		size_t found = state->quantum[to - done];

		walk->raw_offset = state->quantum[0];
		state->held = 0;
		state->run = done;
		return found;
	}
	walk->raw_offset = at;
	state->run = done;
	return at;
}

/* --- quoted-printable --------------------------------------------------------------- */

static size_t find_stop(struct str body, size_t at)
{
#if defined(__SSE2__)
	const __m128i escape = _mm_set1_epi8('='), line = _mm_set1_epi8('\n');

	for (; body.n - at >= 16; at += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(body.p + at));
		int found = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, escape),
							   _mm_cmpeq_epi8(bytes, line)));

		if (found)
			return at + (size_t)__builtin_ctz((unsigned)found);
	}
#endif
	while (at < body.n && body.p[at] != '=' && body.p[at] != '\n')
		at++;
	return at;
}

/* Length of the run's text where a line end follows: blanks before it are not text. */
static size_t without_blanks(struct str body, size_t from, size_t end, bool *ret_cr)
{
	*ret_cr = end > from && body.p[end - 1] == '\r' && end < body.n;
	if (*ret_cr)
		end--;
	while (end > from && (body.p[end - 1] == ' ' || body.p[end - 1] == '\t'))
		end--;
	return end - from;
}

/* What stands at '=': length in the body, and of it as text (0 for a soft break). */
static size_t escape_length(struct str body, size_t at, size_t *ret_text)
{
	size_t i = at + 1;

	*ret_text = 1;
	if (body.n - at >= 3 && ascii_hex(body.p[at + 1]) >= 0 &&
	    ascii_hex(body.p[at + 2]) >= 0)
		return 3;
	while (i < body.n && (body.p[i] == ' ' || body.p[i] == '\t'))
		i++;
	if (i < body.n && body.p[i] == '\r')
		i++;
	if (i < body.n && body.p[i] != '\n')
		return 1;
	*ret_text = 0;
	return (i < body.n ? i + 1 : i) - at;
}

/* "=3D" or "=" CR LF, most of what ends a run: as escape_length(), without a loop. */
static bool is_usual_escape(struct str body, size_t at, size_t *ret_text)
{
	const char *p = body.p + at;

	if (body.n - at < 3 || p[0] != '=')
		return false;
	*ret_text = p[1] != '\r' || p[2] != '\n';
	return *ret_text == 0 || (ascii_hex(p[1]) >= 0 && ascii_hex(p[2]) >= 0);
}

static const struct run *run_at(struct state *state, struct str body, size_t at,
				size_t stop)
{
	struct run *run = &state->here;

	if (run->known && run->from == at)
		return run;
	*run = (struct run){ .from = at, .stop = stop, .known = true };
	run->line = stop == body.n || body.p[stop] == '\n';
	run->text = run->line ? without_blanks(body, at, stop, &run->cr) : stop - at;
	return run;
}

static size_t stop_from(const struct state *state, struct str body, size_t at)
{
	return state->here.known && state->here.from == at ? state->here.stop
							   : find_stop(body, at);
}

/* state->run counts the decoded bytes before the walk's place, which is always at the
 * start of a run. */
static size_t quoted_printable_to(struct text_walk *walk, struct state *state, size_t to)
{
	struct str body = walk->part->body;

	while (walk->raw_offset < body.n) {
		size_t at = walk->raw_offset, stop = stop_from(state, body, at), more;
		size_t length = stop - at, text;
		const struct run *run;

		if (state->run + length < to && is_usual_escape(body, stop, &more)) {
			state->run += length + more;
			walk->raw_offset = stop + 3;
			continue;
		}
		run = run_at(state, body, at, stop);
		if (to < state->run + run->text)
			return at + (to - state->run);
		if (run->cr && to == state->run + run->text)
			return stop - 1;
		text = run->text + run->cr;
		if (stop == body.n)
			break;
		if (run->line) {
			length++;
			more = 1;
		} else {
			length += escape_length(body, stop, &more);
		}
		if (more && to == state->run + text)
			return stop;
		state->run += text + more;
		walk->raw_offset = at + length;
	}
	return body.n;
}

/* --- uuencode -------------------------------------------------------------------------
 */

/* By lines: "begin" and "end" carry nothing, a line's first symbol says how much. */
static size_t uuencode_to(struct text_walk *walk, struct state *state, size_t to)
{
	struct str body = walk->part->body;

	while (walk->raw_offset < body.n) {
		struct str rest = str_skip(body, walk->raw_offset);
		struct str line = str_trim_right(str_until(rest, '\n'));
		size_t bytes = 0;

		if (line.n && line.p[0] > ' ' && line.p[0] <= '`' &&
		    !str_starts(line, STR("begin ")) && !str_eq(line, STR("end")))
			bytes = (size_t)(line.p[0] - ' ') & 63;
		if (to < state->run + bytes) {
			size_t n = to - state->run;

			return walk->raw_offset + 1 + n / 3 * 4 + n % 3;
		}
		state->run += bytes;
		walk->raw_offset += str_until(rest, '\n').n + 1;
	}
	return body.n;
}

/* ------------------------------------------------------------------------------------ */

void text_walk_begin(struct arena *arena, const struct part *part, struct text_walk *ret)
{
	struct state *state = arena_new_of(arena, struct state);

	*ret = (struct text_walk){ .part = part, .state = state };
	choose(arena, part, state);
	ret->decoded_offset = state->ahead;
	state->arena = arena;
	ARENA_GROW(arena, state->miles, state->mile_count, state->mile_cap);
	state->miles[state->mile_count++].decoded = state->ahead;
}

struct text_walk *text_walk_of(struct arena *arena, const struct part *part)
{
	struct text_walk *walk = part->walk;

	if (walk && walk->part == part)
		return walk;
	/* A copy of a part may be of another text. */
	if (!walk || walk->part)
		walk = arena_new_of(arena, struct text_walk);
	text_walk_begin(arena, part, walk);
	return walk;
}

/* How many milestones stand at `to` or before it; the start always does. */
static uint32_t miles_before(const struct state *state, size_t to)
{
	uint32_t low = 1, high = state->mile_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (state->miles[middle].text <= to)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* To the last of them, unless the walk stands between. */
static void go_near(struct text_walk *walk, struct state *state, size_t to)
{
	const struct milestone *mile = &state->miles[miles_before(state, to) - 1];

	if (walk->text_offset <= to && walk->text_offset >= mile->text)
		return;
	state->shift = mile->shift;
	state->held = 0;
	state->run = mile->run;
	walk->text_offset = mile->text;
	walk->decoded_offset = mile->decoded;
	walk->raw_offset = mile->raw;
}

/* Where a character begins, no quantum of base64 is open, and no other is near. */
static void set_milestone(const struct text_walk *walk, struct state *state)
{
	struct str text = walk->part->text;
	size_t at = walk->text_offset, least = text.n / MILESTONES;
	uint32_t n = miles_before(state, at);

	least = least > MILE ? least : MILE;
	if (state->mile_count == MILESTONES || state->held || at >= text.n ||
	    at < state->miles[n - 1].text + least ||
	    (n < state->mile_count && state->miles[n].text < at + least) ||
	    ((unsigned char)text.p[at] & 0xC0) == 0x80)
		return;
	ARENA_GROW(state->arena, state->miles, state->mile_count, state->mile_cap);
	memmove(&state->miles[n + 1], &state->miles[n],
		(state->mile_count++ - n) * sizeof *state->miles);
	state->miles[n] = (struct milestone){ .text = at,
					      .decoded = walk->decoded_offset,
					      .raw = walk->raw_offset,
					      .run = state->run,
					      .shift = state->shift };
}

size_t text_walk_to(struct text_walk *walk, size_t text_offset)
{
	const struct part *part = walk->part;
	struct state *state = walk->state;
	size_t at, to;

	if (text_offset > part->text.n)
		text_offset = part->text.n;
	go_near(walk, state, text_offset);
	if (!walk_text(walk, state, text_offset))
		return 0;
	to = walk->decoded_offset + shifts_at(walk, state);
	switch (part->encoding) {
	case ENCODING_BASE64:
		at = base64_to(walk, state, to);
		break;
	case ENCODING_QUOTED_PRINTABLE:
		at = quoted_printable_to(walk, state, to);
		break;
	case ENCODING_UUENCODE:
		at = uuencode_to(walk, state, to);
		break;
	default:
		at = to;
		break;
	}
	set_milestone(walk, state);
	return at < part->body.n ? at : part->body.n;
}
