/* process/pool_answers.c - answers for those who wait.
 *
 * An analyst that lacks an answer says what it asks and is resumed when the answers are
 * there, or the patience with them is over. */
#include "process/pool_inside.h"

#include <stddef.h>
#include <time.h>

#ifndef N_
#define N_(text) text
#endif

/* Of lines each is evaluated by itself: they need not wait for the last answer to any of
 * them, and their time is counted for each wait. */
static bool is_lines(const struct slot *slot)
{
	return slot->job.kind == TASK_SPF || slot->job.kind == TASK_DMARC ||
	       slot->job.kind == TASK_BOOTSTRAP;
}

static bool is_media(struct str question)
{
	return str_starts(question, STR("media "));
}

/* Helpers of this machine come to an end by themselves. */
static bool is_here(struct str question)
{
	return is_media(question) || str_starts(question, STR("log "));
}

static void tell(struct slot *slot, const struct told *told)
{
	if (is_media(told->question))
		slot->decoded += (double)told->duration_us / 1e6;
	worker_tell(slot->worker, told, slot->ticket);
	slot->told = true;
}

static void tell_timeout(struct slot *slot, struct str question)
{
	struct told told = { .question = question,
			     .status = ANSWER_TIMEOUT,
			     .asked_at = (uint64_t)time(NULL),
			     .reason = STR(ANSWER_OUT_OF_TIME) };

	if (is_media(question))
		told.reason = STR(N_("the decoders have worked for this message as long "
				     "as they may"));

	tell(slot, &told);
}

/* Seconds that it may still wait. Decoders and readers of logs come to an end by
 * themselves, and it must not hang on how busy the machine is what is read: only the
 * work of decoders is counted. */
static double patience(const struct slot *slot)
{
	double all = slot->beyond_dns ? LIMIT_WAITING_LONG_MS : LIMIT_WAITING_MS;

	if (slot->decoding)
		return 1;
	return all / 1000.0 - slot->waited -
	       (slot->state == SLOT_ASKING ? pool_now() - slot->since : 0);
}

static void resume(struct slot *slot)
{
	if (!is_lines(slot) && !slot->decoding)
		slot->waited += pool_now() - slot->since;
	slot->told = slot->decoding = false;
	worker_resume(slot->worker, slot->ticket);
	pool_give(slot->worker, slot);
}

/* Those who wait go on as soon as there is reason to. */
static void resume_asking(struct pool *pool)
{
	for (struct slot *slot = pool->head; slot && pool->asking; slot = slot->after) {
		if (slot->state != SLOT_ASKING)
			continue;
		if (slot->waits.count && patience(slot) <= 0)
			while (slot->waits.count)
				tell_timeout(
				    slot, carrier_give_up(pool->carrier, &slot->waits));
		if (slot->waits.count && !(slot->told && is_lines(slot)))
			continue;
		pool_slot_set(pool, slot, SLOT_SENT);
		resume(slot);
	}
}

void pool_hand_out_answers(struct pool *pool)
{
	const struct told *told;
	struct waits *who;

	carrier_work(pool->carrier, NULL);
	while ((told = carrier_next(pool->carrier, &who)))
		tell((struct slot *)((char *)who - offsetof(struct slot, waits)), told);
	resume_asking(pool);
}

static bool ask(struct pool *pool, struct slot *slot, struct str question,
		struct str payload)
{
	unsigned most = is_lines(slot) ? LIMIT_LINES_QUESTIONS : LIMIT_QUESTIONS;
	const struct told *told;
	bool late;

	if (++slot->questions > most || !carrier_allows(pool->carrier, question) ||
	    (payload.n && !is_media(question)))
		return false;
	slot->beyond_dns |= !str_starts(question, STR("dns ")) && !is_here(question);
	/* A page in a browser takes longer than all other questions together. */
	if (str_starts(question, STR("browse ")) && slot->pages++ < LIMIT_BROWSE_PAGES)
		slot->waited -= LIMIT_BROWSE_WAITING_MS / 1000.0;
	slot->decoding |= is_here(question);
	late = is_media(question)  ? slot->decoded >= LIMIT_MEDIA_ALL
	       : is_here(question) ? false
				   : patience(slot) <= 0;
	told = late ? carrier_recall(pool->carrier, question)
		    : carrier_ask(pool->carrier, &slot->waits, question, payload);
	if (told)
		tell(slot, told);
	else if (late)
		tell_timeout(slot, question);
	return true;
}

bool pool_take_questions(struct pool *pool, struct worker *worker, struct slot *slot,
			 const struct result *result)
{
	struct str rest = str_make(result->body, result->body_n);
	enum task_kind kind = slot->job.kind;
	struct wire_head head;

	if (kind != TASK_INSPECT && kind != TASK_DKIM && kind != TASK_SPF &&
	    kind != TASK_DMARC && kind != TASK_REPLAY && kind != TASK_BOOTSTRAP)
		return false;
	while (rest.n) {
		struct asked asked = { 0 };
		struct str payload;

		if (wire_peek(rest, &head) != WIRE_OK ||
		    !wire_get(&asked_shape, rest, &asked) ||
		    head.body > rest.n - wire_body_offset(&head))
			return false;
		rest = str_skip(rest, wire_body_offset(&head));
		payload = str_sub(rest, 0, head.body);
		if (!ask(pool, slot, asked.question, payload))
			return false;
		rest = str_skip(rest, head.body);
	}
	/* Nothing to wait for, and nothing new: it would turn in circles. */
	if (slot->waits.count == 0 && !slot->told)
		return false;
	pool_answered(worker);
	slot->since = pool_now();
	pool_slot_set(pool, slot, SLOT_ASKING);
	return true;
}
