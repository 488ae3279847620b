/* case/words.h - the words that stand for our enums in a case file. */
#pragma once
#include "check/inspection.h"

/* Names of what is kept beside the tables. */
#define CASE_SUFFIXES "public-suffix-list"
#define CASE_TRUST "trust-store"
#define CASE_RULES "yara-rules"

const char *words_evidence(int kind);	       /* "field" */
const char *words_value(enum value_kind kind); /* "text" */
/* "spf-helo spf-term" */
struct str words_purposes(struct arena *arena, uint32_t purposes);
/* What no row of ours is for is left out: a later mekiki may know more. */
uint32_t words_find_purposes(struct str words);
bool words_find_evidence(struct str word, int *ret);
bool words_find_value(struct str word, enum value_kind *ret);
bool words_find_severity(struct str word, enum severity *ret);
bool words_find_grade(struct str word, enum grade *ret);
bool words_find_class(struct str word, enum verdict_class *ret);

/* A name of ours: letters, digits, dots, hyphens and underscores; or none. */
bool is_plain_word(struct str text);
/* A sentence of ours is shown as it is: it holds nothing that a terminal would obey. */
bool is_sentence(struct str text);
