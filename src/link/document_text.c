/* link/document_text.c - where text goes: to the page, or among what is hidden. */
#include "base/utf8.h"
#include "link/document_reader.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* --- hidden spans --------------------------------------------------------------------
 */

static struct html_hidden *add_hidden(struct reader *r, int why, struct str by,
				      size_t offset, size_t length, struct place place)
{
	struct html_document *d = r->document;

	if (d->hidden_count == LIMIT_HTML_SPANS) {
		reader_cut(r, "LIMIT_HTML_SPANS");
		return NULL;
	}
	ARENA_GROW(r->scratch, r->hidden_places, d->hidden_count, r->hidden_place_cap);
	r->hidden_places[d->hidden_count] = place;
	ARENA_GROW(r->scratch, d->hidden, d->hidden_count, d->hidden_cap);
	d->hidden[d->hidden_count] = (struct html_hidden){ .why = (enum html_hiding)why,
							   .property = by,
							   .offset = offset,
							   .length = length };
	return &d->hidden[d->hidden_count++];
}

void span_close(struct reader *r)
{
	struct span *span = &r->span;

	if (!span->open)
		return;
	span->open = false;
	add_hidden(r, span->why, span->by, span->offset, span->end - span->offset,
		   (struct place){ span->from, r->hidden_page.n, true });
}

void spans_finish(struct reader *r)
{
	struct html_document *d = r->document;

	span_close(r);
	d->hidden =
	    arena_copy_array(r->arena, d->hidden, d->hidden_count, sizeof *d->hidden);
	for (uint32_t i = 0; i < d->hidden_count; i++) {
		struct place place = r->hidden_places[i];
		struct html_hidden *hidden = &d->hidden[i];

		if (!hidden->text.p)
			hidden->text = html_page_slice(place.hidden_page ? &r->hidden_page
									 : &r->page,
						       place.from, place.to);
	}
}

static bool is_blank(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((uint8_t)text.p[i] > ' ')
			return false;
	return true;
}

void text_hidden(struct reader *r, struct str text, size_t offset, size_t length)
{
	const struct look *look = reader_look(r);
	struct span *span = &r->span;

	if (is_blank(text)) {
		html_page_blank(&r->hidden_page);
		return;
	}
	if (span->open && (span->why != look->why || !str_eq(span->by, look->by)))
		span_close(r);
	if (!span->open) {
		html_page_lines(&r->hidden_page, 1);
		*span = (struct span){ .open = true,
				       .why = look->why,
				       .by = look->by,
				       .offset = offset,
				       .from = r->hidden_page.n };
	}
	html_page_flow(&r->hidden_page, text);
	span->end = offset + length;
}

/* --- characters that nobody sees --- */

/* Length of a zero-width character at the front of `s`, else 0; `ret` its code. */
static size_t zero_width(struct str s, uint32_t *ret)
{
	const uint8_t *p = (const uint8_t *)s.p;

	*ret = 0;
	if (s.n >= 2 && p[0] == 0xC2 && p[1] == 0xAD)
		*ret = 0xAD;
	else if (s.n >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x8B && p[2] <= 0x8D)
		*ret = 0x2000u + (p[2] & 0x3Fu);
	else if (s.n >= 3 && p[0] == 0xE2 && p[1] == 0x81 && p[2] == 0xA0)
		*ret = 0x2060;
	else if (s.n >= 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF)
		*ret = 0xFEFF;
	else
		return 0;
	return *ret == 0xAD ? 2 : 3;
}

/* A letter or digit of a script that needs no joiners and marks words by blanks or not at
 * all: in Arabic and Indic writing, in Thai and Khmer, and between emoji they are lawful.
 */
static bool is_plain_letter(int32_t c)
{
	if (c < 0x80)
		return c >= 0 && ascii_is_alnum((char)c);
	return (c >= 0xC0 && c < 0x0530 && c != 0xD7 && c != 0xF7) ||
	       (c >= 0x1E00 && c < 0x2000) || (c >= 0x3041 && c < 0x3100) ||
	       (c >= 0x3400 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) ||
	       (c >= 0xFF10 && c < 0xFFA0);
}

static int32_t last_character(struct str s)
{
	size_t n = s.n, length;

	while (n && s.n - n < 4 && ((uint8_t)s.p[n - 1] & 0xC0) == 0x80)
		n--;
	if (n == 0)
		return -1;
	return utf8_decode(str_skip(s, n - 1), &length);
}

