/* verdict/verdict.h - findings to two answers: who is established to have sent it,
 * and is the content plausible for that sender; then class, score, category and what
 * stays open.
 *
 * Weights are numbers in data/weights.txt, each with its kind, its reason and where the
 * number comes from; they add up. What no table row names weighs by its severity. Kinds
 * may be groups with a rule of their own (group.h). The rules on top:
 *  - a class is never reached by one finding alone: `fraudulent` needs a finding
 *    of the kind "deception" and, beside it, weight of another kind;
 *  - beside an adverse finding a message is at least `suspicious`;
 *  - what was cut short, or broke off, is never `unremarkable`. */
#pragma once
#include "check/inspection.h"

void verdict_reach(struct inspection *in);
const char *verdict_class_name(enum verdict_class class_); /* "fraudulent", … */

/* Steps of verdict_reach, each its own file. */
void verdict_weigh(struct inspection *in);	/* class, score, shares */
void verdict_categorise(struct inspection *in); /* category, after it */
void verdict_state(struct inspection *in);	/* sender, content, summary */
void verdict_summarise(struct inspection *in);	/* summary: what to do */
void verdict_question(struct inspection *in);	/* what stays open */

/* For the sentences. */
void statement_set(struct statement *statement, const char *msgid);
void statement_str(struct arena *arena, struct statement *statement, const char *key,
		   struct str value);
void statement_int(struct arena *arena, struct statement *statement, const char *key,
		   int64_t number);
