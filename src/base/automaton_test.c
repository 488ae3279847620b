/* base/automaton_test.c */
#include "base/automaton.h"
#include "base/test.h"

#include <stdio.h>

/* Patterns are separated by '|' and numbered from 0; '^' in front of one: it begins a
 * word,
 * '$' behind it: it ends one. A match is "number:start-end". */
static const struct {
	const char *name, *patterns, *text, *want;
} cases[] = {
	{ "nothing to look for", "", "abc", "" },
	{ "nothing to look in", "a", "", "" },
	{ "once", "bc", "abcd", "0:1-3" },
	{ "an empty pattern never matches", "|b", "abc", "1:1-2" },
	{ "one inside another, the longest of one end first", "he|she|his|hers", "ushers",
	  "1:1-4 0:2-4 3:2-6" },
	{ "a pattern that is the end of two others", "abcd|bcd|cd", "abcd",
	  "0:0-4 1:1-4 2:2-4" },
	{ "overlapping itself", "aa", "aaaa", "0:0-2 0:1-3 0:2-4" },
	{ "fails over several nodes", "aaab|ab", "aaaab", "0:1-5 1:3-5" },
	{ "equal patterns in the order given", "x|x", "x", "0:0-1 1:0-1" },
	{ "a beginning that goes on otherwise", "abcx|bcd", "abcd", "1:1-4" },
	{ "other bytes than ASCII", "\xe6\x9c\x9f\xe9\x99\x90|\x9f\xe9",
	  "\xe6\x9c\x9f\xe9\x99\x90", "1:2-4 0:0-6" },
	{ "a byte of 0xff", "\xff", "\xfe\xff", "0:1-2" },
	{ "the end of the text inside a pattern", "abc", "ab", "" },
	{ "not inside a word", "^cat", "cat scat, cats", "0:0-3 0:10-13" },
	{ "not where a word goes on", "cat$", "cat scat, cats", "0:0-3 0:5-8" },
	{ "a digit goes on, too", "^cat$", "7cat cat7", "" },
	{ "a sign does not", "^cat$", "_cat-", "0:1-4" },
	{ "nor does another alphabet", "^cat$",
	  "\xc3\xa9"
	  "cat\xe6\x9c\x9f",
	  "0:2-5" },
	{ "a pattern that begins with a sign begins anywhere", "^-cat|^ dog", "x-cat dog",
	  "0:1-5 1:5-9" },
	{ "a pattern that ends in a sign ends anywhere", "cat.$", "cat.x", "0:0-4" },
	{ "one may stand inside, the other not", "^cats|at", "scats", "1:2-4" },
	{ "the same text with and without", "^cat|cat$|cat", "scats cat",
	  "2:1-4 0:6-9 1:6-9 2:6-9" },
	{ "inside and longer", "cat|^cats", "xcats", "0:1-4" },
	{ "a second word begun inside the first pattern", "^the cat sat|^cat sits$",
	  "the cat sits", "1:4-12" },
	{ "fails to a pattern inside a word", "^scathe|at", "scats", "1:2-4" },
	{ "words far behind each other", "^cat$|^dog",
	  "concatenated concatenations are no cat, nor is the hotdog stand a dog",
	  "0:35-38 1:66-69" },
	{ "the last word of a long text", "^cat$", "concatenated concatenations: a cat",
	  "0:31-34" },
	{ "a long text with one that stands inside", "^cat$|nat",
	  "concatenated concatenations of a cat", "1:7-10 1:20-23 0:33-36" },
};

static struct automaton_pattern pattern_read(struct str text, uint32_t number)
{
	struct automaton_pattern ret = { .number = number };

	ret.begins_word = str_eat_char(&text, '^');
	ret.ends_word = str_ends(text, STR("$"));
	ret.text = str_sub(text, 0, text.n - ret.ends_word);
	return ret;
}

static const struct automaton *build(struct str patterns)
{
	struct automaton_pattern list[16];
	struct str one;
	uint32_t n = 0;

	while (patterns.n && str_split(&patterns, '|', &one)) {
		list[n] = pattern_read(one, n);
		n++;
	}
	return automaton_build(test_arena(), list, n);
}

static struct str matches(const struct automaton *automaton, struct str text)
{
	struct automaton_search search = { .automaton = automaton, .text = text };
	struct automaton_match match;
	char *list = arena_bytes(test_arena(), 1000);
	size_t n = 0;

	while (automaton_search_next(&search, &match))
		n += (size_t)snprintf(list + n, 1000 - n, "%s%u:%zu-%zu", n ? " " : "",
				      match.number, match.start, match.end);
	return str_make(list, n);
}

TEST(automaton_finds_every_place_of_every_pattern)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(matches(build(test_copy(cases[i].patterns)),
				 test_copy(cases[i].text)),
			 cases[i].want);
	}
}

TEST(automaton_text_holds_nul)
{
	const struct automaton_pattern list[] = { { .text = str_make("\0b", 2),
						    .number = 7 } };

	test_str(matches(automaton_build(test_arena(), list, 1),
			 test_copy_str(str_make("a\0b", 3))),
		 "7:1-3");
}

/* The next number of a sequence that is the same in every run. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 24;
}

/* Among letters a sign or two. */
static void fill_random(char *p, size_t n, uint32_t alphabet, uint32_t *seed)
{
	for (size_t i = 0; i < n; i++)
		p[i] = "ab cdef-"[next_random(seed) % alphabet];
}

static bool stands_at(const struct automaton_pattern *pattern, struct str text, size_t at)
{
	struct str before = str_sub(text, 0, at), found = str_skip(text, at), after;

	if (!str_starts(found, pattern->text))
		return false;
	after = str_skip(found, pattern->text.n);
	if (pattern->begins_word && before.n && ascii_is_alnum(found.p[0]) &&
	    ascii_is_alnum(before.p[before.n - 1]))
		return false;
	return !pattern->ends_word || !after.n || !ascii_is_alnum(after.p[0]) ||
	       !ascii_is_alnum(after.p[-1]);
}

/* Few letters make many overlaps, more of them places where nothing begins; the slow way
 * of looking is the judge. Of three automata one has no patterns that stand inside words,
 * one has some. */
TEST(automaton_counts_like_a_search_for_each)
{
	uint32_t seed = 1;

	for (uint32_t round = 0; round < 300; round++) {
		uint32_t alphabet = 2 + round % 4 * 2, kind = round / 4 % 3;
		struct automaton_pattern list[12];
		char letters[12][6], text[200];
		size_t want = 0, got = 0;
		struct automaton_search search = { 0 };
		struct automaton_match match;

		for (uint32_t i = 0; i < COUNT(list); i++) {
			size_t n = 1 + next_random(&seed) % 6;

			fill_random(letters[i], n, alphabet, &seed);
			list[i] = (struct automaton_pattern){
				.text = str_make(letters[i], n),
				.number = (uint32_t)i,
				.begins_word = kind == 1 || (kind == 2 && i % 4),
				.ends_word = kind && i % 2,
			};
		}
		fill_random(text, sizeof text, alphabet, &seed);
		search.text = str_make(text, sizeof text);
		search.automaton = automaton_build(test_arena(), list, COUNT(list));
		for (size_t i = 0; i < COUNT(list); i++) {
			for (size_t at = 0; at < sizeof text; at++)
				want += stands_at(&list[i], search.text, at);
		}
		while (automaton_search_next(&search, &match)) {
			test_int(match.end - match.start, list[match.number].text.n);
			test_true(
			    stands_at(&list[match.number], search.text, match.start));
			got++;
		}
		test_int(got, want);
	}
}
