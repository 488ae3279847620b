/* language/japanese.c - characters and words in Japanese text that no Japanese keyboard
 * gives, or that only look like what is meant.
 *
 * Names of people and places, and what is quoted, are another country's by right. So a
 * foreign character counts only where it stands in a Japanese word: beside forms that are
 * Japan's alone, behind お or ご, or with an ending in kana. */
#include "base/limits.h"
#include "base/utf8.h"
#include "language/han.h"
#include "language/reader.h"

#include <unicode/unorm2.h>

enum {
	KANA_LEAST = 2,
	KANA_SHARE = 15, /* percent of a Japanese sentence */
	RUN_MAX = 16,	 /* letters of a word, to either side */
	AROUND = 100,
};

static bool is_japanese_sentence(const struct sentence *s)
{
	return s->kana >= KANA_LEAST && s->kana * 100 >= KANA_SHARE * (s->kana + s->han);
}

static bool is_class(const struct writing *w, uint32_t i, enum letter_class class_)
{
	return i < w->count && w->items[i].class_ == class_;
}

/* The run of a class around `i`. */
static void run_around(const struct writing *w, uint32_t i, uint32_t *ret_from,
		       uint32_t *ret_to)
{
	uint8_t class_ = w->items[i].class_;
	uint32_t from = i, to = i + 1;

	while (from > 0 && i - from < RUN_MAX && w->items[from - 1].class_ == class_)
		from--;
	while (to < w->count && to - i < RUN_MAX && w->items[to].class_ == class_)
		to++;
	*ret_from = from;
	*ret_to = to;
}

/* --- code points ------------------------------------------------------------------ */

/* What follows a person's name. */
static const char *const titles[] = { "様",	"氏",	  "殿",	  "君",	  "選手",
				      "監督",	"教授",	  "会長", "社長", "先生",
				      "議員",	"総統",	  "首相", "主席", "大臣",
				      "記者",	"容疑者", "著",	  "訳",	  "編",
				      "総経理", "総書記", "博士", "夫妻" };

/* Is the run that ends at `to` somebody's name? */
static bool has_title(const struct writing *w, uint32_t from, uint32_t to)
{
	static const char *const behind[] = { "さん", "さま", "ちゃん", "くん", "先輩" };

	for (size_t i = 0; i < COUNT(titles); i++)
		if ((to - from) * 3 > str_c(titles[i]).n &&
		    writing_ends(w, to, str_c(titles[i])))
			return true;
	for (size_t i = 0; i < COUNT(behind); i++)
		if (writing_has(w, to, str_c(behind[i])))
			return true;
	return false;
}

/* A form that Chinese does not have beside `i`: the word is a Japanese one. */
static bool is_beside_own(const struct writing *w, uint32_t i, uint32_t from, uint32_t to)
{
	if (i > from && !(han_sets(w->items[i - 1].c) & HAN_GB) &&
	    han_foreign(w->items[i - 1].c) == HAN_NATIVE)
		return true;
	return i + 1 < to && !(han_sets(w->items[i + 1].c) & HAN_GB) &&
	       han_foreign(w->items[i + 1].c) == HAN_NATIVE;
}

static bool is_honoured(const struct writing *w, uint32_t from)
{
	return from > 0 &&
	       (w->items[from - 1].c == 0x304A || w->items[from - 1].c == 0x3054) &&
	       (from < 2 || w->items[from - 2].class_ != LETTER_HIRAGANA ||
		str_find_str(STR("をはがにのともでへ"),
			     writing_slice(w, from - 2, from - 1)) != STR_NPOS);
}

/* Kana behind a run that are the word's own ending and no particle: 選び, 確かめ. */
static bool has_ending(const struct writing *w, uint32_t to)
{
	static const struct str endings = STR("びみりくけせめれげべぶむるうえいきっしす");

	if (!is_class(w, to, LETTER_HIRAGANA))
		return false;
	return str_find_str(endings, writing_slice(w, to, to + 1)) != STR_NPOS;
}

