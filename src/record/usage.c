/* record/usage.c - see usage.h. */
#include "record/usage.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <stdlib.h>

enum {
	MARKED_WORD = 4
}; /* shorter ones are other words with other dots: カード, ガード */

static const char *const kind_names[USAGE_KINDS] = {
	"zh",	"form", "word",	  "known", "glyph", "mark",
	"real", "ja",	"opener", "en",	   "bait",  "term",
};

static struct usage_row *add_row(struct arena *arena, struct usages *usages)
{
	ARENA_GROW(arena, usages->rows, usages->count, usages->cap);
	return &usages->rows[usages->count++];
}

static uint32_t characters(struct str s)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((uint8_t)s.p[i] & 0xC0) != 0x80;
	return n;
}

bool usage_read(struct arena *arena, const struct str columns[4], struct usages *usages)
{
	struct str expected = columns[2];
	uint32_t kind = 0;

	while (kind < USAGE_KINDS && !str_eq(columns[0], str_c(kind_names[kind])))
		kind++;
	if (kind == USAGE_KINDS || columns[1].n == 0 || columns[3].n == 0 ||
	    columns[1].n > LIMIT_USAGE_BYTES || expected.n > LIMIT_USAGE_BYTES)
		return false;
	if (str_eq(expected, STR("-")))
		expected = STR_NONE;
	if ((kind == USAGE_GLYPH || kind == USAGE_MARK) &&
	    (characters(columns[1]) != 1 || characters(expected) != 1))
		return false;
	*add_row(arena, usages) = (struct usage_row){ .kind = (enum usage_kind)kind,
						      .found = columns[1],
						      .expected = expected,
						      .reason = columns[3] };
	return true;
}

/* --- neighbours ------------------------------------------------------------------- */

struct glyph {
	struct str from, to;
	bool mark;
};

struct glyphs {
	struct glyph *items; /* sorted by `from` */
	uint32_t count;
};

static int by_from(const void *a, const void *b)
{
	return str_cmp(((const struct glyph *)a)->from, ((const struct glyph *)b)->from);
}

static void collect_glyphs(struct arena *arena, const struct usages *usages,
			   struct glyphs *ret)
{
	ret->items =
	    arena_alloc_array(arena, (size_t)usages->count * 2 + 1, sizeof *ret->items);
	for (uint32_t i = 0; i < usages->count; i++) {
		const struct usage_row *row = &usages->rows[i];
		bool mark = row->kind == USAGE_MARK;

		if (!mark && row->kind != USAGE_GLYPH)
			continue;
		ret->items[ret->count++] =
		    (struct glyph){ row->found, row->expected, mark };
		ret->items[ret->count++] =
		    (struct glyph){ row->expected, row->found, mark };
	}
	if (ret->count)
		qsort(ret->items, ret->count, sizeof *ret->items, by_from);
}

