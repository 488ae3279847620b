/* check/lever_list.h - what the checks of phrases share. */
#pragma once
#include "check/check.h"

/* A finding with the phrases of that kind: "phrases" as they stand, each once, and
 * "count" of all places; evidence at the first. A note, or a caution where
 * identity_beside() has something. NULL where there are none. */
struct finding *lever_finding(struct inspection *in, const struct check *self,
			      enum phrase_kind kind);
/* The same for a pretext: "phrases" are the two that make it. */
struct finding *pretext_finding(struct inspection *in, const struct check *self,
				enum pretext pretext);
/* Has the message that pretext? */
bool has_pretext(const struct inspection *in, enum pretext pretext);
/* The first hit of a kind, or NULL. */
const struct lever_hit *first_lever(const struct inspection *in, enum phrase_kind kind);
/* Evidence: where a phrase stands. */
void finding_at_lever(struct finding *finding, const struct lever_hit *hit);
