/* check/reputation_list.h - what the checks of reputation share. */
#pragma once
#include "check/survey_list.h"

/* Reputation once it is done; NULL where no list was to be asked. */
const struct reputation *reputation_of(const struct inspection *in);
const struct reputation_subject *subject_of(const struct inspection *in,
					    const struct reputation_entry *entry);
/* The next entry of lists asked in this way, in this state, after `after` (NULL: the
 * first). NULL at the end. */
const struct reputation_entry *entry_next(const struct inspection *in,
					  const struct reputation_entry *after,
					  unsigned means, enum reputation_state state);
#define MEANS(means) (1u << (means))
#define ANY_MEANS (~0u)
/* A finding with the values "subject" and "list", and the place where the subject stands
 * as evidence. */
struct finding *finding_of_entry(struct inspection *in, const struct check *self,
				 const struct reputation_entry *entry);
