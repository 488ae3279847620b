/* link/extract_defanged.c - links written so that they cannot be clicked, made plain.
 *
 * See extract_part.h. Analysts write "hxxp://example[.]com", forums "example (dot) com";
 * who wants to slip past a filter writes "h t t p s : / / example.com". */
#include "link/extract.h"
#include "link/extract_part.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum {
	PIECE_BYTES =
	    8192,	  /* a link with all its marks; longer ones are read in pieces */
	BACK_BYTES = 256, /* from the first mark back to the link's start */
};

struct mark {
	size_t length; /* in the text; 0: none */
	struct str stands_for;
	bool may_stand_alone; /* with blanks on both sides: "example (dot) com" */
};

/* --- marks ------------------------------------------------------------------------ */

static const struct {
	const char *inside, *stands_for;
	bool may_stand_alone;
} bracketed[] = {
	{ ".", ".", true },  { "dot", ".", true },  { "@", "@", true },
	{ "at", "@", true }, { ":", ":", false },   { "://", "://", false },
	{ "/", "/", false }, { "//", "//", false },
};

static char closer_of(char c)
{
	return c == '[' ? ']' : c == '(' ? ')' : c == '{' ? '}' : '\0';
}

/* "[.]", "(dot)", "{.}", "[:]", and "[." or ".]" where one half was forgotten. */
static struct mark bracket_mark(struct str text, size_t at)
{
	struct str inside = str_sub(text, at + 1, at + 8);
	size_t close = str_find(inside, closer_of(text.p[at]));

	if (close != STR_NPOS) {
		struct str word = str_trim(str_sub(inside, 0, close));

		for (size_t i = 0; i < COUNT(bracketed); i++) {
			if (str_eq_nocase(word, str_c(bracketed[i].inside)))
				return (struct mark){ close + 2,
						      str_c(bracketed[i].stands_for),
						      bracketed[i].may_stand_alone };
		}
	}
	if (inside.n > 1 && inside.p[0] == '.' && ascii_is_alnum(inside.p[1]) && at > 0 &&
	    ascii_is_alnum(text.p[at - 1]))
		return (struct mark){ 2, STR("."), false };
	return (struct mark){ 0 };
}

static bool stands_for_t(char c)
{
	return memchr("tTxX*_", c, 6) != NULL;
}

/* Behind an optional blank. */
static bool eat_apart(struct str *rest, char c)
{
	struct str behind = *rest;

	str_eat_char(&behind, ' ');
	if (behind.n == 0 || ascii_lower(behind.p[0]) != c)
		return false;
	*rest = str_skip(behind, 1);
	return true;
}

/* "h t t p s : / / ", "https :// ": the whole of it, with a blank somewhere. */
static struct mark spaced_mark(struct str text, size_t at)
{
	struct str rest = str_skip(text, at);
	bool secure;

	for (const char *c = "http"; *c; c++)
		if (!eat_apart(&rest, *c))
			return (struct mark){ 0 };
	secure = eat_apart(&rest, 's');
	if (!eat_apart(&rest, ':') || !eat_apart(&rest, '/') || !eat_apart(&rest, '/'))
		return (struct mark){ 0 };
	str_eat_char(&rest, ' ');
	if (str_offset(text, rest) - at == (secure ? 8 : 7))
		return (struct mark){ 0 };
	return (struct mark){ str_offset(text, rest) - at,
			      secure ? STR("https://") : STR("http://"), false };
}

/* "hxxp", "hXXps", "h**p", "htxp", "fxp", where a colon follows. */
static struct mark scheme_mark(struct str text, size_t at)
{
	struct str rest = str_skip(text, at);
	struct mark mark = { 0 };
	size_t after;

	if (at > 0 && ascii_is_alnum(text.p[at - 1]))
		return mark;
	mark = spaced_mark(text, at);
	if (mark.length)
		return mark;
	if (str_starts_nocase(rest, STR("fxp")))
		mark = (struct mark){ 3, STR("ftp"), false };
	else if (rest.n > 4 && ascii_lower(rest.p[0]) == 'h' && stands_for_t(rest.p[1]) &&
		 stands_for_t(rest.p[2]) && ascii_lower(rest.p[3]) == 'p' &&
		 !str_eq_nocase(str_sub(rest, 1, 3), STR("tt")))
		mark = (struct mark){ 4, STR("http"), false };
	after = mark.length;
	if (after < rest.n && ascii_lower(rest.p[after]) == 's')
		after++;
	if (after >= rest.n || (rest.p[after] != ':' && !closer_of(rest.p[after])))
		return (struct mark){ 0 };
	return mark;
}

static struct mark mark_at(struct str text, size_t at)
{
	switch (text.p[at]) {
	case '[':
	case '(':
	case '{':
		return bracket_mark(text, at);
	case 'h':
	case 'H':
	case 'f':
	case 'F':
		return scheme_mark(text, at);
	case '.': /* "example.]com" */
		if (at > 0 && ascii_is_alnum(text.p[at - 1]) && at + 2 < text.n &&
		    text.p[at + 1] == ']' && ascii_is_alnum(text.p[at + 2]))
			return (struct mark){ 2, STR("."), false };
		return (struct mark){ 0 };
	default:
		return (struct mark){ 0 };
	}
}

/* --- pieces ------------------------------------------------------------------------ */

