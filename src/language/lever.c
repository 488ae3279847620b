/* language/lever.c - see lever.h. */
#include "language/lever.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "language/deadline.h"

/* What is said never to be asked stands so near behind the "never", in one sentence. */
enum { NEVER_REACH = 90 };
/* Phrases of one pretext belong together within so many bytes: a paragraph or two. */
enum { PRETEXT_REACH = 900 };

/* Whoever presses does so where it is read first; in the columns of a newspaper every
 * phrase stands somewhere. So many characters of a text are searched. */
enum { HEAD = 4000 };

struct search {
	struct arena *arena; /* of the result */
	const struct phrase_table *phrases;
	const struct lever_time *time;
	struct levers *ret;
	uint32_t passage;
	const struct passage *source;
	struct folded text;
	uint32_t common[PHRASE_LANGUAGES]; /* how often their common words stand there */
};

/* --- one passage ------------------------------------------------------------- */

static bool has(const struct phrase *phrase, enum phrase_kind kind)
{
	return phrase->kinds >> kind & 1;
}

static void keep(struct search *s, const struct phrase *phrase, size_t start, size_t end,
		 int32_t hours)
{
	struct levers *ret = s->ret;

	if (passage_is_quoted(s->source, s->text.at[start]))
		return;
	if (ret->count >= LIMIT_LEVER_HITS) {
		ret->cut = true;
		return;
	}
	/* The rest of a word that may go on. */
	while (phrase->open_end && end < s->text.text.n &&
	       ascii_is_alnum(s->text.text.p[end]))
		end++;
	ARENA_GROW(s->arena, ret->hits, ret->count, ret->cap);
	ret->hits[ret->count++] = (struct lever_hit){ .phrase = phrase,
						      .passage = s->passage,
						      .start = s->text.at[start],
						      .end = s->text.at[end],
						      .from = start,
						      .to = end,
						      .hours = hours };
}

/* "within" before and "hours" behind a number in letters: is this phrase meant? */
static bool surrounds(const struct phrase *phrase, struct str text, size_t *start,
		      size_t *end)
{
	struct str head = str_sub(phrase->text, 0, phrase->hash);
	struct str tail = str_skip(phrase->text, phrase->hash + 1);

	if (head.n > *start || !str_ends(str_sub(text, 0, *start), head) ||
	    !str_starts(str_skip(text, *end), tail) ||
	    !phrase_stands(phrase, text, *start - head.n, *end + tail.n))
		return false;
	*start -= head.n;
	*end += tail.n;
	return true;
}

/* "two" in "within two days". */
static void try_number(struct search *s, const struct phrase *number, size_t start,
		       size_t end)
{
	for (uint32_t i = 0; i < s->phrases->numbered_count; i++) {
		const struct phrase *phrase = &s->phrases->items[s->phrases->numbered[i]];

		if (!(phrase->languages & number->languages) ||
		    !surrounds(phrase, s->text.text, &start, &end))
			continue;
		keep(s, phrase, start, end, deadline_of_number(phrase, number->number));
		return;
	}
}

/* A dated deadline without its date is none. */
static bool is_dated(const struct phrase *phrase)
{
	return phrase->unit == UNIT_DATE || phrase->unit == UNIT_MONTH_DAY ||
	       phrase->unit == UNIT_YEAR_MONTH_DAY;
}

static void count_common(struct search *s, const struct phrase *phrase)
{
	for (uint32_t rest = phrase->languages; rest; rest &= rest - 1)
		s->common[__builtin_ctz(rest)]++;
}

static void take(struct search *s, const struct phrase *phrase, size_t start, size_t end)
{
	int32_t hours = -1;

	if (has(phrase, WORD_COMMON)) {
		count_common(s, phrase);
		return;
	}
	if (has(phrase, WORD_NUMBER)) {
		try_number(s, phrase, start, end);
		return;
	}
	if (has(phrase, LEVER_DEADLINE)) {
		hours = deadline_hours(&s->text, phrase, start, end, s->time);
		if (hours < 0 && is_dated(phrase))
			return;
	}
	keep(s, phrase, start, end, hours);
}

