/* language/number.h - telephone numbers, sums of money and addresses of coins in what is
 * read, normalised so that two mails can be compared.
 *
 * Telephone numbers are read as a reader sees them, in the folded text: full-width
 * digits, a long vowel's sign for a hyphen, characters without width between digits.
 *
 * Facts only: shops write their number, bills their sum. What is told is what a reader
 * could use: a number by its shape, an address by its check sum. Linear in the text. */
#pragma once
#include "language/passage.h"

struct telephone {
	uint32_t passage;
	size_t start, end; /* in the passage's text */
	/* "+18085551234" where the country is plain, else its digits as dialled at home.
	 */
	struct str number;
	bool international; /* number begins with '+' */
	/* Written so that programs do not see it: letters for digits, words, digit by
	 * digit, digits in circles, full-width ones where nobody has them. */
	bool disguised;
};

struct money {
	uint32_t passage;
	size_t start, end;
	const char *currency; /* ISO 4217, "BTC"; "USD" also of a bare '$' */
	int64_t hundredths;
};

struct coin {
	uint32_t passage;
	size_t start, end;
	/* "Bitcoin", "Litecoin", "Ethereum", "Monero", "TRON" */
	const char *name;
	struct str address;
};

struct numbers {
	struct telephone *telephones;
	uint32_t telephone_count, telephone_cap;
	struct money *sums;
	uint32_t sum_count, sum_cap;
	struct coin *coins; /* each address once */
	uint32_t coin_count, coin_cap;
	bool cut; /* LIMIT_NUMBERS of one kind */
};

void numbers_find(struct arena *arena, const struct passages *passages,
		  struct numbers *ret);

/* --- one at a time; `at` is where it begins in `text`. False: none begins there. -----
 */

/* Sets start, end (in text->text), number, international and disguised. */
bool telephone_at(struct arena *arena, const struct folded *text, size_t at,
		  struct telephone *ret);
/* The digit at `at` is one in a circle or the like, as numbers of lists are. */
bool telephone_in_circle(const struct folded *text, size_t at);
/* `at` is its first digit. Sets start, end (with the currency), currency, hundredths. */
bool sum_at(struct str text, size_t at, struct money *ret);
/* The name of the coin whose address `token` is, its check sum verified; an Ethereum
 * address in one case has none and is taken by its form. NULL: it is none. */
const char *coin_of_address(struct str token);
