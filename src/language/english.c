/* language/english.c - slips of English that copied and translated bait is full of: words
 * of the table, words twice, blanks before commas, capitals behind them; and terms.
 *
 * Honest people slip, too: a missing article is nothing, and all of these are weak. */
#include "base/bytes16.h"
#include "language/reader.h"

/* The text in lower case with single blanks, and where each byte came from. */
struct folded_words {
	struct str text;
	uint32_t *at;	/* text.n + 1 offsets in the source */
	uint32_t words; /* as blanks count them */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bytes16 blanks(bytes16 v)
{
	return bytes16_are(v, ' ') | bytes16_are(v, '\t') | bytes16_are(v, '\r') |
	       bytes16_are(v, '\n');
}

/* "’" is the apostrophe of those who set type. */
static size_t apostrophe(struct str rest)
{
	return str_starts(rest, STR("\u2019")) ? 3 : 0;
}

/* Of sixteen bytes from `at` on those before the first that is more than a letter in
 * lower case: a blank that is not one ' ' between two words, what may be an apostrophe.
 */
static unsigned plain_run(struct str source, size_t at, char *out, uint32_t *words)
{
	bytes16 here = bytes16_at(source.p + at), next = bytes16_at(source.p + at + 1);
	bytes16 space = bytes16_are(here, ' ');
	bytes16 lower = here | (bytes16_between(here, 'A', 'Z') & 0x20);
	unsigned stops = bytes16_places(blanks(here) & (~space | blanks(next))) |
			 bytes16_places(bytes16_are(here, '\xE2'));
	unsigned n = stops ? (unsigned)__builtin_ctz(stops) : 16;

	memcpy(out, &lower, sizeof lower);
	for (unsigned spaces = bytes16_places(space) & ((1u << n) - 1); spaces;
	     spaces &= spaces - 1)
		++*words;
	return n;
}

/* What was written is never longer than what was read: whole blocks find room. */
static size_t fold_run(struct str source, size_t at, char *out, struct folded_words *ret)
{
	size_t from = at;
	unsigned n = 16;

	for (; n == 16 && source.n - at > 16; at += n)
		n = plain_run(source, at, out + (at - from), &ret->words);
	return at - from;
}

static void fold(struct slip_reader *r, struct folded_words *ret)
{
	struct str source = r->passage->text;
	char *out = arena_bytes(r->scratch, source.n + 1);
	size_t n = 0, step;

	ret->words = 1;
	ret->at = arena_alloc_array(r->scratch, source.n + 1, sizeof *ret->at);
	for (size_t i = 0; i < source.n; i += step) {
		char c = source.p[i];

		step = 1;
		if (is_blank(c)) {
			if (n && out[n - 1] == ' ')
				continue;
			c = ' ';
			ret->words++;
		} else if ((uint8_t)c == 0xE2 &&
			   (step = apostrophe(str_skip(source, i)))) {
			c = '\'';
		} else {
			step = 1;
		}
		ret->at[n] = (uint32_t)i;
		out[n++] = ascii_lower(c);
		if (c != ' ') {
			size_t run = fold_run(source, i + step, out + n, ret);

			count_up(ret->at + n, (uint32_t)(i + step), run);
			n += run;
			step += run;
		}
	}
	ret->at[n] = (uint32_t)source.n;
	ret->text = str_make(out, n);
}

/* --- words ------------------------------------------------------------------------ */

static const uint8_t word_bytes[256] = {
	['0' ... '9'] = 1, ['A' ... 'Z'] = 1,	['a' ... 'z'] = 1,
	['_'] = 1,	   [0x80 ... 0xFF] = 1,
};

static inline bool is_word_byte(char c)
{
	return word_bytes[(uint8_t)c];
}

/* No word goes on at either side; "re-" of the table ends in the middle of one. */
static bool is_whole(struct str text, size_t start, size_t end)
{
	if (start > 0 && (is_word_byte(text.p[start - 1]) || text.p[start - 1] == '-' ||
			  text.p[start - 1] == '.' || text.p[start - 1] == '@' ||
			  text.p[start - 1] == '/'))
		return false;
	if (!ascii_is_alnum(text.p[end - 1]))
		return true;
	/* "user@…" and "acount.example" are names. */
	if (end < text.n && (is_word_byte(text.p[end]) || text.p[end] == '@' ||
			     text.p[end] == '/' || text.p[end] == '='))
		return false;
	return end + 1 >= text.n || (text.p[end] != '.' && text.p[end] != '-') ||
	       !is_word_byte(text.p[end + 1]);
}

struct word {
	size_t start, end;
};

static bool next_word(struct str text, size_t *at, struct word *ret)
{
	size_t i = *at;

	while (i < text.n && !is_word_byte(text.p[i]))
		i++;
	ret->start = i;
	while (i < text.n &&
	       (is_word_byte(text.p[i]) ||
		(text.p[i] == '\'' && i + 1 < text.n && ascii_is_alpha(text.p[i + 1]))))
		i++;
	*at = ret->end = i;
	return ret->start < ret->end;
}

static bool is_one_of(struct str word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(word, str_c(list[i])))
			return true;
	return false;
}