/* The word with what Japanese would write; empty where a character is not known. */
static struct str expected_word(struct slip_reader *r, struct arena *arena, uint32_t from,
				uint32_t to)
{
	struct str ret = STR("");

	for (uint32_t i = from; i < to; i++) {
		int32_t c = r->w.items[i].c;
		char bytes[4];

		if (han_foreign(c) != HAN_NATIVE)
			c = han_expected(c);
		if (c == 0)
			return STR_NONE;
		ret = arena_concat(arena, ret,
				   str_make(bytes, utf8_encode((uint32_t)c, bytes)));
	}
	return ret;
}

/* "异常な": what な follows is an adjective, and nobody's name. */
static bool is_adjective(const struct writing *w, uint32_t to)
{
	static const struct str others = STR("どらのん");

	return writing_has(w, to, STR("な")) && to + 1 < w->count &&
	       str_find_str(others, writing_slice(w, to + 1, to + 2)) == STR_NPOS;
}

/* In Japanese characters, is what stands around `i` in its run a word of the table? */
static bool is_known(struct slip_reader *r, uint32_t i, uint32_t from, uint32_t to)
{
	enum { LONGEST = 3 };
	uint32_t first = i > from + LONGEST - 1 ? i - (LONGEST - 1) : from;

	for (uint32_t a = first; a <= i; a++)
		for (uint32_t b = i + 1; b <= to && b - a <= LONGEST; b++) {
			struct str word =
			    b - a > 1 ? expected_word(r, r->scratch, a, b) : STR_NONE;

			if (word.n && usage_is_word(r->usages, word))
				return true;
		}
	return false;
}

enum in_word { NO_WORD, SOME_WORD, SURE_WORD };

/* Does the foreign character at `i` stand in a Japanese word? In the middle of more, a
 * word may be part of a firm's name: 招商银行. */
static enum in_word is_in_word(struct slip_reader *r, uint32_t i)
{
	const struct writing *w = &r->w;
	uint32_t from, to;

	run_around(w, i, &from, &to);
	if (is_honoured(w, from))
		return SURE_WORD;
	if (has_title(w, from, to))
		return NO_WORD;
	if (is_beside_own(w, i, from, to) || is_adjective(w, to) ||
	    (i + 1 == to && to - from <= 2 && has_ending(w, to)))
		return SURE_WORD;
	if (!is_known(r, i, from, to))
		return NO_WORD;
	return to - from <= 2 ? SURE_WORD : SOME_WORD;
}

/* Matches come by rising end, places rise too. */
struct matches {
	const struct usage_match *items;
	uint32_t count, at;
};

/* A spelling or a neighbour that `at` is part of. */
static const struct usage_match *match_at(struct matches *matches, size_t at)
{
	while (matches->at < matches->count && matches->items[matches->at].end <= at)
		matches->at++;
	for (uint32_t i = matches->at; i < matches->count; i++) {
		const struct usage_match *match = &matches->items[i];

		if (match->end > at + LIMIT_USAGE_BYTES)
			break;
		if (match->start <= at &&
		    (match->row->kind == USAGE_FORM || match->row->kind == USAGE_WORD))
			return match;
	}
	return NULL;
}

/* The character number `n`; 0 where there are not so many. */
static int32_t character_at(struct str text, uint32_t n)
{
	size_t length;

	for (; text.n; text = str_skip(text, length)) {
		int32_t c = utf8_decode(text, &length);

		if (n-- == 0)
			return c;
	}
	return 0;
}

static void note_foreign(struct slip_reader *r, uint32_t i,
			 const struct usage_match *match, bool sure)
{
	const struct writing *w = &r->w;
	struct slip slip = { .kind = SLIP_CODE_POINT, .character = w->items[i].c };
	uint32_t from, to;

	if (slips_are_full(r, SLIP_CODE_POINT))
		return;
	run_around(w, i, &from, &to);
	if (from > 0 && is_honoured(w, from))
		from--;
	if (has_ending(w, to))
		to++;
	slip.sure = sure;
	slip.expected = expected_word(r, r->arena, from, to);
	slip.expected_character = han_expected(slip.character);
	if (match) {
		from = writing_at(w, match->start);
		to = writing_at(w, match->end);
		slip.expected = match->row->expected;
		slip.expected_character = character_at(slip.expected, i - from);
	}
	slip_add_letters(r, slip, i, i + 1, from, to);
}

