/* check/by_lot.c - see by_lot.h. */
#include "check/by_lot.h"

#include "base/utf8.h"

#include <string.h>

enum {
	LONG = 8,
	SHORT = 6,
	TURNS = 3,
	RUN = 6,
	WORDLESS_RUN = 5,
	CHANGES = 3,
	NICKNAME = 10
};

static bool is_vowel(char c)
{
	return strchr("aeiouy", ascii_lower(c)) != NULL;
}

bool is_by_lot(struct str word)
{
	size_t run = 0, longest = 0;
	uint32_t turns = 0, vowels = 0;

	if (word.n < SHORT || !ascii_is_all(word))
		return false;
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];

		if (!ascii_is_alnum(c))
			return false;
		vowels += ascii_is_alpha(c) && is_vowel(c);
		run = ascii_is_alpha(c) && !is_vowel(c) ? run + 1 : 0;
		if (run > longest)
			longest = run;
		turns += i && ascii_is_digit(c) != ascii_is_digit(word.p[i - 1]);
	}
	if (word.n >= LONG && turns >= TURNS)
		return true;
	return vowels ? word.n >= LONG && longest >= RUN : longest >= WORDLESS_RUN;
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* "DoNotUse": words that each begin with a capital and can be said. */
static bool is_words(struct str word)
{
	uint32_t vowels = 0, letters = 0;

	for (size_t i = 0; i <= word.n; i++) {
		if (i == word.n || (i && is_capital(word.p[i]))) {
			if (letters < 2 || vowels == 0)
				return false;
			letters = vowels = 0;
		}
		if (i < word.n) {
			letters++;
			vowels += is_vowel(word.p[i]);
		}
	}
	return true;
}

/* "JPvgzLn", "vPQXadn": nobody can say it, and it is no set of initials. */
static bool is_unsayable(struct str word, uint32_t changes)
{
	uint32_t vowels = 0, run = 0, longest = 0, capitals = 0, most_capitals = 0;

	for (size_t i = 0; i < word.n; i++) {
		if (!ascii_is_alpha(word.p[i]))
			return false;
		vowels += is_vowel(word.p[i]);
		run = is_vowel(word.p[i]) ? 0 : run + 1;
		longest = run > longest ? run : longest;
		capitals = is_capital(word.p[i]) ? capitals + 1 : 0;
		most_capitals = capitals > most_capitals ? capitals : most_capitals;
	}
	if (vowels == 0)
		return changes >= CHANGES;
	return !is_capital(word.p[0]) && changes >= 2 && most_capitals >= 2 &&
	       longest >= 4;
}

bool is_mixed_by_lot(struct str word)
{
	uint32_t changes = 0;

	if (word.n < SHORT || !ascii_is_all(word) || !ascii_is_alpha(word.p[0]))
		return false;
	for (size_t i = 1; i < word.n; i++) {
		if (!ascii_is_alnum(word.p[i]))
			return false;
		changes += is_capital(word.p[i]) != is_capital(word.p[i - 1]);
	}
	if (is_unsayable(word, changes))
		return true;
	/* "JohnSmith", "McDonaldTom": names begin with a capital, and are longer. */
	if (is_capital(word.p[0]))
		return changes > CHANGES && word.n <= NICKNAME && !is_words(word);
	return changes >= CHANGES;
}
