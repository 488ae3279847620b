/* record/likeness_index.h - the names by which hosts are compared, built once from the
 * brands' table: Latin aliases without their blanks and the first labels of the official
 * domains.
 *
 * Names and texts are compared as `twins`: letters, digits and letter pairs that are
 * taken for each other (0 o, 1 i l, 3 e, 4 a, 5 s, 7 t, 8 b, rn m, vv w) become one, so
 * that one look-up finds the name itself and its imitations. */
#pragma once
#include "record/tables.h"

enum {
	LIKENESS_GRAM = 4, /* bytes by which long names are found inside a text */
	LIKENESS_NAME_BYTES = 48,
};

/* How much a name says by itself, see likeness.c for what follows from it. */
enum name_strength {
	NAME_DOMAIN, /* nothing but as the whole official domain: "live", "au" */
	NAME_WEAK,   /* three letters, or an ordinary word that the brand is called by */
	NAME_MEDIUM, /* four letters */
	NAME_STRONG,
};

struct likeness_name {
	struct str text;   /* lower case letters and digits: "etcmeisai" */
	struct str twin;   /* its folded form */
	struct str domain; /* official one that it stands for */
	uint32_t brand;	   /* LIKENESS_OWN: the site's own */
	uint32_t next;	   /* in the same bucket, plus one */
	uint8_t hyphen;	   /* letters before its first hyphen or blank; 0: none */
	bool
	    hyphen_telling; /* "so-net", "e-tax": without the hyphen it is another word */
	bool no_word;	    /* "smbc": no word of a language contains it */
	enum name_strength strength;
};

#define LIKENESS_OWN UINT32_MAX

/* A text folded for comparison. `at` leads back to the text; borders are what a reader
 * sees as the start of a word. */
enum { LIKENESS_TEXT = 255 };
enum border { BORDER_NONE, BORDER_DIGIT, BORDER_HYPHEN, BORDER_DOT };
struct folded_host {
	struct str source;
	uint32_t n;
	char twin[LIKENESS_TEXT + LIKENESS_GRAM];
	char raw[LIKENESS_TEXT + 1]; /* lower case, the first of a pair */
	uint8_t at[LIKENESS_TEXT + 1];
	uint8_t border[LIKENESS_TEXT + 1]; /* in front of the character; [n] is the end */
};
void likeness_fold(struct str text, struct folded_host *ret);

struct likeness_index;
struct likeness_index *likeness_index_new(struct arena *arena,
					  const struct tables *tables);

/* The next place in `text`, from `i` on, at which a name may begin; text->n: none. Names
 * of less than GRAM letters begin or end at a border. */
uint32_t likeness_place(const struct likeness_index *index,
			const struct folded_host *text, uint32_t i);

/* The names whose twin begins with the four (GRAM) bytes at `p`, or which have less and
 * are the `n` bytes there. NULL at the end: for (name = first; name; name = next). */
const struct likeness_name *likeness_long_names(const struct likeness_index *index,
						const char *p);
const struct likeness_name *likeness_short_names(const struct likeness_index *index,
						 const char *p, size_t n);
const struct likeness_name *likeness_next(const struct likeness_index *index,
					  const struct likeness_name *name);

/* Strong names that may differ from `twin` by one letter: calls until false. The caller
 * compares; a hash may lie. */
struct likeness_near {
	const struct likeness_index *index;
	struct str twin;
	uint32_t hash, position, slot, power;
};
void likeness_near_start(const struct likeness_index *index, struct str twin,
			 struct likeness_near *ret);
const struct likeness_name *likeness_near_next(struct likeness_near *near);

/* A name made on the spot, for the site's own domains. */
bool likeness_name_of(struct arena *arena, struct str words, struct likeness_name *ret);