static void search_passage(struct search *s)
{
	struct automaton_search search = { .automaton = s->phrases->automaton,
					   .text = s->text.text };
	struct automaton_match match;

	while (automaton_search_next(&search, &match))
		take(s, &s->phrases->items[match.number], match.start, match.end);
}

/* --- what is not asked --------------------------------------------------------- */

enum { ASKED = 1 << LEVER_CREDENTIALS | 1 << LEVER_SECRECY | 1 << WORD_DEMAND };

static bool sentence_ends_between(struct str text)
{
	for (size_t i = 0; i + 1 < text.n; i++) {
		if ((text.p[i] == '.' || text.p[i] == '!' || text.p[i] == '?') &&
		    text.p[i + 1] == ' ')
			return true;
	}
	return str_find_str(text, STR("。")) != STR_NPOS;
}

static bool is_denied(const struct search *s, uint32_t first, const struct lever_hit *hit)
{
	for (uint32_t i = first; i < s->ret->count; i++) {
		const struct lever_hit *never = &s->ret->hits[i];

		if (!has(never->phrase, WORD_NEVER) || never->from > hit->from)
			continue;
		if (never->to + NEVER_REACH >= hit->from &&
		    !sentence_ends_between(str_sub(s->text.text, never->to, hit->from)))
			return true;
	}
	return false;
}

static bool any_never(const struct search *s, uint32_t first)
{
	for (uint32_t i = first; i < s->ret->count; i++)
		if (has(s->ret->hits[i].phrase, WORD_NEVER))
			return true;
	return false;
}

/* Of the hits of this passage, from `first`. */
static void drop_denied(struct search *s, uint32_t first)
{
	uint32_t kept = first;

	if (!any_never(s, first))
		return;
	for (uint32_t i = first; i < s->ret->count; i++) {
		struct lever_hit hit = s->ret->hits[i];

		if ((hit.phrase->kinds & ASKED) && is_denied(s, first, &hit))
			continue;
		s->ret->hits[kept++] = hit;
	}
	s->ret->count = kept;
}

/* --- the language ------------------------------------------------------------- */

/* A language is written there where its common words are; a sprinkling beside many of
 * another's is chance. Of a text that is too short to tell, all are. */
static uint32_t languages_written(const struct search *s)
{
	uint32_t most = 0, ret = 0;

	for (uint32_t i = 0; i < PHRASE_LANGUAGES; i++)
		most = s->common[i] > most ? s->common[i] : most;
	if (most < 3)
		return UINT32_MAX;
	for (uint32_t i = 0; i < PHRASE_LANGUAGES; i++)
		if (s->common[i] >= 2 && s->common[i] * 4 >= most)
			ret |= 1u << i;
	return ret;
}

/* "direct" presses in one language and says nothing in another. */
static void drop_foreign(struct search *s)
{
	uint32_t written = languages_written(s), kept = 0;

	for (uint32_t i = 0; i < s->ret->count; i++)
		if (s->ret->hits[i].phrase->languages & written)
			s->ret->hits[kept++] = s->ret->hits[i];
	s->ret->count = kept;
}

static struct str head_of(struct str text)
{
	size_t at = 0;

	if (text.n <= HEAD)
		return text;
	for (uint32_t count = 0; at < text.n; at++) {
		bool begins = ((unsigned char)text.p[at] & 0xc0) != 0x80;

		if (begins && count++ == HEAD)
			break;
	}
	return str_sub(text, 0, at);
}

void levers_find(struct arena *arena, const struct passages *passages,
		 const struct phrase_table *phrases, const struct lever_time *time,
		 struct levers *ret)
{
	struct search s = {
		.arena = arena, .phrases = phrases, .time = time, .ret = ret
	};
	struct arena *scratch;

