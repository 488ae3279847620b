/* door/door.h - the only way out of an analysis.
 *
 * Whoever asks gets the answer, or NULL: it is on its way, and the asker is to be run
 * again from its start once it came ("waiting"). Asking twice costs a look-up in a table.
 * So evaluators are straight-line code: they ask for all that they can already know, then
 * return. */
#pragma once
#include "door/answer.h"
#include "record/token.h"

struct door;

struct door_options {
	enum contact contact;	       /* beyond this: "not-allowed" */
	const struct answers *answers; /* in place of the outside; may be NULL */
	int64_t clock;		       /* of the run: asked_at of answers from a file */
	uint32_t questions;	       /* budget; 0: LIMIT_QUESTIONS */
	/* A case is replayed: its answers come by door_recall(), and what is missing
	 * there is "not-recorded". */
	bool replay;
	bool closed; /* what is missing is not even among the settled answers */
	/* Nobody carries questions to the decoders of this machine: what `answers` does
	 * not have of them is "not-allowed". */
	bool undecoded;
	/* The recipients' addresses: no question that leaves the machine may carry one in
	 * any form (record/token.h); such a question is "not-allowed". NULL: none known.
	 */
	const struct token_needles *secrets;
};

/* Questions and answers live in `arena`. */
struct door *door_new(struct arena *arena, const struct door_options *options);

/* What the questions from here on are for. A question may serve several purposes. */
void door_purpose(struct door *door, enum purpose purpose);

/* NULL: waiting. */
const struct answer *door_ask(struct door *door, const struct question *question);
/* The same for DNS; a name that cannot exist is answered "no-such-name" without asking,
 * n 0. */
const struct answer *door_ask_dns(struct door *door, uint16_t type, struct str name);
/* What a reader made of an answer, kept with it for whoever asks the same; it has to live
 * as long as the door, in door_arena(). */
struct arena *door_arena(struct door *door);
void door_keep(struct door *door, const struct answer *answer, enum answer_reader reader,
	       void *made);
/* A question that must not leave the house (it would carry the recipient's address): an
 * answer "not-allowed", recorded with `reason` (N_()). */
const struct answer *door_forbid(struct door *door, const struct question *question,
				 const char *reason);

/* Several may ask at one door, as the evaluations of one block do: a question of two of
 * them goes out once, but each has a budget, a list and numbers of his own. From here on
 * it is `asker` (small numbers) who asks, from his start; what he asked in a round before
 * is forgotten. Without it there is one asker. */
void door_begin_asker(struct door *door, uint32_t asker);
/* The next asker who waited, and for whom all has come. False: none (any more). */
bool door_next_ready(struct door *door, uint32_t *ret);

/* Was NULL given since door_begin_round(), or to this asker? */
void door_begin_round(struct door *door);
bool door_waits(const struct door *door);
/* The questions that were asked and have no answer yet, to be carried outside; each is
 * given once. */
bool door_next_question(struct door *door, struct question *ret);
/* Copied. One question has one answer: an answer to what was not asked, or a second one,
 * is dropped. */
void door_put(struct door *door, const struct answer *answer);

/* An answer of a recorded run, as it was settled then; before anybody asks. It is among
 * the settled ones again, whether it is asked for or not. */
void door_recall(struct door *door, const struct answer *answer);

/* All questions that were asked (by this asker), with their answers, in canonical order
 * (by text), as the report and the case number them. Call once the run is over; the
 * numbers hold until another asker's are settled. */
uint32_t door_settle(struct door *door, const struct answer ***ret);
/* One of them, as it would go out: `answer` is NULL for what would be asked. */
struct planned {
	const struct question *question;
	const struct answer *answer; /* not allowed, or known without asking */
	uint32_t purposes;
};
/* All questions that were asked (by this asker) so far, in canonical order. */
uint32_t door_plan(struct door *door, struct planned **ret);

/* How many different questions of this asker were refused since his budget was used up,
 * over all rounds. They are among the settled ones. */
uint32_t door_unasked(const struct door *door);
/* Why the door itself refuses: reasons of "not-allowed". N_(). */
extern const char door_over_budget[], door_carries_recipient[], door_contact_level[],
    door_undecoded[];