#define KEY(a, b, c, d) ((uint32_t)(a) | (b) << 8 | (c) << 16 | (uint32_t)(d) << 24)

/* One of those of which every English text is full? */
static bool is_common(struct str word)
{
	uint32_t key = 0;

	if (word.n < 2 || word.n > 4)
		return false;
	for (size_t i = 0; i < word.n; i++)
		key |= (uint32_t)(uint8_t)ascii_lower(word.p[i]) << 8 * i;
	switch (key) {
	case KEY('t', 'h', 'e', 0):
	case KEY('a', 'n', 'd', 0):
	case KEY('o', 'f', 0, 0):
	case KEY('t', 'o', 0, 0):
	case KEY('i', 'n', 0, 0):
	case KEY('y', 'o', 'u', 0):
	case KEY('y', 'o', 'u', 'r'):
	case KEY('w', 'e', 0, 0):
	case KEY('i', 's', 0, 0):
	case KEY('a', 'r', 'e', 0):
	case KEY('f', 'o', 'r', 0):
	case KEY('t', 'h', 'i', 's'):
	case KEY('t', 'h', 'a', 't'):
	case KEY('w', 'i', 't', 'h'):
	case KEY('f', 'r', 'o', 'm'):
	case KEY('w', 'i', 'l', 'l'):
	case KEY('h', 'a', 's', 0):
	case KEY('h', 'a', 'v', 'e'):
	case KEY('o', 'u', 'r', 0):
	case KEY('b', 'e', 0, 0):
	case KEY('i', 't', 0, 0):
	case KEY('n', 'o', 't', 0):
	case KEY('o', 'n', 0, 0):
	case KEY('b', 'y', 0, 0):
		return true;
	default:
		return false;
	}
}

/* Is it English? One word in eight is a common one then; the first page tells. */
static bool is_english(struct str text)
{
	enum { ENOUGH = 400 };
	uint32_t words = 0, found = 0;
	struct word word;

	for (size_t at = 0; words < ENOUGH && next_word(text, &at, &word); words++)
		found += is_common(str_sub(text, word.start, word.end));
	return found >= 3 && found * 8 >= words;
}

static void note(struct slip_reader *r, const struct folded_words *folded,
		 struct slip slip, size_t start, size_t end)
{
	slip.start = folded->at[start];
	slip.end = folded->at[end - 1] + 1;
	slip.found = str_sub(r->passage->text, slip.start, slip.end);
	slip_add(r, &slip);
}

static void read_table(struct slip_reader *r, const struct folded_words *folded)
{
	struct usage_match *matches;
	uint32_t count = usage_find(r->scratch, r->usages, false, folded->text, &matches);

	for (uint32_t i = 0; i < count; i++) {
		const struct usage_match *match = &matches[i];
		struct slip slip = { .kind = SLIP_TYPO,
				     .expected = match->row->expected };

		if (!is_whole(folded->text, match->start, match->end))
			continue;
		if (match->row->kind == USAGE_BAIT) {
			slip.kind = SLIP_TRANSLATED;
			slip.rule = RULE_BAIT;
		} else if (match->row->kind == USAGE_TERM) {
			slip.kind = SLIP_TERM;
		} else if (match->row->kind != USAGE_TYPO) {
			continue;
		}
		note(r, folded, slip, match->start, match->end);
	}
}