/* Radicals and compatibility forms come from drawing programs and PDF files too. */
static void note_compatible(struct slip_reader *r, uint32_t i)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
	struct slip slip = { .kind = SLIP_CODE_POINT,
			     .rule = RULE_COMPATIBLE,
			     .character = r->w.items[i].c };
	UChar plain[8];
	int32_t n;

	if (U_FAILURE(error))
		return;
	n = unorm2_getDecomposition(nfkc, slip.character, plain, COUNT(plain), &error);
	if (U_SUCCESS(error) && n == 1) {
		char bytes[4];

		slip.expected_character = plain[0];
		slip.expected =
		    arena_str(r->arena, str_make(bytes, utf8_encode(plain[0], bytes)));
	}
	slip_add_letters(r, slip, i, i + 1, i, i + 1);
}

static bool is_name(const struct writing *w, uint32_t i)
{
	uint32_t from, to;

	run_around(w, i, &from, &to);
	return has_title(w, from, to);
}

/* Once some are sure, `rest`: those that alone might be names. */
static void read_code_points(struct slip_reader *r, const struct sentence *s,
			     struct matches *matches, bool rest)
{
	const struct usage_match *match;
	enum in_word in_word;

	for (uint32_t i = s->from; i < s->to; i++) {
		const struct letter *letter = &r->w.items[i];

		if (letter->class_ != LETTER_HAN || letter->quoted)
			continue;
		switch (han_foreign(letter->c)) {
		case HAN_NATIVE:
			break;
		case HAN_COMPATIBLE:
			if (!rest)
				note_compatible(r, i);
			break;
		case HAN_RARE:
		case HAN_FOREIGN:
			if (r->slips->per_kind[SLIP_CODE_POINT] >= LIMIT_SLIPS)
				return;
			match = match_at(matches, letter->at);
			in_word = match ? SURE_WORD : is_in_word(r, i);
			if (!rest && in_word != NO_WORD)
				note_foreign(r, i, match, in_word == SURE_WORD);
			else if (rest && in_word == NO_WORD && !is_name(&r->w, i))
				note_foreign(r, i, NULL, false);
			break;
		}
	}
}

/* --- words ------------------------------------------------------------------------ */

static bool has_foreign(struct str word)
{
	size_t n;

	for (; word.n; word = str_skip(word, n))
		if (han_foreign(utf8_decode(word, &n)) != HAN_NATIVE)
			return true;
	return false;
}

/* In katakana a word has no other border than its run: "ストレーシ" in インストレーション
 * is none. Other words may be compounds: サポートザービス. */
static bool stands_alone(const struct writing *w, uint32_t from, uint32_t to)
{
	enum { COMPOUND = 3 };
	uint32_t first = from, last = to;

	if (is_class(w, from, LETTER_KATAKANA))
		while (first > 0 && from - first < RUN_MAX &&
		       w->items[first - 1].class_ == LETTER_KATAKANA)
			first--;
	if (is_class(w, to - 1, LETTER_KATAKANA) ||
	    (to - from > 1 && is_class(w, to - 2, LETTER_KATAKANA)))
		while (last < w->count && last - to < RUN_MAX &&
		       w->items[last].class_ == LETTER_KATAKANA)
			last++;
	if (from - first > 0 && last - to > 0)
		return false;
	return (from == first || from - first >= COMPOUND) &&
	       (to == last || last - to >= COMPOUND);
}

static bool is_quoted(const struct writing *w, uint32_t from)
{
	return w->items[from].quoted;
}

/* The word around a usage: 受けた后 for た后. */
static uint32_t word_start(const struct writing *w, uint32_t from)
{
	uint32_t at = from, limit = from > 4 ? from - 4 : 0;

	if (!is_class(w, from, LETTER_HIRAGANA))
		return from;
	while (at > limit && is_class(w, at - 1, LETTER_HIRAGANA))
		at--;
	while (at > limit && is_class(w, at - 1, LETTER_HAN))
		at--;
	return at;
}

static void note_usage(struct slip_reader *r, const struct usage_match *match,
		       uint32_t from, uint32_t to)
{
	struct slip slip = { .kind = SLIP_USAGE, .expected = match->row->expected };
	struct str found = str_sub(r->w.text, match->start, match->end);
	uint32_t word = word_start(&r->w, from);

	/* 后 is in every font, and on no Japanese keyboard under あと. */
	slip.sure = has_foreign(found) || str_find_str(found, STR("后")) != STR_NPOS;
	if (word < from && slip.expected.n)
		slip.expected = arena_concat(r->arena, writing_slice(&r->w, word, from),
					     slip.expected);
	slip_add_letters(r, slip, from, to, word, to);
}

