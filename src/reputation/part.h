/* reputation/part.h - between the files of this room. */
#pragma once
#include "reputation/reputation.h"

/* subjects.c: what there is to ask about; each makes an entry for each list that takes
 * it. */
void subjects_of_message(struct reputation *reputation);
void subjects_of_survey(struct reputation *reputation);
void subject_of_url(struct reputation *reputation, uint32_t roles, uint32_t link,
		    struct str href, struct str host);
bool subjects_are_urls(const struct site *site);

/* settle.c: an answer is there. */
void settle_entry(struct reputation *reputation, struct reputation_entry *entry);