/* --- words twice ------------------------------------------------------------------ */

/* "the the": words that no sentence has twice in a row. Their lengths are those below. */
static const char *const twice[] = { "the",  "a",   "an",     "to",   "of", "and",  "for",
				     "your", "our", "with",   "this", "be", "will", "has",
				     "from", "we",  "please", "are",  "or", "not" };
static const unsigned lengths[] = { 1, 2, 3, 4, 6 };
enum { TWICE_LONGEST = 6 };

/* "don't" is one word. */
static bool begins_word(struct str text, size_t at)
{
	if (at == 0)
		return true;
	return !is_word_byte(text.p[at - 1]) &&
	       !(text.p[at - 1] == '\'' && at >= 2 && is_word_byte(text.p[at - 2]));
}

static bool ends_word(struct str text, size_t at)
{
	if (at == text.n)
		return true;
	return !is_word_byte(text.p[at]) &&
	       !(text.p[at] == '\'' && at + 1 < text.n && ascii_is_alpha(text.p[at + 1]));
}

/* The same `n` bytes on both sides of the blank, words of their own. */
static bool is_twice(struct str text, size_t blank, size_t n)
{
	return n <= blank && blank + n < text.n &&
	       memcmp(text.p + blank - n, text.p + blank + 1, n) == 0 &&
	       begins_word(text, blank - n) && ends_word(text, blank + 1 + n) &&
	       is_one_of(str_sub(text, blank - n, blank), twice, COUNT(twice));
}

static void judge_twice(struct slip_reader *r, const struct folded_words *folded,
			size_t blank)
{
	struct slip slip = { .kind = SLIP_REDUNDANT, .rule = RULE_TWICE };

	for (size_t i = 0; i < COUNT(lengths); i++) {
		size_t n = lengths[i], start = blank - n;

		if (!is_twice(folded->text, blank, n))
			continue;
		if (str_find(str_sub(r->passage->text, folded->at[start],
				     folded->at[blank + 1]),
			     '\n') == STR_NPOS)
			note(r, folded, slip, start, blank + 1 + n);
		return;
	}
}

/* Which of sixteen bytes are blanks with the same first and last letter of a word of such
 * a length on both sides: hardly any, and each is looked at then. */
static unsigned maybe_twice(const char *p)
{
	bytes16 found = { 0 };

	for (size_t i = 0; i < COUNT(lengths); i++) {
		unsigned n = lengths[i];

		found |= (bytes16)(bytes16_at(p - 1) == bytes16_at(p + n)) &
			 (bytes16)(bytes16_at(p - n) == bytes16_at(p + 1));
	}
	return bytes16_places(found & bytes16_are(bytes16_at(p), ' '));
}

static void read_twice(struct slip_reader *r, const struct folded_words *folded)
{
	struct str text = folded->text;
	size_t at = 0;

	for (; at < TWICE_LONGEST && at < text.n; at++)
		if (text.p[at] == ' ')
			judge_twice(r, folded, at);
	for (; text.n - at >= 16 + TWICE_LONGEST; at += 16)
		for (unsigned places = maybe_twice(text.p + at); places;
		     places &= places - 1)
			judge_twice(r, folded, at + (unsigned)__builtin_ctz(places));
	for (; at < text.n; at++)
		if (text.p[at] == ' ')
			judge_twice(r, folded, at);
}

/* --- commas ----------------------------------------------------------------------- */

