/* link/html_page.c - see html_page.h. */
#include "link/html_page.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { LINE_ENDS_MAX = 3 }; /* two empty lines in a row say no more than ten */

static void reserve(struct html_page *page, size_t more)
{
	size_t want = page->cap;
	char *bigger;

	if (page->n + more <= page->cap)
		return;
	while (want < page->n + more)
		want = want ? want * 2 : 256;
	bigger = arena_bytes(page->scratch, want);
	if (page->n)
		memcpy(bigger, page->p, page->n);
	page->p = bigger;
	page->cap = want;
}

/* Write what was wanted before; nothing at the top of the page. Line ends that
 * preformatted text brought along count. */
static void settle(struct html_page *page)
{
	for (size_t n = page->n; page->line_ends && n && page->p[n - 1] == '\n'; n--)
		page->line_ends--;
	if (page->n) {
		if (page->line_ends) {
			memset(page->p + page->n, '\n', page->line_ends);
			page->n += page->line_ends;
		} else if (page->blank) {
			page->p[page->n++] = ' ';
		}
	}
	page->line_ends = 0;
	page->blank = false;
}

void html_page_lines(struct html_page *page, unsigned line_ends)
{
	if (page->line_ends < line_ends)
		page->line_ends = line_ends;
	page->blank = false;
}

void html_page_break(struct html_page *page)
{
	if (page->line_ends < LINE_ENDS_MAX)
		page->line_ends++;
	page->blank = false;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

enum { AHEAD = 16 }; /* bytes that copy_word() may write beyond the word */

/* Copy the run at the front of `s` that holds no byte up to the space; its length. Words
 * are short: to copy sixteen bytes and see where the word ended is one step. */
static size_t copy_word(struct str s, char *out)
{
	size_t i = 0;

#if defined(__SSE2__)
	const __m128i space = _mm_set1_epi8(' ');

	for (; i + 16 <= s.n; i += 16) {
		__m128i in = _mm_loadu_si128((const __m128i *)(const void *)(s.p + i));
		__m128i low = _mm_cmpeq_epi8(_mm_min_epu8(in, space), in);
		unsigned mask = (unsigned)_mm_movemask_epi8(low);

		_mm_storeu_si128((__m128i *)(void *)(out + i), in);
		if (mask)
			return i + (unsigned)__builtin_ctz(mask);
	}
#endif
	for (; i < s.n && (uint8_t)s.p[i] > ' '; i++)
		out[i] = s.p[i];
	return i;
}

void html_page_flow(struct html_page *page, struct str text)
{
	size_t i = 0, run;

	reserve(page, text.n + LINE_ENDS_MAX + AHEAD);
	while (i < text.n) {
		/* No byte of text is below the space but white space, and NUL, which is
		 * nothing to a browser; other controls are rare and kept. */
		for (; i < text.n && (uint8_t)text.p[i] <= ' '; i++) {
			if (is_space(text.p[i])) {
				page->blank = true;
			} else if (text.p[i]) {
				settle(page);
				page->p[page->n++] = text.p[i];
			}
		}
		if (i == text.n)
			return;
		settle(page);
		run = copy_word(str_skip(text, i), page->p + page->n);
		page->n += run;
		i += run;
	}
}

void html_page_preformatted(struct html_page *page, struct str text)
{
	if (text.n == 0)
		return;
	reserve(page, text.n + LINE_ENDS_MAX);
	settle(page);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i])
			page->p[page->n++] = text.p[i];
}

struct str html_page_slice(const struct html_page *page, size_t from, size_t to)
{
	if (to > page->n)
		to = page->n;
	if (from >= to)
		return STR("");
	return str_trim(str_make(page->p + from, to - from));
}

struct str html_page_end(struct html_page *page, struct arena *arena)
{
	if (page->n)
		page->p = (char *)arena_str(arena, str_make(page->p, page->n)).p;
	return html_page_slice(page, 0, page->n);
}
