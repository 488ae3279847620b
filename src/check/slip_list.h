/* check/slip_list.h - what the checks of language share. */
#pragma once
#include "check/check.h"
#include "language/slip.h"

/* Found when first asked for. */
const struct slips *slips_of(struct inspection *in);

/* A finding for all slips of a kind under one rule: the detail of the rule's number, the
 * values "count", "words" (each once), "expected" (in the same order, "-" where nothing
 * is) and "pairs" ("X → Y"), and each place as evidence. NULL where there is none. */
struct finding *finding_for_slips(struct inspection *in, const struct check *self,
				  enum slip_kind kind, enum slip_rule rule);
/* How many different words those are. */
uint32_t slip_words(struct inspection *in, enum slip_kind kind, enum slip_rule rule);
/* Is any of them what no honest keyboard gives? */
bool slips_are_sure(struct inspection *in, enum slip_kind kind);
/* Each alone happens to everybody; three kinds of them in one Japanese text do not, nor
 * one beside a character or word that Japanese does not have. */
bool slips_pile_up(struct inspection *in);
