/* base/automaton_test.c */
#include "base/automaton.h"
#include "base/test.h"

#include <stdio.h>

/* Patterns are separated by '|' and numbered from 0; a match is "number:start-end". */
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
};

static const struct automaton *build(struct str patterns)
{
	struct automaton_pattern list[16];
	struct str one;
	uint32_t n = 0;

	while (patterns.n && str_split(&patterns, '|', &one)) {
		list[n] = (struct automaton_pattern){ one, n };
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
	const struct automaton_pattern list[] = { { str_make("\0b", 2), 7 } };

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

/* Few letters make many overlaps, more of them places where nothing begins; the slow way
 * of looking is the judge. */
TEST(automaton_counts_like_a_search_for_each)
{
	uint32_t seed = 1;

	for (uint32_t round = 0; round < 150; round++) {
		uint32_t alphabet = 2 + round % 3 * 2;
		struct automaton_pattern list[12];
		char letters[12][6], text[200];
		size_t want = 0, got = 0;
		struct automaton_search search = { 0 };
		struct automaton_match match;

		for (uint32_t i = 0; i < COUNT(list); i++) {
			size_t n = 1 + next_random(&seed) % 6;

			for (size_t j = 0; j < n; j++)
				letters[i][j] =
				    (char)('a' + next_random(&seed) % alphabet);
			list[i] =
			    (struct automaton_pattern){ str_make(letters[i], n), i };
		}
		for (size_t i = 0; i < sizeof text; i++)
			text[i] = (char)('a' + next_random(&seed) % alphabet);
		search.text = str_make(text, sizeof text);
		search.automaton = automaton_build(test_arena(), list, COUNT(list));
		for (size_t i = 0; i < COUNT(list); i++) {
			for (size_t at = 0; at + list[i].text.n <= sizeof text; at++)
				want +=
				    str_eq(str_sub(search.text, at, at + list[i].text.n),
					   list[i].text);
		}
		while (automaton_search_next(&search, &match)) {
			struct str found = str_sub(search.text, match.start, match.end);

			test_true(str_eq(found, list[match.number].text));
			got++;
		}
		test_int(got, want);
	}
}