static uint32_t first_glyph(const struct glyphs *glyphs, struct str from)
{
	uint32_t low = 0, high = glyphs->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (str_cmp(glyphs->items[middle].from, from) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A long mark at the end that became a dash or "one" is as likely a dash, or one. */
static bool is_ambiguous(struct str from, size_t end, struct str word)
{
	return end == word.n && str_eq(from, STR("ー"));
}

static void add_neighbours(struct arena *arena, struct usages *usages,
			   const struct glyphs *glyphs, const struct usage_row *word)
{
	struct str text = word->found, reason = word->reason;
	uint32_t length = characters(text);
	size_t n;

	for (size_t at = 0; at < text.n; at += n) {
		struct str rest = str_skip(text, at), from;

		utf8_decode(rest, &n);
		from = str_sub(rest, 0, n);
		for (uint32_t i = first_glyph(glyphs, from);
		     i < glyphs->count && str_eq(glyphs->items[i].from, from); i++) {
			const struct glyph *glyph = &glyphs->items[i];
			struct str head = str_sub(text, 0, at), tail = str_skip(rest, n);

			if ((glyph->mark && length < MARKED_WORD) ||
			    is_ambiguous(from, at + n, text) ||
			    usages->count >= LIMIT_USAGE_ROWS)
				continue;
			head = arena_concat(arena, head, glyph->to);
			*add_row(arena, usages) = (struct usage_row){
				.kind = USAGE_WORD,
				.found = arena_concat(arena, head, tail),
				.expected = text,
				.reason = reason,
			};
		}
	}
}

/* --- patterns --------------------------------------------------------------------- */

static bool is_west(const struct usage_row *row)
{
	return row->kind >= USAGE_TYPO ||
	       (row->kind == USAGE_REAL && ascii_is_all(row->found));
}

/* Of words the neighbours alone are looked for. */
static bool is_pattern(const struct usage_row *row)
{
	return row->kind != USAGE_GLYPH && row->kind != USAGE_MARK &&
	       row->kind != USAGE_KNOWN && (row->kind != USAGE_WORD || row->expected.n);
}

/* A neighbour of one word may be, or lie in, another word. */
static void leave_words_alone(struct usages *usages, uint32_t words)
{
	for (uint32_t i = 0; i < words; i++) {
		struct automaton_search search = { .automaton = usages->east,
						   .text = usages->rows[i].found };
		struct automaton_match match;

		if (usages->rows[i].kind != USAGE_WORD)
			continue;
		while (automaton_search_next(&search, &match))
			if (usages->rows[match.number].kind == USAGE_WORD)
				usages->rows[match.number].genuine = true;
	}
}

static const struct automaton *build(struct arena *arena, const struct usages *usages,
				     bool west)
{
	struct arena *scratch = arena_new(0);
	struct automaton_pattern *patterns =
	    arena_room(scratch, (size_t)usages->count + 1, sizeof *patterns);
	const struct automaton *automaton;
	uint32_t count = 0;

	for (uint32_t i = 0; i < usages->count; i++)
		if (is_pattern(&usages->rows[i]) && is_west(&usages->rows[i]) == west)
			patterns[count++] =
			    (struct automaton_pattern){ .text = usages->rows[i].found,
							.number = i };
	automaton = automaton_build(arena, patterns, count);
	arena_free(scratch);
	return automaton;
}

static int by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void collect_words(struct arena *arena, struct usages *usages)
{
	usages->words =
	    arena_alloc_array(arena, (size_t)usages->count + 1, sizeof *usages->words);
	for (uint32_t i = 0; i < usages->count; i++)
		if (usages->rows[i].kind == USAGE_WORD ||
		    usages->rows[i].kind == USAGE_KNOWN)
			usages->words[usages->word_count++] = usages->rows[i].found;
	qsort(usages->words, usages->word_count, sizeof *usages->words, by_text);
}

bool usage_is_word(const struct usages *usages, struct str text)
{
	return usages->word_count &&
	       bsearch(&text, usages->words, usages->word_count, sizeof text, by_text);
}

void usage_finish(struct arena *arena, struct usages *usages)
{
	uint32_t words = usages->count;
	struct glyphs glyphs = { 0 };

	collect_words(arena, usages);
	collect_glyphs(arena, usages, &glyphs);
	for (uint32_t i = 0; i < words; i++) {
		struct usage_row row = usages->rows[i]; /* the array moves */

		if (row.kind == USAGE_WORD)
			add_neighbours(arena, usages, &glyphs, &row);
	}
	usages->east = build(arena, usages, false);
	usages->west = build(arena, usages, true);
	leave_words_alone(usages, words);
}

/* --- search ----------------------------------------------------------------------- */

static bool is_genuine(const struct usage_row *row)
{
	return row->kind == USAGE_REAL || row->genuine;
}

static bool covers(const struct usage_match *a, const struct usage_match *b)
{
	return a->start <= b->start && a->end >= b->end;
}

/* Is `one` void because of `other`? */
static bool gives_way(const struct usage_match *one, const struct usage_match *other)
{
	if (one == other || !covers(other, one))
		return false;
	if (is_genuine(other->row))
		return true;
	return one->row->kind == other->row->kind &&
	       (other->end - other->start > one->end - one->start ||
		(other->end - other->start == one->end - one->start && other < one));
}

/* Matches come by rising end: what covers one ends where it ends or later, and not later
 * than the longest pattern allows. */
static bool is_void(const struct usage_match *matches, uint32_t count, uint32_t at)
{
	const struct usage_match *one = &matches[at];

	for (uint32_t i = at; i-- > 0 && matches[i].end == one->end;)
		if (gives_way(one, &matches[i]))
			return true;
	for (uint32_t i = at + 1;
	     i < count && matches[i].end <= one->start + LIMIT_USAGE_BYTES; i++)
		if (gives_way(one, &matches[i]))
			return true;
	return false;
}

uint32_t usage_find(struct arena *arena, const struct usages *usages, bool east,
		    struct str text, struct usage_match **ret)
{
	struct automaton_search search = { .automaton =
					       east ? usages->east : usages->west,
					   .text = text };
	struct usage_match *matches = NULL, *kept;
	uint32_t count = 0, cap = 0, left = 0;
	struct automaton_match match;

	*ret = NULL;
	if (!search.automaton)
		return 0;
	while (count < LIMIT_USAGE_MATCHES && automaton_search_next(&search, &match)) {
		ARENA_GROW(arena, matches, count, cap);
		matches[count++] = (struct usage_match){ &usages->rows[match.number],
							 match.start, match.end };
	}
	kept = arena_alloc_array(arena, count, sizeof *kept);
	for (uint32_t i = 0; i < count; i++)
		if (!is_genuine(matches[i].row) && !is_void(matches, count, i))
			kept[left++] = matches[i];
	*ret = kept;
	return left;
}
