/* past/past.h - which certificates were ever issued for the domains of a message, as the
 * public logs of certificates have it: how old a site is, and which names go with it.
 *
 * Asked only where the site profile names the collection (crt.sh), which then learns
 * which domains are looked at: registrable domains, of links first, then of those to
 * which visits were led, then of the sender; a few, for it takes few questions. Facts
 * only: checks judge. */
#pragma once
#include "base/limits.h"
#include "record/blocklist.h"
#include "record/ct_history.h"
#include "survey/survey.h"

enum past_state {
	PAST_UNASKED, /* `why` */
	PAST_WAITING,
	PAST_NO_ANSWER, /* `why` */
	PAST_NONE,	/* no certificate was ever logged */
	PAST_FOUND,
	PAST_STATES
};
const char *past_state_name(enum past_state state); /* "none", in JSON */

struct past {
	uint32_t domain; /* as the survey numbers them */
	enum past_state state;
	const char *why; /* N_(), or what the answer said */
	const struct answer *answer;
	struct ct_history history;
};

struct pasts {
	struct arena *arena;
	struct door *door;
	const struct survey *survey;
	const struct blocklist *list;
	struct past items[LIMIT_PASTS];
	uint32_t count;
	bool early, done;
};

/* NULL where the profile does not name the list. */
struct pasts *pasts_begin(struct arena *arena, struct door *door,
			  const struct survey *survey, const struct site *site);
/* What the message itself shows. False: waiting. NULL is done. */
bool pasts_round(struct pasts *pasts);
/* What was learnt since, as far as there is room. False: waiting. */
bool pasts_round_late(struct pasts *pasts);
/* NULL: it was not asked about. */
const struct past *past_of(const struct pasts *pasts, uint32_t domain);
