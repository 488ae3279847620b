/* check/relation_list.h - what the checks of relations share. */
#pragma once
#include "check/survey_list.h"

/* The next tie of that kind after `after` (NULL: the first). NULL at the end. */
const struct relation *relation_next(const struct inspection *in,
				     const struct relation *after, enum tie kind);
/* A finding with the values "one", "other", "strength", "why" and "what". */
struct finding *finding_of_relation(struct inspection *in, const struct check *self,
				    const struct relation *relation);
/* "weak" for people. N_(). */
const char *strength_text(enum tie_strength strength);
