/* report/redact_match.c - see redact_match.h.
 *
 * The patterns stand in one automaton. A text is a graph: each reading of a place is an
 * edge to where it ends, and the search follows all of them side by side; two that reach
 * one place in one state go on as one. Where words begin and end is written into the
 * bytes that the automaton sees, as signs of its own: so a state knows it, whatever way
 * led to it. */
#include "report/redact_match.h"

#include "report/redact_reading.h"

#include <assert.h>
#include <stdlib.h>

/* In front of a word's first letter and behind its last; no text holds them that we look
 * for. */
enum { WORD_BEGINS = 1, WORD_ENDS = 2 };

enum {
	/* Searched at once; what is found spans less than the overlap. */
	WINDOW = 64 << 10,
	OVERLAP = 8 << 10,
	THREADS = 6,	 /* that stand at one place; readings differ in few characters */
	LOOSE_LEAST = 6, /* bytes of a word that counts inside others where it is coded */
	CODED_LEAST = 8, /* characters that code six bytes or four */
};

struct redact_matcher {
	const struct automaton *automaton;
	const struct redact_pattern *patterns;
	uint32_t count;
};

static bool is_word(unsigned char c)
{
	return ascii_is_alnum((char)c);
}

/* --- patterns ------------------------------------------------------------------------
 */

static struct str with_edges(struct arena *arena, const struct redact_pattern *pattern)
{
	struct str text = pattern->text;
	char *out = arena_bytes(arena, 2 * text.n + 2);
	bool word = false;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool now = is_word((unsigned char)text.p[i]);

		if (now && !word && (i > 0 || pattern->edges & EDGE_LEFT))
			out[n++] = WORD_BEGINS;
		if (!now && word)
			out[n++] = WORD_ENDS;
		out[n++] = ascii_lower(text.p[i]);
		word = now;
	}
	if (word && pattern->edges & EDGE_RIGHT)
		out[n++] = WORD_ENDS;
	return str_make(out, n);
}

const struct redact_matcher *redact_matcher_build(struct arena *arena,
						  const struct redact_pattern *patterns,
						  uint32_t count)
{
	struct redact_matcher *matcher = arena_new_of(arena, struct redact_matcher);
	struct automaton_pattern *all =
	    arena_alloc_array(arena, 2 * (size_t)count, sizeof *all);

	matcher->patterns = patterns;
	matcher->count = count;
	for (uint32_t i = 0; i < count; i++)
		all[i] =
		    (struct automaton_pattern){ .text = with_edges(arena, &patterns[i]),
						.number = i };
	for (uint32_t i = 0; i < count; i++) {
		struct redact_pattern loose = patterns[i];

		loose.edges = 0;
		if (loose.text.n < LOOSE_LEAST)
			loose.text.n = 0;
		all[count + i] =
		    (struct automaton_pattern){ .text = with_edges(arena, &loose),
						.number = count + i };
	}
	matcher->automaton = automaton_build(arena, all, 2 * count);
	return matcher;
}

/* --- one pass ------------------------------------------------------------------------
 */

struct thread {
	uint32_t state;
	uint32_t parent; /* index; NOBODY */
	uint32_t next;	 /* at the same place; NOBODY */
	uint32_t at;	 /* the place, in the window */
	uint8_t bytes;	 /* that led here from the parent */
	bool word;	 /* the last of them was a letter or digit */
};

enum { NOBODY = UINT32_MAX };

struct pass {
	const struct redact_matcher *matcher;
	struct str text; /* the window */
	size_t offset;	 /* of the window */
	uint32_t *heads; /* by place */
	struct thread *threads;
	size_t count, cap;
	bool loose; /* words count inside others, too: "xtaro" in base64 */
	struct redact_matches *ret;
};

static void *grown(void *items, size_t *cap, size_t size)
{
	*cap = *cap ? *cap * 2 : 256;
	items = realloc(items, *cap * size);
	if (!items)
		abort(); /* memory that truly runs out ends the worker */
	return items;
}

