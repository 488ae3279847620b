/* link/css.c - declarations and the URLs in them (CSS Syntax 3, 5.4.4 to 5.4.6). */
#include "link/css.h"

#include "base/limits.h"
#include "base/short.h"
#include "base/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* --- tokens, as far as they matter ---------------------------------------------------
 */

enum {
	BEGINS = CSS_ENDS_RUN | CSS_ENDS_NAME | CSS_BEGINS,
	SEMICOLON = CSS_ENDS_RUN | CSS_ENDS_NAME | CSS_BETWEEN,
};
const uint8_t css_bytes[256] = {
	[';'] = SEMICOLON,    [':'] = CSS_ENDS_NAME, ['('] = CSS_ENDS_RUN,
	[')'] = CSS_ENDS_RUN, ['{'] = CSS_ENDS_RUN,  ['}'] = CSS_ENDS_RUN,
	['['] = CSS_ENDS_RUN, [']'] = CSS_ENDS_RUN,  ['!'] = CSS_ENDS_RUN,
	['"'] = BEGINS,	      ['\''] = BEGINS,	     ['\\'] = BEGINS,
	['/'] = BEGINS,	      [' '] = CSS_BETWEEN,   ['\t'] = CSS_BETWEEN,
	['\r'] = CSS_BETWEEN, ['\n'] = CSS_BETWEEN,  ['\f'] = CSS_BETWEEN,
};

static bool is_blank(char c)
{
	return ascii_is_space(c) || c == '\f';
}

/* From `i` to what may end a string, or hide its end. */
static size_t string_run(struct str s, size_t i, char quote)
{
#if defined(__SSE2__)
	const __m128i end = _mm_set1_epi8(quote), line = _mm_set1_epi8('\n'),
		      escape = _mm_set1_epi8('\\');

	for (; i + 16 <= s.n; i += 16) {
		__m128i in = _mm_loadu_si128((const __m128i *)(const void *)(s.p + i));
		unsigned found = (unsigned)_mm_movemask_epi8(_mm_or_si128(
		    _mm_or_si128(_mm_cmpeq_epi8(in, end), _mm_cmpeq_epi8(in, line)),
		    _mm_cmpeq_epi8(in, escape)));

		if (found)
			return i + (unsigned)__builtin_ctz(found);
	}
#endif
	while (i < s.n && s.p[i] != quote && s.p[i] != '\n' && s.p[i] != '\\')
		i++;
	return i;
}

/* A bad string ends with its line. */
static size_t string_end(struct str s, size_t i)
{
	char quote = s.p[i++];

	/* What is between may be a whole picture. */
	for (;;) {
		i = string_run(s, i, quote);
		if (i >= s.n)
			return s.n;
		if (s.p[i] == '\n')
			return i;
		if (s.p[i] == quote)
			return i + 1;
		i += 2;
	}
}

static size_t comment_end(struct str s, size_t i)
{
	size_t end = str_find_str(str_skip(s, i + 2), STR("*/"));

	return end == STR_NPOS ? s.n : i + 2 + end + 2;
}

#if defined(__SSE2__)
static __m128i same(__m128i in, char c)
{
	return _mm_cmpeq_epi8(in, _mm_set1_epi8(c));
}

/* A bit for each of sixteen bytes that may end a run: those with CSS_ENDS_RUN, and '|'.
 */
static unsigned ends_of_run(__m128i in)
{
	/* "[\\]" and "{|}" are three in a row, the same but for one bit. */
	__m128i from =
	    _mm_sub_epi8(_mm_or_si128(in, _mm_set1_epi8(0x20)), _mm_set1_epi8('{'));
	__m128i brackets = _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8(2)), from);
	__m128i round = same(_mm_and_si128(in, _mm_set1_epi8((char)0xFE)), '(');
	__m128i quotes = _mm_or_si128(same(in, '"'), same(in, '\''));
	__m128i signs =
	    _mm_or_si128(_mm_or_si128(same(in, ';'), same(in, '/')), same(in, '!'));

	return (unsigned)_mm_movemask_epi8(
	    _mm_or_si128(_mm_or_si128(brackets, round), _mm_or_si128(quotes, signs)));
}
#endif