	*ret = (struct levers){ 0 };
	if (!phrases->automaton || passages->count == 0)
		return;
	scratch = arena_new(0);
	for (uint32_t i = 0; i < passages->count; i++) {
		uint32_t first = ret->count;
		struct folded head;

		s.passage = i;
		s.source = &passages->items[i];
		head = folded_front(passage_folded(arena, s.source),
				    head_of(s.source->text).n);
		phrase_fold_on(scratch, &head, &s.text);
		search_passage(&s);
		drop_denied(&s, first);
		arena_reset(scratch, 0);
	}
	arena_free(scratch);
	drop_foreign(&s);
	for (uint32_t i = 0; i < ret->count; i++) {
		ret->kinds |= ret->hits[i].phrase->kinds;
		ret->events |= ret->hits[i].phrase->events;
	}
}

/* --- for those who tell of it -------------------------------------------------- */

struct str lever_words(const struct passages *passages, const struct lever_hit *hit)
{
	return str_trim(
	    str_sub(passages->items[hit->passage].text, hit->start, hit->end));
}

/* Does a sentence end before `at`? A line end alone is none: mail is wrapped. */
static bool is_sentence_end(struct str text, size_t at)
{
	char c = text.p[at - 1];

	if (at >= 3 && (str_eq(str_sub(text, at - 3, at), STR("。")) ||
			str_eq(str_sub(text, at - 3, at), STR("！")) ||
			str_eq(str_sub(text, at - 3, at), STR("？"))))
		return true;
	if (c == '\n')
		return at >= 2 &&
		       (text.p[at - 2] == '\n' ||
			(text.p[at - 2] == '\r' && at >= 3 && text.p[at - 3] == '\n'));
	return (c == '.' || c == '!' || c == '?') && at < text.n &&
	       ascii_is_space(text.p[at]);
}

static bool is_inside_character(struct str text, size_t at)
{
	return at < text.n && ((unsigned char)text.p[at] & 0xc0) == 0x80;
}

struct str lever_sentence(const struct passages *passages, const struct lever_hit *hit,
			  size_t most)
{
	struct str text = passages->items[hit->passage].text;
	size_t start = hit->start, end = hit->end;
	size_t room = most > end - start ? most - (end - start) : 0;

	for (; start > 0 && room > most / 3 && !is_sentence_end(text, start); room--)
		start--;
	for (; end < text.n && room > 0 && !is_sentence_end(text, end); room--)
		end++;
	while (is_inside_character(text, start))
		start++;
	while (end > start && is_inside_character(text, end))
		end--;
	return str_trim(str_sub(text, start, end));
}

/* --- pretexts ------------------------------------------------------------------ */

static bool is_subject(const struct passages *passages, const struct lever_hit *hit)
{
	return passages->items[hit->passage].field != NULL;
}

static bool belong_together(const struct passages *passages, const struct lever_hit *a,
			    const struct lever_hit *b)
{
	if (a->passage != b->passage)
		return is_subject(passages, a) || is_subject(passages, b);
	if (a->to <= b->from)
		return b->from - a->to <= PRETEXT_REACH;
	return b->to <= a->from && a->from - b->to <= PRETEXT_REACH;
}

enum { PRETEXT_TRIED = 24 };

bool pretext_find(const struct passages *passages, const struct levers *levers,
		  enum pretext pretext, struct pretext_match *ret)
{
	const struct lever_hit *others[PRETEXT_TRIED];
	uint32_t count = 0, bit = 1u << pretext;

	if (!(levers->events & bit))
		return false;
	/* Each hit is held against the last ones before it: those are the nearest. */
	for (uint32_t i = 0; i < levers->count; i++) {
		const struct lever_hit *hit = &levers->hits[i];

		if (!((hit->phrase->topics | hit->phrase->events) & bit))
			continue;
		for (uint32_t j = 0; j < count && j < PRETEXT_TRIED; j++) {
			const struct lever_hit *other = others[j];

			if (((hit->phrase->events | other->phrase->events) & bit) &&
			    hit->phrase != other->phrase &&
			    belong_together(passages, hit, other)) {
				*ret = (struct pretext_match){ { other, hit } };
				return true;
			}
		}
		others[count++ % PRETEXT_TRIED] = hit;
	}
	return false;
}
