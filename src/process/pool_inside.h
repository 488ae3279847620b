/* process/pool_inside.h - what the files of the pool share; for them alone.
 *
 * pool_slot.c keeps the list, pool_reply.c knows what a reply does to its slot,
 * pool_answers.c serves those who wait for the outside, and pool.c runs it all. */
#pragma once
#include "process/carrier.h"
#include "process/pool.h"
#include "process/pool_worker.h"

enum slot_state {
	SLOT_WAITING, /* for a worker */
	SLOT_SENT,
	SLOT_ASKING,  /* its worker waits for answers to go on with it */
	SLOT_MAILBOX, /* more of it is asked for once its messages are done */
	SLOT_DONE,
};

struct slot {
	struct slot *before, *after;
	struct job job;
	enum slot_state state;
	bool alone; /* its worker died: nothing else may be in flight with it */
	struct worker *worker; /* that holds it */
	uint64_t ticket;       /* of this sending */
	uint64_t held_bytes;   /* that it counts there */
	struct waits waits;
	bool told;		   /* answers that it has not looked at */
	unsigned questions, pages; /* of these in a browser */
	double waited, since;	   /* seconds in all before; when it began to wait */
	bool beyond_dns;	   /* it asked for more than the DNS */
	bool decoding;		   /* it waits for decoders, or for the mail log */
	double decoded;		   /* seconds that they have worked for it */
	struct result result;
	struct slot *mailbox; /* the slot that this message came from */
	unsigned children;    /* messages of this mailbox that are not done */
	uint64_t found;	      /* messages of it so far */
	bool silent;	      /* a mailbox at its end: nothing to hand over */
	struct job *side;     /* done in place of the job: its rows to a case */
	enum pool_stage stage;
};

struct pool {
	struct places places;
	struct buf setup_bytes;
	struct setup setup;
	struct pool_options options;
	char level[64];
	struct worker *workers; /* options.workers analysts, and HELPERS more */
	struct slot *head, *tail;
	/* All, and those in the states of these names. */
	unsigned slots, waiting, asking, mailboxes;
	size_t bytes; /* of replies that wait */
	struct carrier *carrier;
	struct log_files logs;
	bool outside; /* somebody outside may be asked, not decoders alone */
	uint64_t tickets;
	const struct pool_client *client;
	bool exhausted, stopped;
	struct err *err; /* set where the run cannot go on */
	bool failed;
};

/* A new slot, waiting, before that one; NULL: at the end. */
struct slot *pool_slot_insert(struct pool *pool, struct slot *before_this);
/* States are counted, so nobody sets one by hand. */
void pool_slot_set(struct pool *pool, struct slot *slot, enum slot_state state);
/* What its worker does, or will do. */
const struct job *pool_slot_work(const struct slot *slot);
void pool_slot_forget_side(struct slot *slot);
void pool_slot_forget_result(struct pool *pool, struct slot *slot);
/* It is out of the list and freed, and asks for nothing any more. */
void pool_slot_remove(struct pool *pool, struct slot *slot);
/* The worker has one more thing to do, or has answered the oldest. */
void pool_give(struct worker *worker, struct slot *slot);
void pool_answered(struct worker *worker);

/* False: the reply makes no sense for this job. A body that is kept is taken out of
 * `result`. */
bool pool_take_reply(struct pool *pool, struct slot *slot, struct result *result);
/* The job becomes a report of its own failure, made by a worker. */
void pool_report_error(struct pool *pool, struct slot *slot, const char *text);
/* What is refused on its way to a report is reported as refused. */
bool pool_is_inspected(const struct job *job);
/* The case of this stage is stored (`bytes`), or will not be (`why`): go on with the
 * job. */
void pool_leave_stage(struct pool *pool, struct slot *slot, struct str bytes,
		      const char *why);

/* REPLY_QUESTIONS: the worker keeps the task; false: it makes no sense for it. */
bool pool_take_questions(struct pool *pool, struct worker *worker, struct slot *slot,
			 const struct result *result);
/* Answers that came go to those who asked, who go on as soon as there is reason to. */
void pool_hand_out_answers(struct pool *pool);