size_t css_run(struct str s, size_t i)
{
#if defined(__SSE2__)
	for (; i + 16 <= s.n; i += 16) {
		unsigned ends = ends_of_run(
		    _mm_loadu_si128((const __m128i *)(const void *)(s.p + i)));

		if (ends) {
			i += (unsigned)__builtin_ctz(ends);
			break;
		}
	}
#endif
	while (i < s.n && !(css_bytes[(uint8_t)s.p[i]] & CSS_ENDS_RUN))
		i++;
	return i;
}

size_t css_construct_end(struct str s, size_t i)
{
	switch (s.p[i]) {
	case '"':
	case '\'':
		return string_end(s, i);
	case '/':
		return i + 1 < s.n && s.p[i + 1] == '*' ? comment_end(s, i) : i + 1;
	case '\\':
		return i + 2 < s.n ? i + 2 : s.n;
	default:
		return i + 1;
	}
}

/* CSS Syntax 3, 4.3.7: up to six hex digits and one blank, or the byte itself. */
static size_t take_escape(struct str s, size_t i, char *out, size_t *n)
{
	uint32_t code = 0;
	size_t digits = 0;

	for (i++; i < s.n && digits < 6 && ascii_hex(s.p[i]) >= 0; i++, digits++)
		code = code << 4 | (uint32_t)ascii_hex(s.p[i]);
	if (digits == 0) {
		if (i < s.n && s.p[i] != '\n')
			out[(*n)++] = s.p[i];
		return i < s.n ? i + 1 : s.n;
	}
	*n += utf8_encode(code ? code : 0xFFFD, out + *n);
	if (i < s.n && is_blank(s.p[i]))
		i++;
	return i;
}

/* Neither a backslash nor a star in all of it: mostly. Below sixteen bytes nobody knows.
 */
static bool has_no_sign(struct str text)
{
#if defined(__SSE2__)
	size_t i = 0;

	while (text.n >= 16) {
		__m128i in = _mm_loadu_si128((const __m128i *)(const void *)(text.p + i));

		if (_mm_movemask_epi8(_mm_or_si128(same(in, '\\'), same(in, '*'))))
			return false;
		if (i + 16 == text.n)
			return true;
		/* The last sixteen may hold some that were looked at. */
		i = i + 32 <= text.n ? i + 16 : text.n - 16;
	}
#endif
	return text.n == 0;
}

bool css_is_plain(struct str text)
{
	if (has_no_sign(text))
		return true;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\\' || (text.p[i] == '*' && i && text.p[i - 1] == '/'))
			return false;
	return true;
}

struct str css_clean(struct arena *arena, struct str text)
{
	size_t n = 0, i = 0, room = text.n + text.n / 2 + 4;
	char *out;

	if (css_is_plain(text))
		return text;
	/* "\0" gives three bytes for two. */
	out = arena_bytes(arena, room);
	while (i < text.n) {
		if (text.p[i] == '\\') {
			i = take_escape(text, i, out, &n);
		} else if (text.p[i] == '/' && i + 1 < text.n && text.p[i + 1] == '*') {
			out[n++] = ' ';
			i = comment_end(text, i);
		} else {
			out[n++] = text.p[i++];
		}
	}
	arena_shrink(arena, out, room, n);
	return str_make(out, n);
}

/* --- URLs ------------------------------------------------------------------------------
 */

void css_urls_add(struct arena *arena, struct css_urls *urls, struct str text,
		  struct str written, bool import)
{
	struct css_url *url;
	struct str inner = str_trim(written);