static void note_run(struct reader *r, struct str text, size_t from, size_t to,
		     size_t offset, size_t length)
{
	struct html_hidden *hidden;
	struct str run = str_sub(text, from, to);
	struct str before = str_sub(text, 0, from), after = str_skip(text, to);
	size_t n;

	if (before.n == 0 && !r->page.blank && r->page.line_ends == 0)
		before = str_make(r->page.p, r->page.n);
	if (before.n == 0 || after.n == 0 || !is_plain_letter(last_character(before)) ||
	    !is_plain_letter(utf8_decode(after, &n)))
		return;
	/* Of text with CR all is said to be the place, as of text with references: that
	 * is how reports have always had it. */
	if (str_within(r->source, run) && str_find(text, '\r') == STR_NPOS) {
		offset = str_offset(r->source, run);
		length = run.n;
	}
	hidden = add_hidden(r, HIDING_INVISIBLE, STR_NONE, offset, length,
			    (struct place){ 0 });
	if (hidden)
		hidden->text = reader_keep(r, run);
}

static void note_zero_widths(struct reader *r, struct str text, size_t offset,
			     size_t length)
{
	size_t i = ascii_prefix(text), n;
	uint32_t code;

	while (i < text.n) {
		size_t from = i;

		while (i < text.n && (n = zero_width(str_skip(text, i), &code)))
			i += n;
		if (i > from)
			note_run(r, text, from, i, offset, length);
		else if ((uint8_t)text.p[i] < 0x80)
			i += ascii_prefix(str_skip(text, i));
		else
			i++;
	}
}

/* --- text of the page --------------------------------------------------------------- */

void text_seen(struct reader *r, struct str text, size_t offset, size_t length)
{
	const struct look *look = reader_look(r);
	size_t from = r->page.n;

	if (look->mso)
		html_page_blank(&r->page);
	note_zero_widths(r, text, offset, length);
	if (look->preformatted) {
		if (r->first_line_end) /* of <pre>: not shown (13.2.6.4.7) */
			str_eat_char(&text, '\n');
		html_page_preformatted(&r->page, text);
	} else {
		html_page_flow(&r->page, text);
	}
	r->first_line_end = false;
	if (r->page.n == from)
		return;
	span_close(r);
	if (r->link != NO_LINK)
		r->link_texts[r->link].seen = true;
	if (look->mso)
		add_hidden(r, HIDING_MSO, look->by_mso, offset, length,
			   (struct place){ from, r->page.n, false });
}

#if defined(__SSE2__)
/* Are these sixteen bytes white? Of U+0009 to U+000D, all but U+000B. */
static bool sixteen_white(const char *p)
{
	__m128i in = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i from = _mm_sub_epi8(in, _mm_set1_epi8('\t'));
	__m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8(4)), from);
	__m128i white = _mm_or_si128(
	    _mm_cmpeq_epi8(in, _mm_set1_epi8(' ')),
	    _mm_andnot_si128(_mm_cmpeq_epi8(in, _mm_set1_epi8(11)), controls));

	return _mm_movemask_epi8(white) == 0xFFFF;
}
#endif

/* What stands between most tags: white space, at least one. */
static bool is_white(struct str text)
{
	size_t i = 0;

#if defined(__SSE2__)
	while (i + 16 <= text.n && sixteen_white(text.p + i))
		i += 16;
#endif
	for (; i < text.n; i++)
		if (!ascii_is_space(text.p[i]) && text.p[i] != '\f')
			return false;
	return text.n > 0;
}

static void read_blank(struct reader *r, bool seen)
{
	if (!seen) {
		html_page_blank(&r->hidden_page);
		return;
	}
	r->page.blank = true;
	r->first_line_end = false;
}

/* It stands in an element whose text is shown, or would be. */
static void read_shown(struct reader *r, const struct html_token *token)
{
	bool seen = reader_look(r)->why == SEEN;
	bool flows = !seen || !reader_look(r)->preformatted;
	size_t offset, from = r->page.n;
	struct str place, text;

	if (flows && is_white(token->text)) {
		read_blank(r, seen);
		return;
	}
	text = reader_text(r, token, flows);
	place = reader_place(r, token);
	offset = str_offset(r->source, place);
	if (!seen) {
		text_hidden(r, text, offset, place.n);
		return;
	}
	text_seen(r, text, offset, place.n);
	if (r->map && r->page.n > from)
		map_note(r, token, from, place);
}

void text_read(struct reader *r, const struct html_token *token)
{
	switch (reader_top(r)->row->id) {
	case EL_TITLE:
		if (!r->title_read && reader_on_page(r))
			html_page_flow(&r->title, reader_text(r, token, true));
		break;
	case EL_STYLE:
		style_read_sheet(r, token);
		break;
	case EL_SCRIPT:
		break;
	default:
		read_shown(r, token);
		break;
	}
}
