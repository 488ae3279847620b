/* process/pool_slot.c - the list of slots, and what workers have in flight. */
#include "process/pool_inside.h"

#include <stdlib.h>
#include <string.h>

struct slot *pool_slot_insert(struct pool *pool, struct slot *before_this)
{
	struct slot *slot = calloc(1, sizeof *slot);

	if (!slot)
		abort();
	slot->after = before_this;
	slot->before = before_this ? before_this->before : pool->tail;
	*(slot->before ? &slot->before->after : &pool->head) = slot;
	*(slot->after ? &slot->after->before : &pool->tail) = slot;
	pool->slots++;
	pool->waiting++; /* SLOT_WAITING is zero */
	return slot;
}

void pool_slot_set(struct pool *pool, struct slot *slot, enum slot_state state)
{
	pool->waiting -= slot->state == SLOT_WAITING;
	pool->waiting += state == SLOT_WAITING;
	pool->asking -= slot->state == SLOT_ASKING;
	pool->asking += state == SLOT_ASKING;
	pool->mailboxes -= slot->state == SLOT_MAILBOX;
	pool->mailboxes += state == SLOT_MAILBOX;
	slot->state = state;
}

const struct job *pool_slot_work(const struct slot *slot)
{
	return slot->side ? slot->side : &slot->job;
}

void pool_slot_forget_side(struct slot *slot)
{
	if (slot->side)
		job_fini(slot->side);
	free(slot->side);
	slot->side = NULL;
}

void pool_slot_forget_result(struct pool *pool, struct slot *slot)
{
	pool->bytes -= slot->result.body_n;
	result_fini(&slot->result);
}

void pool_slot_remove(struct pool *pool, struct slot *slot)
{
	pool_slot_set(pool, slot, SLOT_DONE);
	pool_slot_forget_result(pool, slot);
	pool_slot_forget_side(slot);
	*(slot->before ? &slot->before->after : &pool->head) = slot->after;
	*(slot->after ? &slot->after->before : &pool->tail) = slot->before;
	while (slot->waits.count)
		carrier_give_up(pool->carrier, &slot->waits);
	pool->slots--;
	if (slot->mailbox)
		slot->mailbox->children--;
	job_fini(&slot->job);
	free(slot);
}

/* The oldest of what it was given is answered. */
void pool_answered(struct worker *worker)
{
	worker->flight_count--;
	memmove(worker->flight, worker->flight + 1,
		worker->flight_count * sizeof *worker->flight);
	worker->since = pool_now();
}

void pool_give(struct worker *worker, struct slot *slot)
{
	if (worker->flight_count == 0)
		worker->since = pool_now();
	worker->flight[worker->flight_count++] = slot;
}