	if (!urls)
		return;
	if (urls->count == LIMIT_LINKS) {
		urls->cut = true;
		return;
	}
	if (inner.n && (inner.p[0] == '"' || inner.p[0] == '\'')) {
		char quote = inner.p[0];

		inner = str_skip(inner, 1);
		if (inner.n && inner.p[inner.n - 1] == quote)
			inner.n--;
	}
	ARENA_GROW(arena, urls->items, urls->count, urls->cap);
	url = &urls->items[urls->count++];
	*url = (struct css_url){ .offset = str_offset(text, inner),
				 .length = inner.n,
				 .import = import };
	/* Escapes count, "slash star" does not: it is no comment inside a URL. */
	url->url = inner;
	if (memchr(inner.p, '\\', inner.n)) {
		size_t n = 0, room = inner.n + inner.n / 2 + 4;
		char *out = arena_bytes(arena, room);

		for (size_t i = 0; i < inner.n;) {
			if (inner.p[i] == '\\')
				i = take_escape(inner, i, out, &n);
			else
				out[n++] = inner.p[i++];
		}
		arena_shrink(arena, out, room, n);
		url->url = str_make(out, n);
	}
	url->url = str_trim(url->url);
}

/* Behind "url(": up to and over the parenthesis. */
size_t css_url_end(struct str s, size_t i, struct str *ret_written)
{
	size_t from = i;

	while (i < s.n && is_blank(s.p[i]))
		i++;
	if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
		i = string_end(s, i);
		*ret_written = str_sub(s, from, i);
		while (i < s.n && s.p[i] != ')')
			i = css_step(s, i);
		return i < s.n ? i + 1 : s.n;
	}
	/* What is between may be a whole picture. */
	for (;;) {
		size_t close = i + str_until(str_skip(s, i), ')').n;
		size_t escape = i + str_until(str_sub(s, i, close), '\\').n;

		i = escape < close ? escape + 2 : close;
		if (escape == close || i >= s.n)
			break;
	}
	if (i > s.n)
		i = s.n;
	*ret_written = str_sub(s, from, i);
	return i < s.n ? i + 1 : s.n;
}

/* Does the parenthesis at `i` belong to url( ? */
static bool is_url(struct str s, size_t i)
{
	return i >= 3 && str_eq_nocase(str_sub(s, i - 3, i), STR("url"));
}

/* Functions whose strings are URLs as well (CSS Images 4). */
static bool in_image_set(struct str s, size_t i)
{
	return i >= 9 && str_eq_nocase(str_sub(s, i - 9, i), STR("image-set"));
}

/* From behind the colon: up to the ";" that ends the value, its URLs noted. `ret_words`:
 * there is nothing but words and numbers in it, no function, no !important. */
static size_t value_end(struct arena *arena, struct str s, size_t i,
			struct css_urls *urls, bool *ret_words)
{
	size_t depth = 0;
	bool images = false;

	*ret_words = true;

	for (;;) {
		struct str written;
		size_t from;

		i = css_run(s, i);
		if (i >= s.n)
			return s.n;
		if (s.p[i] == ';' && depth == 0)
			return i;
		*ret_words = false;
		from = i;
		switch (s.p[i]) {
		case ';':
			i++;
			break;
		case '(':
			if (is_url(s, i)) {
				i = css_url_end(s, i + 1, &written);
				css_urls_add(arena, urls, s, written, false);
			} else {
				images |= in_image_set(s, i);
				depth++;
				i++;
			}
			break;
		case '[':
		case '{':
			depth++;
			i++;
			break;
		case ')':
		case ']':
		case '}':
			depth -= depth > 0;
			i++;
			break;
		default:
			i = css_step(s, i);
			if (images && depth && (s.p[from] == '"' || s.p[from] == '\''))
				css_urls_add(arena, urls, s, str_sub(s, from, i), false);
			break;
		}
	}
}

/* --- declarations --- */