/* A salutation or a list of names ends in a comma, too. */
static bool begins_line(struct str text, size_t comma)
{
	enum { SALUTATION = 40 };
	size_t from = comma > SALUTATION ? comma - SALUTATION : 0;

	while (comma > from && text.p[comma - 1] != '\n')
		comma--;
	return comma == 0 || text.p[comma - 1] == '\n';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* ", We highly recommend": a sentence begins behind the comma at `i`. */
static void judge_capital(struct slip_reader *r, struct str text, size_t i)
{
	static const char *const openers[] = {
		"We",  "You",  "Your", "Please", "It",	  "If",	     "And",   "But",
		"Our", "They", "He",   "This",	 "There", "However", "Kindly"
	};
	struct slip slip = { .kind = SLIP_TYPO };
	struct str word = str_until(str_sub(text, i + 2, i + 16), ' ');
	struct str after = str_skip(text, i + 2 + word.n + 1);

	if (!is_one_of(word, openers, COUNT(openers)) || after.n == 0 ||
	    !is_lower(after.p[0]) || begins_line(text, i))
		return;
	slip.start = i;
	slip.end = i + 2 + word.n;
	slip.found = str_sub(text, slip.start, slip.end);
	slip_add(r, &slip);
}

static bool is_after_blank(struct str text, size_t i)
{
	return i >= 2 && text.p[i - 1] == ' ' && is_lower(text.p[i - 2]) &&
	       is_lower(ascii_lower(text.p[i + 2]));
}

/* "text , text": once is a slip of the finger, or a link's border. */
static void judge_blank(struct slip_reader *r, struct str text, size_t i, uint32_t seen)
{
	enum { LEAST = 2 };
	struct slip slip = { .kind = SLIP_TYPO, .start = i - 2, .end = i + 3 };

	slip.found = str_sub(text, slip.start, slip.end);
	if (seen >= LEAST)
		slip_add(r, &slip);
}

static void read_commas(struct slip_reader *r)
{
	struct str text = r->passage->text;
	uint32_t seen = 0;
	size_t i = 0, next;

	for (; (next = str_find(str_skip(text, i), ',')) != STR_NPOS; i++) {
		i += next;
		if (i + 3 >= text.n)
			return;
		if (i == 0 || text.p[i + 1] != ' ')
			continue;
		if (is_lower(text.p[i - 1]) && text.p[i + 2] >= 'A' &&
		    text.p[i + 2] <= 'Z')
			judge_capital(r, text, i);
		else if (is_after_blank(text, i))
			judge_blank(r, text, i, ++seen);
	}
}

/* "Dear ann@a.example": who knows the address and not the name. `at` is that of '@'. */
static void judge_salutation(struct slip_reader *r, const struct folded_words *folded,
			     size_t at)
{
	enum { LONGEST = 64 };
	static const char *const words[] = { "dear", "hello", "hi", "attention",
					     "greetings" };
	struct str text = folded->text;
	size_t from = at, end = at, start;

	while (from > 0 && at - from < LONGEST && text.p[from - 1] != ' ' &&
	       text.p[from - 1] != ':')
		from--;
	while (from > 0 && (text.p[from - 1] == ' ' || text.p[from - 1] == ':'))
		from--;
	start = from;
	while (start > 0 && from - start < LONGEST && is_word_byte(text.p[start - 1]))
		start--;
	if (!is_one_of(str_sub(text, start, from), words, COUNT(words)) ||
	    !is_whole(text, start, from))
		return;
	while (end < text.n && end - at < LONGEST && text.p[end] != ' ' &&
	       text.p[end] != ',')
		end++;
	/* "Hi @ann": a handle is what such places call people by. */
	if (text.p[at - 1] == ' ')
		return;
	note(r, folded, (struct slip){ .kind = SLIP_TRANSLATED, .rule = RULE_SALUTATION },
	     start, end);
}

static void read_salutations(struct slip_reader *r, const struct folded_words *folded)
{
	size_t i = 0, next;

	for (; (next = str_find(str_skip(folded->text, i), '@')) != STR_NPOS; i++) {
		i += next;
		judge_salutation(r, folded, i);
	}
}

/* --------------------------------------------------------------------------------- */

void read_english(struct slip_reader *r)
{
	struct folded_words folded = { 0 };

	if (!is_english(r->passage->text))
		return;
	fold(r, &folded);
	r->slips->english = true;
	r->slips->words += folded.words;
	read_table(r, &folded);
	read_twice(r, &folded);
	read_commas(r);
	read_salutations(r, &folded);
}