static void add_match(struct redact_matches *ret, const struct redact_match *match)
{
	if (ret->count == ret->cap)
		ret->items = grown(ret->items, &ret->cap, sizeof *ret->items);
	ret->items[ret->count++] = *match;
}

/* Where the last `length` bytes on the way to a thread begin. */
static size_t begin_of(const struct pass *pass, uint32_t thread, size_t length)
{
	size_t bytes = 0;

	while (bytes < length) {
		const struct thread *t = &pass->threads[thread];

		bytes += t->bytes;
		assert(t->parent != NOBODY);
		thread = t->parent;
	}
	return pass->threads[thread].at;
}

/* Patterns that end in `state`: `behind` bytes of the way to `thread` come after them. */
static void take_ends(struct pass *pass, uint32_t state, uint32_t thread, size_t behind,
		      size_t end)
{
	struct automaton_end ends = { .at = state };
	uint32_t number;

	while (automaton_end_next(pass->matcher->automaton, &ends, &number)) {
		bool is_loose = number >= pass->matcher->count;
		const struct redact_pattern *pattern =
		    &pass->matcher
			 ->patterns[is_loose ? number - pass->matcher->count : number];
		struct redact_match match = { .number = pattern->number };

		if (is_loose && !pass->loose)
			continue;

		match.start =
		    pass->offset + begin_of(pass, thread, pattern->text.n + behind);
		match.end = pass->offset + end;
		add_match(pass->ret, &match);
	}
}

static uint32_t add_thread(struct pass *pass, const struct thread *thread)
{
	if (pass->count == pass->cap)
		pass->threads = grown(pass->threads, &pass->cap, sizeof *pass->threads);
	pass->threads[pass->count] = *thread;
	return (uint32_t)pass->count++;
}

/* The thread goes on unless another does the same. */
static void settle(struct pass *pass, uint32_t index)
{
	struct thread *thread = &pass->threads[index];
	uint32_t *head = &pass->heads[thread->at], others = 0;

	for (uint32_t i = *head; i != NOBODY; i = pass->threads[i].next) {
		const struct thread *other = &pass->threads[i];

		if (++others == THREADS ||
		    (other->state == thread->state && other->word == thread->word))
			return;
	}
	thread->next = *head;
	*head = index;
}

static void follow(struct pass *pass, uint32_t from, const struct reading_of *reading)
{
	const struct automaton *automaton = pass->matcher->automaton;
	struct thread next = pass->threads[from];
	size_t before = next.at;
	uint32_t index;

	next.parent = from;
	next.bytes = (uint8_t)reading->count;
	next.at = (uint32_t)(before + reading->length);
	index = add_thread(pass, &next);
	for (uint32_t i = 0; i < reading->count; i++) {
		unsigned char byte = reading->bytes[i];
		bool word = is_word(byte);

		if (!word && next.word) {
			next.state = automaton_step(automaton, next.state, WORD_ENDS);
			take_ends(pass, next.state, index, reading->count - i, before);
		} else if (word && !next.word) {
			next.state = automaton_step(automaton, next.state, WORD_BEGINS);
		}
		next.state = automaton_step(automaton, next.state, byte);
		next.word = word;
		take_ends(pass, next.state, index, reading->count - i - 1, next.at);
	}
	pass->threads[index].state = next.state;
	pass->threads[index].word = next.word;
	settle(pass, index);
}

static void end_words(struct pass *pass, size_t at)
{
	for (uint32_t i = pass->heads[at]; i != NOBODY; i = pass->threads[i].next) {
		if (!pass->threads[i].word)
			continue;
		take_ends(pass,
			  automaton_step(pass->matcher->automaton, pass->threads[i].state,
					 WORD_ENDS),
			  i, 0, at);
	}
}