bool css_may_load(struct str text)
{
	struct str rest = text;
	size_t at;

	/* An escape may spell any of these. */
	if (text.n == 0)
		return false;
	if (memchr(text.p, '\\', text.n))
		return true;
	for (; (at = str_find(rest, '(')) != STR_NPOS; rest = str_skip(rest, at + 1))
		if (is_url(rest, at) || in_image_set(rest, at))
			return true;
	for (rest = text; (at = str_find(rest, '@')) != STR_NPOS;
	     rest = str_skip(rest, at + 1))
		if (str_starts_nocase(str_skip(rest, at), STR("@import")))
			return true;
	return false;
}

enum { SHORTHAND = 1, TWO = 2 };

struct property {
	char name[24];
	uint8_t length, property, how, second;
};

enum { LETTERS = 27 }; /* and '-' */
/* By first letter: most declarations are none of ours. */
static const struct property properties[LETTERS][9] = {
#define ROW(name, property) \
	{ \
		name, sizeof(name) - 1, property, 0, 0 \
	}
	['b' - 'a'] = { ROW("background-color", CSS_BACKGROUND_COLOUR),
			{ "background", 10, CSS_BACKGROUND_COLOUR, SHORTHAND | TWO,
			  CSS_BACKGROUND_IMAGE },
			ROW("background-image", CSS_BACKGROUND_IMAGE) },
	['c' - 'a'] = { ROW("color", CSS_COLOUR), ROW("clip", CSS_CLIP),
			ROW("clip-path", CSS_CLIP_PATH),
			ROW("content-visibility", CSS_CONTENT_VISIBILITY) },
	['d' - 'a'] = { ROW("display", CSS_DISPLAY) },
	['f' - 'a'] = { ROW("font-size", CSS_FONT_SIZE),
			ROW("filter", CSS_FILTER),
			{ "font", 4, CSS_FONT_SIZE, SHORTHAND, 0 } },
	['h' - 'a'] = { ROW("height", CSS_HEIGHT) },
	['l' - 'a'] = { ROW("left", CSS_LEFT) },
	['m' - 'a'] = { { "margin", 6, CSS_MARGIN_TOP, SHORTHAND | TWO, CSS_MARGIN_LEFT },
			ROW("margin-left", CSS_MARGIN_LEFT),
			ROW("margin-top", CSS_MARGIN_TOP),
			ROW("max-width", CSS_MAX_WIDTH),
			ROW("max-height", CSS_MAX_HEIGHT),
			ROW("min-width", CSS_MIN_WIDTH),
			ROW("min-height", CSS_MIN_HEIGHT),
			ROW("mso-hide", CSS_MSO_HIDE) },
	['o' - 'a'] = { ROW("opacity", CSS_OPACITY), ROW("overflow", CSS_OVERFLOW),
			ROW("overflow-x", CSS_OVERFLOW),
			ROW("overflow-y", CSS_OVERFLOW) },
	['p' - 'a'] = { { "padding", 7, CSS_PADDING, SHORTHAND, 0 },
			ROW("padding-top", CSS_PADDING),
			ROW("padding-bottom", CSS_PADDING),
			ROW("padding-left", CSS_PADDING),
			ROW("padding-right", CSS_PADDING),
			ROW("position", CSS_POSITION) },
	['t' - 'a'] = { ROW("top", CSS_TOP), ROW("text-indent", CSS_TEXT_INDENT),
			ROW("transform", CSS_TRANSFORM),
			ROW("text-shadow", CSS_TEXT_SHADOW) },
	['v' - 'a'] = { ROW("visibility", CSS_VISIBILITY) },
	['w' - 'a'] = { ROW("width", CSS_WIDTH), ROW("white-space", CSS_WHITE_SPACE) },
	[LETTERS - 1] = { ROW("-webkit-clip-path", CSS_CLIP_PATH),
			  ROW("-webkit-transform", CSS_TRANSFORM),
			  ROW("-webkit-text-fill-color", CSS_FILL_COLOUR) },
#undef ROW
};

