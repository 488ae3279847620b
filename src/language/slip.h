/* language/slip.h - places where a text is written as its seeming writer would not write
 * it: another country's characters, look-alike words, broken style, slips, jargon.
 *
 * Facts: what stands where, and what would be expected. What is quoted from somebody else
 * is left out. Which of them matter, and how much, the checks lang.* say. */
#pragma once
#include "language/passage.h"
#include "record/usage.h"

enum slip_kind {
	SLIP_CODE_POINT, /* a character that the language does not have */
	SLIP_USAGE,	 /* a foreign word or form in characters that it has */
	SLIP_LOOKALIKE,	 /* a word with a glyph that only looks right */
	SLIP_REGISTER,	 /* plain style among polite sentences */
	SLIP_STOP,	 /* a sentence runs into the next */
	SLIP_REDUNDANT,	 /* a word twice */
	SLIP_TRANSLATED, /* wording, punctuation, dates of another language */
	SLIP_TYPO,	 /* grammar and spelling */
	SLIP_TERM,	 /* a technical term */
	SLIP_KINDS
};

/* Kinds within a kind; the order is that of the checks' texts. */
enum slip_rule {
	RULE_PLAIN = 0,

	RULE_MIXED_CHINESE = 1, /* SLIP_CODE_POINT: two ways of Chinese in a sentence */
	RULE_JAPANESE_GLYPH,	/* in Chinese text */
	RULE_COMPATIBLE,	/* a radical, a compatibility form */

	RULE_OPENER = 1, /* SLIP_STOP: a phrase that begins sentences */

	RULE_PARTICLE = 1, /* SLIP_REDUNDANT: をを */
	RULE_TWICE,	   /* "the the" */

	RULE_PUNCTUATION = 1, /* SLIP_TRANSLATED: blank before 。, stray ， */
	RULE_DATE,	      /* "January 5, 2024 までに" */
	RULE_KUDASAI,	      /* "… して。" to a customer */
	RULE_BAIT,	      /* "kindly click" */
	RULE_SALUTATION,      /* "Dear ann@a.example" */
};

struct slip {
	enum slip_kind kind;
	enum slip_rule rule;
	const struct passage *passage;
	size_t start, end; /* in passage->text; of what is wrong */
	struct str found;  /* the word it stands in */
	struct str expected;
	int32_t character;	    /* SLIP_CODE_POINT */
	int32_t expected_character; /* 0: not known */
	bool sure;		    /* no honest writer's keyboard gives it */
};

struct slips {
	struct slip *items; /* by passage, then by kind and place */
	uint32_t count, cap;
	uint32_t per_kind[SLIP_KINDS]; /* found, also beyond LIMIT_SLIPS of a kind */
	/* Sentences of Japanese that ends them so, of which register is judged. */
	uint32_t polite, plain;
	uint32_t words;			 /* of English */
	bool japanese, chinese, english; /* some passage is */
};

/* `passages` and the tables must outlive the result. */
void slips_find(struct arena *arena, const struct passages *passages,
		const struct usages *usages, struct slips *ret);