/* `before`: the byte in front of the window; 0: none. */
static void search_window(struct pass *pass, unsigned char before, bool last)
{
	size_t n = pass->text.n;
	struct reading_of readings[READINGS];
	struct thread first = { .parent = NOBODY,
				.next = NOBODY,
				.word = is_word(before) };

	pass->heads = malloc((n + READING_SPAN + 2) * sizeof *pass->heads);
	if (!pass->heads)
		abort();
	for (size_t i = 0; i < n + READING_SPAN + 2; i++)
		pass->heads[i] = NOBODY;
	pass->count = 0;
	pass->heads[0] = add_thread(pass, &first);
	for (size_t at = 0; at < n; at++) {
		uint32_t count;

		if (pass->heads[at] == NOBODY)
			continue;
		count = readings_at(pass->text, at, readings);
		for (uint32_t i = pass->heads[at]; i != NOBODY; i = pass->threads[i].next)
			for (uint32_t k = 0; k < count; k++)
				follow(pass, i, &readings[k]);
	}
	if (last)
		end_words(pass, n);
	free(pass->heads);
}

static void search_plain(const struct redact_matcher *matcher, struct str text,
			 bool loose, struct redact_matches *ret)
{
	struct pass pass = { .matcher = matcher, .loose = loose, .ret = ret };
	size_t at = 0;

	while (text.n) {
		bool last = text.n - at <= WINDOW;

		pass.offset = at;
		pass.text = str_sub(text, at, last ? text.n : at + WINDOW);
		search_window(&pass, at ? (unsigned char)text.p[at - 1] : 0, last);
		if (last)
			break;
		at += WINDOW - OVERLAP;
	}
	free(pass.threads);
}

/* --- coded runs ----------------------------------------------------------------------
 */

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (ascii_is_digit(c))
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

/* Digits of a coding in a text, with the places where they stand: percent escapes of
 * them, and the line ends of MIME between them. */
struct digits {
	unsigned char *values;
	uint32_t *places; /* in the text; places[n] is the end */
	size_t n;
};

/* Bytes of a line end between digits; 0: none. */
static size_t line_end_at(struct str text, size_t at)
{
	size_t i = at;

	if (i < text.n && text.p[i] == '=')
		i++;
	if (i < text.n && text.p[i] == '\r')
		i++;
	if (i == text.n || text.p[i] != '\n')
		return 0;
	i++;
	while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t'))
		i++;
	return i - at;
}

/* "%2B", "=2B", "\/" and the digit itself; -1 where none stands there. */
static int digit_at(struct str text, size_t at, int (*value)(char), size_t *ret_length)
{
	struct reading_of readings[READINGS];
	uint32_t count;
	int v = value(text.p[at]);

	*ret_length = 1;
	if (v >= 0)
		return v;
	if (text.p[at] != '%' && text.p[at] != '=' && text.p[at] != '\\' &&
	    text.p[at] != '&')
		return -1;
	count = readings_at(text, at, readings);
	for (uint32_t i = 1; i < count; i++) {
		/* The case of a letter is lost, and "=2B" may begin a value: only signs
		 * are read so. */
		if (readings[i].count != 1 || ascii_is_alnum((char)readings[i].bytes[0]))
			continue;
		*ret_length = readings[i].length;
		return value((char)readings[i].bytes[0]);
	}
	return -1;
}

static size_t read_digits(struct str text, size_t at, int (*value)(char),
			  struct digits *ret)
{
	size_t length;

	ret->n = 0;
	while (at < text.n) {
		int v = digit_at(text, at, value, &length);

		if (v < 0) {
			/* A header of one word is no first line of base64. */
			size_t skip = ret->n >= 16 ? line_end_at(text, at) : 0;

			if (skip == 0 || at + skip >= text.n ||
			    digit_at(text, at + skip, value, &length) < 0)
				break;
			at += skip;
			continue;
		}
		ret->values[ret->n] = (unsigned char)v;
		ret->places[ret->n++] = (uint32_t)at;
		at += length;
	}
	ret->places[ret->n] = (uint32_t)at;
	return at;
}