static const struct property *find_property(struct str name)
{
	char first = name.n ? name.p[0] | 0x20 : 0;
	const struct property *row;

	if (first >= 'a' && first <= 'z')
		row = properties[first - 'a'];
	else if (first == '-')
		row = properties[LETTERS - 1];
	else
		return NULL;
	for (; row->length; row++)
		/* Mostly they are written small. */
		if (row->length == name.n && (short_same(row->name, name.p, name.n) ||
					      str_same_nocase(row->name, name.p, name.n)))
			return row;
	return NULL;
}

/* "! important" at the end of a value. */
static bool cut_important(struct str *value)
{
	struct str s = str_trim_right(*value);

	if (!memchr(s.p, '!', s.n) || !str_ends_nocase(s, STR("important")))
		return false;
	s = str_trim_right(str_sub(s, 0, s.n - 9));
	if (s.n == 0 || s.p[s.n - 1] != '!')
		return false;
	*value = str_sub(s, 0, s.n - 1);
	return true;
}

static void add(struct arena *arena, struct css_block *block,
		const struct css_declaration *declaration)
{
	if (block->cap == 0) { /* most have a few */
		block->cap = 4;
		block->items = arena_alloc_array(arena, block->cap, sizeof *block->items);
	}
	ARENA_GROW(arena, block->items, block->count, block->cap);
	block->items[block->count++] = *declaration;
	block->important |= declaration->important;
}

/* `value` is cleaned, `written` as it stands; `words` as value_end() has it. */
static bool read_declaration(struct arena *arena, const struct property *property,
			     struct str written, struct str value, bool words,
			     bool quirks, struct css_block *block)
{
	struct css_declaration d = { .property = property->property,
				     .written = str_trim(written) };

	if (block->count + 2 > LIMIT_CSS_DECLARATIONS)
		return false;
	d.important = !words && value.n && cut_important(&value);
	value = str_trim(value);
	if (value.n == 0)
		return true;
	if (!(property->how & SHORTHAND)) {
		if (css_read_value(value, words, quirks, &d))
			add(arena, block, &d);
		return true;
	}
	if (!css_read_shorthand(value, words, quirks, &d))
		return true;
	add(arena, block, &d);
	if (property->how & TWO) {
		d.property = property->second;
		if (css_read_shorthand(value, words, quirks, &d))
			add(arena, block, &d);
	}
	return true;
}

/* From `i` to the ":" that ends a name, or to what ends it otherwise. */
static size_t name_end(struct str s, size_t i)
{
	while (i < s.n) {
		uint8_t is = css_bytes[(uint8_t)s.p[i]];

		if (!(is & CSS_ENDS_NAME))
			i++;
		else if (is & CSS_BEGINS)
			i = css_construct_end(s, i);
		else
			break;
	}
	return i;
}

/* Over blanks, ";" and comments in front of a declaration. */
static size_t skip_between(struct str s, size_t i)
{
	for (;;) {
		while (i < s.n && css_bytes[(uint8_t)s.p[i]] & CSS_BETWEEN)
			i++;
		if (!str_starts(str_skip(s, i), STR("/*")))
			return i;
		i = comment_end(s, i);
	}
}

bool css_declarations(struct arena *arena, struct str text, bool quirks,
		      struct css_block *block, struct css_urls *urls)
{
	bool plain = css_is_plain(text), words, full = false;
	size_t from, colon, end = 0;

	while ((from = skip_between(text, end)) < text.n) {
		const struct property *property = NULL;
		struct str name, value;

		colon = name_end(text, from);
		if (colon >= text.n)
			break;
		if (text.p[colon] == ';') {
			end = colon;
			continue;
		}
		if (block && !full) {
			name = str_sub(text, from, colon);
			property = find_property(
			    str_trim(plain ? name : css_clean(arena, name)));
		}
		end = value_end(arena, text, colon + 1, urls, &words);
		if (!property)
			continue;
		value = str_sub(text, colon + 1, end);
		if (!plain)
			value = css_clean(arena, value);
		/* What loads something counts behind the last of them, too. */
		full = !read_declaration(arena, property, str_sub(text, from, end), value,
					 words, quirks, block);
		if (full && !urls)
			break;
	}
	return !full;
}