static bool ends_piece(char c)
{
	return (unsigned char)c <= ' ' || c == '<' || c == '>' || c == '"';
}

static bool blank_at(struct str text, size_t at)
{
	return at < text.n && text.p[at] == ' ';
}

/* Does the mark stand between two words, a blank on either side? */
static bool stands_alone(struct str text, size_t at, const struct mark *mark)
{
	return mark->may_stand_alone && at > 0 && blank_at(text, at - 1) &&
	       blank_at(text, at + mark->length);
}

static size_t piece_start(struct str text, size_t floor, size_t at,
			  const struct mark *mark)
{
	size_t start = at;

	if (stands_alone(text, at, mark) && start > floor)
		start--;
	while (start > floor && at - start < BACK_BYTES && !ends_piece(text.p[start - 1]))
		start--;
	return start;
}

/* Copies one byte or mark; returns the bytes read of the text, 0 at the piece's end. */
static size_t copy_step(struct str text, size_t at, char *plain, uint32_t *from,
			size_t *n)
{
	struct mark mark = mark_at(text, at);
	size_t length = mark.length;

	if (length == 0 && blank_at(text, at) && at + 1 < text.n) {
		mark = mark_at(text, at + 1);
		if (mark.length && stands_alone(text, at + 1, &mark))
			length = mark.length + 2;
	}
	if (length == 0 && ends_piece(text.p[at]))
		return 0;
	if (length == 0) {
		from[*n] = (uint32_t)at;
		plain[(*n)++] = text.p[at];
		return 1;
	}
	for (size_t i = 0; i < mark.stands_for.n; i++) {
		from[*n] = (uint32_t)at;
		plain[(*n)++] = mark.stands_for.p[i];
	}
	return length;
}

static void make_plain(struct arena *arena, struct str text, struct extract_refanged *ret)
{
	/* A mark is never shorter than what it stands for. */
	char *plain = arena_bytes(arena, PIECE_BYTES + 8);
	size_t n = 0, at = ret->start, step;

	while (at < text.n && n < PIECE_BYTES &&
	       (step = copy_step(text, at, plain, ret->from, &n)) > 0)
		at += step;
	ret->from[n] = (uint32_t)at;
	ret->end = at;
	arena_shrink(arena, plain, PIECE_BYTES + 8, n);
	ret->plain = str_make(plain, n);
}

/* Every mark holds one of these five bytes or stands right before one. */
static bool is_trigger(char c)
{
	return c == '[' || c == '(' || c == '{' || c == ']' || c == ':';
}

static size_t next_trigger(struct str text, size_t at)
{
#if defined(__SSE2__)
	const __m128i square = _mm_set1_epi8('['), round = _mm_set1_epi8('('),
		      curly = _mm_set1_epi8('{'), close = _mm_set1_epi8(']'),
		      colon = _mm_set1_epi8(':');

	for (; at + 16 <= text.n; at += 16) {
		__m128i in =
		    _mm_loadu_si128((const __m128i *)(const void *)(text.p + at));
		__m128i open = _mm_or_si128(
		    _mm_or_si128(_mm_cmpeq_epi8(in, square), _mm_cmpeq_epi8(in, round)),
		    _mm_cmpeq_epi8(in, curly));
		__m128i other =
		    _mm_or_si128(_mm_cmpeq_epi8(in, close), _mm_cmpeq_epi8(in, colon));
		unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(open, other));

		if (mask)
			return at + (unsigned)__builtin_ctz(mask);
	}
#endif
	while (at < text.n && !is_trigger(text.p[at]))
		at++;
	return at;
}

/* The mark that the trigger at `at` belongs to, not before `floor`; sets where it begins.
 */
static bool mark_of_trigger(struct str text, size_t floor, size_t at, struct mark *ret,
			    size_t *ret_at)
{
	/* the bracket itself, ".]", "fxp:", "hxxp:", …, "h t t p s :" */
	enum { BACK = 10 };

	for (size_t back = 0; back <= BACK && back <= at - floor; back++) {
		*ret = mark_at(text, at - back);
		*ret_at = at - back;
		if (ret->length && *ret_at + ret->length + 1 >= at)
			return true;
	}
	return false;
}

bool extract_refang(struct arena *arena, struct str text, size_t from,
		    struct extract_refanged *ret)
{
	struct mark mark;
	size_t at = from, start;

	for (; (at = next_trigger(text, at)) < text.n; at++) {
		if (!mark_of_trigger(text, from, at, &mark, &start))
			continue;
		if (!ret->from)
			ret->from =
			    arena_alloc_array(arena, PIECE_BYTES + 8, sizeof *ret->from);
		ret->start = piece_start(text, from, start, &mark);
		make_plain(arena, text, ret);
		return true;
	}
	return false;
}

struct str text_refanged(struct arena *arena, struct str text)
{
	char *plain;
	uint32_t *from;
	size_t n = 0;

	if (next_trigger(text, 0) == text.n)
		return text;
	plain = arena_bytes(arena, text.n);
	from = arena_alloc_array(arena, text.n, sizeof *from);
	for (size_t at = 0, step; at < text.n; at += step) {
		step = copy_step(text, at, plain, from, &n);
		if (step == 0) {
			plain[n++] = text.p[at];
			step = 1;
		}
	}
	return str_make(plain, n);
}