static void note_match(struct slip_reader *r, const struct usage_match *match)
{
	const struct usage_row *row = match->row;
	uint32_t from = writing_at(&r->w, match->start);
	uint32_t to = writing_at(&r->w, match->end);
	struct slip slip = { .kind = SLIP_LOOKALIKE, .expected = row->expected };

	if (from >= to || is_quoted(&r->w, from))
		return;
	switch (row->kind) {
	case USAGE_CHINESE:
		note_usage(r, match, from, to);
		break;
	case USAGE_FORM:
	case USAGE_WORD: /* one with a foreign character is told as such */
		if (!has_foreign(row->found) && stands_alone(&r->w, from, to))
			slip_add_letters(r, slip, from, to, from, to);
		break;
	case USAGE_TRANSLATED:
		slip.kind = SLIP_TRANSLATED;
		slip_add_letters(r, slip, from, to, from, to);
		break;
	default:
		break;
	}
}

/* --- widths ----------------------------------------------------------------------- */

/* "サーﾋﾞス": half-width and full-width katakana in one word. Either alone is honest. */
static void read_widths(struct slip_reader *r)
{
	const struct writing *w = &r->w;

	for (uint32_t i = 0; i < w->count;) {
		uint32_t from = i, half = 0, full = 0;
		struct slip slip = { .kind = SLIP_LOOKALIKE };

		while (is_class(w, i, LETTER_HALF) || is_class(w, i, LETTER_KATAKANA)) {
			half += w->items[i].class_ == LETTER_HALF;
			full += w->items[i++].class_ == LETTER_KATAKANA;
		}
		if (i == from)
			i++;
		else if (half && full >= 2 && !w->items[from].quoted)
			slip_add_letters(r, slip, from, i, from, i);
	}
}

/* --------------------------------------------------------------------------------- */

/* Is what stands around `at`, in its sentence, Japanese? */
static bool is_japanese_at(const struct writing *w, size_t at)
{
	uint32_t i = writing_at(w, at), from = i, to = i;
	struct sentence s = { 0 };

	while (from > 0 && i - from < AROUND &&
	       w->items[from - 1].class_ != LETTER_LINE &&
	       w->items[from - 1].class_ != LETTER_STOP)
		from--;
	while (to < w->count && to - i < AROUND && w->items[to].class_ != LETTER_LINE &&
	       w->items[to].class_ != LETTER_STOP)
		to++;
	for (uint32_t k = from; k < to; k++) {
		enum letter_class class_ = w->items[k].class_;

		s.kana += class_ == LETTER_HIRAGANA || class_ == LETTER_KATAKANA ||
			  class_ == LETTER_HALF;
		s.han += class_ == LETTER_HAN;
	}
	return is_japanese_sentence(&s);
}

static bool has_sure(const struct slip_reader *r, uint32_t from)
{
	for (uint32_t i = from; i < r->slips->count; i++)
		if (r->slips->items[i].kind == SLIP_CODE_POINT && r->slips->items[i].sure)
			return true;
	return false;
}

void read_japanese(struct slip_reader *r)
{
	struct usage_match *found;
	struct matches matches = { 0 };
	uint32_t before = r->slips->count;
	struct sentence s;

	matches.count = usage_find(r->scratch, r->usages, true, r->passage->text, &found);
	matches.items = found;
	for (uint32_t at = 0; writing_sentence(&r->w, &at, &s);)
		if (is_japanese_sentence(&s))
			read_code_points(r, &s, &matches, false);
	if (has_sure(r, before)) {
		matches.at = 0;
		for (uint32_t at = 0; writing_sentence(&r->w, &at, &s);)
			if (is_japanese_sentence(&s))
				read_code_points(r, &s, &matches, true);
	}
	for (uint32_t i = 0; i < matches.count; i++)
		if (is_japanese_at(&r->w, found[i].start))
			note_match(r, &found[i]);
	read_widths(r);
	read_japanese_style(r, found, matches.count);
}