struct coding {
	int (*value)(char);
	unsigned bits, group; /* of a digit; digits that make whole bytes */
};

static int hex_value(char c)
{
	return ascii_hex(c);
}

static const struct coding codings[] = { { base64_value, 6, 4 }, { hex_value, 4, 2 } };

static size_t decode(const struct coding *coding, const struct digits *digits,
		     size_t skip, char *out)
{
	uint32_t bits = 0, have = 0;
	size_t n = 0;

	for (size_t i = skip; i < digits->n; i++) {
		bits = bits << coding->bits | digits->values[i];
		have += coding->bits;
		if (have >= 8) {
			have -= 8;
			out[n++] = (char)(bits >> have & 0xFF);
		}
	}
	return n;
}

static void search_at(const struct redact_matcher *matcher, struct str text, int depth,
		      struct redact_matches *ret);

/* The digits around what was found, up to the signs that also part the pieces of a
 * path. */
static void widen(struct str text, const struct digits *digits, size_t first, size_t last,
		  struct redact_match *ret)
{
	while (first > 0 && text.p[digits->places[first - 1]] != '/')
		first--;
	while (last < digits->n && text.p[digits->places[last]] != '/')
		last++;
	ret->start = digits->places[first];
	ret->end = digits->places[last];
	ret->coded = true;
}

/* A run read at one alignment. What is found in its bytes is, in the text, the digits
 * that make them. */
static void search_aligned(const struct redact_matcher *matcher, struct str text,
			   const struct coding *coding, const struct digits *digits,
			   size_t skip, char *room, int depth, struct redact_matches *ret)
{
	struct str bytes = str_make(room, decode(coding, digits, skip, room));
	struct redact_matches found = { 0 };

	search_at(matcher, bytes, depth, &found);
	for (size_t i = 0; i < found.count; i++) {
		struct redact_match match = found.items[i];
		size_t first = skip + found.items[i].start * 8 / coding->bits;
		size_t last =
		    skip + (found.items[i].end * 8 + coding->bits - 1) / coding->bits;

		widen(text, digits, first, last > digits->n ? digits->n : last, &match);
		add_match(ret, &match);
	}
	redact_matches_free(&found);
}

static void search_coding(const struct redact_matcher *matcher, struct str text,
			  const struct coding *coding, int depth,
			  struct redact_matches *ret)
{
	struct digits digits = { 0 };
	char *room = malloc(text.n + 1);

	digits.values = malloc(text.n + 1);
	digits.places = malloc((text.n + 1) * sizeof *digits.places);
	if (!room || !digits.values || !digits.places)
		abort();
	for (size_t at = 0; at < text.n;) {
		size_t end = read_digits(text, at, coding->value, &digits);

		for (size_t skip = 0; digits.n >= CODED_LEAST && skip < coding->group;
		     skip++)
			search_aligned(matcher, text, coding, &digits, skip, room, depth,
				       ret);
		at = end > at ? end : at + 1;
	}
	free(digits.places);
	free(digits.values);
	free(room);
}

static void search_at(const struct redact_matcher *matcher, struct str text, int depth,
		      struct redact_matches *ret)
{
	search_plain(matcher, text, depth < REDACT_DEPTH - 1, ret);
	if (depth == 0)
		return;
	for (size_t i = 0; i < COUNT(codings); i++)
		search_coding(matcher, text, &codings[i], depth - 1, ret);
}

/* --- the whole -----------------------------------------------------------------------
 */

static int by_place(const void *left, const void *right)
{
	const struct redact_match *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end > b->end ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

void redact_matcher_find(const struct redact_matcher *matcher, struct str text,
			 struct redact_matches *ret)
{
	*ret = (struct redact_matches){ 0 };
	search_at(matcher, text, REDACT_DEPTH - 1, ret);
	if (ret->count)
		qsort(ret->items, ret->count, sizeof *ret->items, by_place);
}

void redact_matches_free(struct redact_matches *matches)
{
	free(matches->items);
}
