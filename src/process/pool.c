/* process/pool.c - see pool.h: the run, and workers that are lost in it.
 *
 * Jobs stand in slots, in one list in the order of the output. A slot at the head that
 * is done is handed to the client. What bounds memory: the number of slots that may be
 * pulled ahead, and the bytes of replies that wait for a slot before them. */
#include "process/pool_inside.h"

#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	WORKERS_MAX = 256,
	/* Slots ahead of the head, for each worker and at least. */
	WINDOW_EACH = 16,
	WINDOW_LEAST = 64,
	/* A worker is replaced after so many jobs: what leaks in a library stays small.
	 */
	RECYCLE = 5000,
	/* Messages of one mailbox that wait before it is split further. */
	MAILBOX_AHEAD = 48,
	TICK_MS = 200,
	/* One of each program beside the analysts, in the order of enum program. */
	HELPERS = 2,
};
#define WAITING_BYTES (64u << 20)

/* --- a worker that is lost --------------------------------------------------- */

/* The job that its worker was busy with. `sure`: it alone can be the cause. */
static void blame(struct pool *pool, struct slot *slot, const char *how, bool sure)
{
	struct job *job = &slot->job;

	pool_slot_set(pool, slot, SLOT_WAITING);
	if (slot->side) {
		pool_leave_stage(pool, slot, STR_NONE, how);
		return;
	}
	if (!sure && !slot->alone) {
		slot->alone = true; /* maybe an earlier one had done the damage */
		return;
	}
	slot->alone = true;
	if (job->kind == TASK_INSPECT && !job->unread) {
		snprintf(job->death, sizeof job->death, "%s", how);
		job->unread = job->headers_only;
		job->headers_only = !job->unread;
	} else if (job->kind == TASK_RECORD) {
		job->kind = TASK_INSPECT; /* which will tell */
	} else if (job->kind == TASK_REPLAY ||
		   (job->kind == TASK_DISCLOSE && job->then == TASK_REPLAY)) {
		pool_report_error(pool, slot, how);
	} else if (job->kind == TASK_CONVERT && pool_is_inspected(job)) {
		snprintf(job->death, sizeof job->death, "conversion: %s", how);
		job->kind = TASK_INSPECT;
		job->one = job->converted = job->unread = true;
	} else if (job->kind == TASK_SPLIT) {
		char text[160];

		snprintf(text, sizeof text, "the mailbox cannot be split: %s", how);
		pool_report_error(pool, slot, text);
	} else {
		slot->result.reply = (struct reply){ .kind = REPLY_REFUSED };
		snprintf(slot->result.text, sizeof slot->result.text, "%s", how);
		slot->result.reply.text = str_c(slot->result.text);
		pool_slot_set(pool, slot, SLOT_DONE);
	}
}

/* Whoever waited in it is run again; answers that came are known by then. */
static void take_back(struct pool *pool, struct worker *worker)
{
	for (struct slot *slot = pool->head; slot && worker->held; slot = slot->after) {
		if (slot->worker != worker)
			continue;
		while (slot->waits.count)
			carrier_give_up(pool->carrier, &slot->waits);
		slot->worker = NULL;
		slot->told = false;
		slot->questions = 0;
		slot->beyond_dns = slot->decoding = false;
		slot->decoded = 0;
		pool_slot_set(pool, slot, SLOT_WAITING);
		worker->held--;
	}
}

static void lose_worker(struct pool *pool, struct worker *worker, const char *why,
			bool sure)
{
	struct slot *busy = worker->flight_count ? worker->flight[0] : NULL;
	bool ready = worker->ready, analyst = worker->program == PROGRAM_ANALYSIS;
	char how[CHILD_END];

	take_back(pool, worker);
	worker_end(worker, true, how);
	if (!why)
		why = how[0] ? how : "it ended";
	if (!ready && analyst) {
		pool->failed = true;
		err_set(pool->err, ERR_SYSTEM, "mekiki-analysis",
			"the worker cannot be started: %s", why);
	}
	if (busy)
		blame(pool, busy, why, sure);
}

/* --- to and from workers ----------------------------------------------------- */

static void replied(struct pool *pool, struct worker *worker, struct slot *slot)
{
	pool_answered(worker);
	while (slot->waits.count)
		carrier_give_up(pool->carrier, &slot->waits);
	slot->worker = NULL;
	slot->told = false;
	slot->questions = 0;
	slot->beyond_dns = slot->decoding = false;
	slot->decoded = 0;
	worker->held--;
	worker->held_bytes -= slot->held_bytes;
	worker->served++;
	worker->alone = false;
}

static void flush(struct pool *pool, struct worker *worker)
{
	if (worker->child.pid && !worker_flush(worker))
		lose_worker(pool, worker, NULL, worker->alone);
}

static void take_level(struct pool *pool, struct worker *worker,
		       const struct result *result)
{
	worker->ready = true;
	if (worker->program == PROGRAM_ANALYSIS)
		snprintf(pool->level, sizeof pool->level, "%.63s", result->text);
}

static bool take(struct pool *pool, struct worker *worker, struct slot *slot,
		 struct result *result)
{
	bool sense = result->reply.kind == REPLY_QUESTIONS
			 ? pool_take_questions(pool, worker, slot, result)
			 : pool_take_reply(pool, slot, result);

	if (!sense)
		lose_worker(pool, worker, "its reply makes no sense", true);
	else if (result->reply.kind != REPLY_QUESTIONS)
		replied(pool, worker, slot);
	return sense;
}

/* One whole reply. False: the worker was lost over it. */
static bool handle(struct pool *pool, struct worker *worker, struct result *result)
{
	if (!worker->ready && result->reply.kind == REPLY_READY) {
		take_level(pool, worker, result);
		return true;
	}
	if (!worker->ready && worker->program == PROGRAM_ANALYSIS &&
	    result->reply.kind == REPLY_REFUSED) {
		pool->failed = true; /* setup: profile, tables, names of checks */
		err_set(pool->err, ERR_USAGE, "", "%s", result->text);
		return false;
	}
	if (!worker->ready || worker->flight_count == 0 ||
	    result->reply.ticket != worker->flight[0]->ticket) {
		lose_worker(pool, worker, "its reply makes no sense", true);
		return false;
	}
	return take(pool, worker, worker->flight[0], result);
}

static void read_worker(struct pool *pool, struct worker *worker)
{
	bool there = worker_fill(worker);
	enum worker_said said;

	do {
		struct result result = { 0 };

		said = worker_take(worker, &result);
		if (said == WORKER_SAID) {
			bool kept = handle(pool, worker, &result);

			result_fini(&result);
			if (!kept)
				return;
		} else if (said == WORKER_NONSENSE) {
			lose_worker(pool, worker, "its reply cannot be read", true);
			return;
		}
	} while (said == WORKER_SAID);
	if (!there)
		lose_worker(pool, worker, NULL, worker->alone);
}

static bool may_take(const struct pool *pool, const struct worker *worker,
		     const struct slot *slot)
{
	if (worker->child.pid == 0 || worker->alone || worker->served >= RECYCLE)
		return false;
	if (worker->program != program_of(pool_slot_work(slot)->kind))
		return false;
	if (slot->alone || worker->program != PROGRAM_ANALYSIS)
		return worker->held == 0;
	if (!pool->outside)
		return worker->held < POOL_FLIGHT;
	return worker->held < pool->options.held &&
	       (worker->held == 0 || worker->held_bytes < LIMIT_HELD_BYTES);
}

/* Where the workers of that program begin; the analysts stand first. */
static unsigned helper_at(const struct pool *pool, enum program program)
{
	return program == PROGRAM_ANALYSIS ? 0 : pool->options.workers + program - 1;
}

/* The least busy worker that may take it; a new one while there is room for one. */
static struct worker *choose(struct pool *pool, const struct slot *slot)
{
	struct worker *best = NULL, *empty = NULL;
	enum program program = program_of(pool_slot_work(slot)->kind);
	unsigned first = helper_at(pool, program);
	unsigned end = first ? first + 1 : pool->options.workers;

	for (unsigned i = first; i < end; i++) {
		struct worker *worker = &pool->workers[i];

		if (worker->child.pid == 0)
			empty = empty ? empty : worker;
		else if (may_take(pool, worker, slot) &&
			 (!best || worker->held < best->held))
			best = worker;
	}
	if (empty && (!best || best->held)) {
		if (worker_start(empty, program, pool->places.helpers, &pool->setup,
				 pool->options.answers, pool->err))
			return empty;
		pool->failed = program == PROGRAM_ANALYSIS && !best;
	}
	return best;
}

static bool has_helper(const struct pool *pool, enum program program)
{
	return pool->workers[helper_at(pool, program)].child.pid != 0;
}

/* Its helper cannot be started. */
static void go_without(struct pool *pool, struct slot *slot)
{
	if (slot->side)
		pool_leave_stage(pool, slot, STR_NONE, pool->err->what);
	else
		pool_report_error(pool, slot, pool->err->what);
}

static void send_to(struct pool *pool, struct worker *worker, struct slot *slot)
{
	pool_give(worker, slot);
	slot->worker = worker;
	slot->ticket = ++pool->tickets;
	slot->held_bytes = slot->job.length;
	worker->held++;
	worker->held_bytes += slot->held_bytes;
	worker->alone = slot->alone;
	pool_slot_set(pool, slot, SLOT_SENT);
	worker_send(worker, pool_slot_work(slot), slot->ticket);
	flush(pool, worker);
}

static void dispatch(struct pool *pool)
{
	for (struct slot *slot = pool->head; slot && pool->waiting && !pool->failed;
	     slot = slot->after) {
		enum program program = program_of(pool_slot_work(slot)->kind);
		struct worker *worker;

		if (slot->state != SLOT_WAITING)
			continue;
		if (pool->bytes > WAITING_BYTES && slot != pool->head)
			return;
		worker = choose(pool, slot);
		if (worker)
			send_to(pool, worker, slot);
		else if (program != PROGRAM_ANALYSIS && !has_helper(pool, program))
			go_without(pool, slot);
		else if (!slot->alone && program == PROGRAM_ANALYSIS)
			return; /* all are busy */
	}
}

/* --- the run ------------------------------------------------------------------ */

static unsigned window(const struct pool *pool)
{
	unsigned each = pool->outside ? 2 * pool->options.held : WINDOW_EACH;
	unsigned size = pool->options.workers * each;

	return size > WINDOW_LEAST ? size : WINDOW_LEAST;
}

static bool client_ready(const struct pool *pool)
{
	struct pollfd input = { .fd = pool->client->ready_fd, .events = POLLIN };

	if (pool->client->has_more && pool->client->has_more(pool->client->arg))
		return true;
	return input.fd < 0 || !pool->head || poll(&input, 1, 0) > 0;
}

static void pull(struct pool *pool)
{
	while (!pool->exhausted && !pool->stopped && pool->slots < window(pool) &&
	       pool->bytes <= WAITING_BYTES && client_ready(pool)) {
		struct job job = { 0 };

		if (pool->client->next(pool->client->arg, &job) == POOL_NONE)
			pool->exhausted = true;
		else
			pool_slot_insert(pool, NULL)->job = job;
	}
}

static void resume_mailboxes(struct pool *pool)
{
	for (struct slot *slot = pool->head; slot && pool->mailboxes; slot = slot->after)
		if (slot->state == SLOT_MAILBOX && slot->children <= MAILBOX_AHEAD)
			pool_slot_set(pool, slot, SLOT_WAITING);
}

/* Hand over one slot that is done. */
static void hand_over(struct pool *pool, struct slot *slot)
{
	enum pool_done done = POOL_DONE;

	if (!slot->silent && !pool->stopped)
		done =
		    pool->client->done(pool->client->arg, &slot->job, &slot->result.reply,
				       str_make(slot->result.body, slot->result.body_n));
	if (done == POOL_AGAIN) {
		pool_slot_forget_result(pool, slot);
		pool_slot_set(pool, slot, SLOT_WAITING);
		return;
	}
	if (done == POOL_STOP)
		pool->stopped = true;
	pool_slot_remove(pool, slot);
}

static bool deliver(struct pool *pool)
{
	bool any = false;

	while (pool->head && pool->head->state == SLOT_DONE && !pool->stopped) {
		hand_over(pool, pool->head);
		any = true;
	}
	return any;
}

static void recycle(struct pool *pool)
{
	char how[CHILD_END];

	for (unsigned i = 0; i < pool->options.workers + HELPERS; i++)
		if (pool->workers[i].served >= RECYCLE && pool->workers[i].held == 0)
			worker_end(&pool->workers[i], false, how);
}

/* Only a worker that has nothing to say can be late: one that waits for us to read its
 * reply is not. */
static void watch(struct pool *pool, struct worker *worker)
{
	char why[64];

	if (worker->child.pid == 0 || worker->flight_count == 0 ||
	    pool_now() - worker->since < pool->options.timeout_seconds)
		return;
	snprintf(why, sizeof why, "stopped after %u s", pool->options.timeout_seconds);
	lose_worker(pool, worker, why, true);
}

static struct pollfd poll_worker(const struct worker *worker)
{
	return (struct pollfd){
		.fd = worker->child.pid ? worker->child.fd : -1,
		.events = outbox_is_empty(&worker->out) ? POLLIN : POLLIN | POLLOUT,
	};
}

static struct pollfd poll_client(const struct pool *pool)
{
	bool wanted = !pool->exhausted && pool->slots < window(pool);

	return (struct pollfd){ .fd = wanted ? pool->client->ready_fd : -1,
				.events = POLLIN };
}

static void serve(struct pool *pool, struct worker *worker, short events)
{
	if (events & ~POLLOUT)
		read_worker(pool, worker);
	else if (events)
		flush(pool, worker);
	else
		watch(pool, worker);
}

static void wait_for_workers(struct pool *pool)
{
	unsigned count = pool->options.workers + HELPERS;
	struct pollfd ready[WORKERS_MAX + HELPERS + 1 + CARRIER_FDS], *outside;

	for (unsigned i = 0; i < count; i++) {
		flush(pool, &pool->workers[i]);
		ready[i] = poll_worker(&pool->workers[i]);
	}
	if (pool->failed)
		return;
	ready[count] = poll_client(pool);
	outside = &ready[count + 1];
	carrier_poll(pool->carrier, outside);
	poll(ready, count + 1 + CARRIER_FDS, carrier_patience(pool->carrier, TICK_MS));
	for (unsigned i = 0; i < count && !pool->failed; i++)
		if (ready[i].fd >= 0)
			serve(pool, &pool->workers[i], ready[i].revents);
	carrier_work(pool->carrier, outside);
}

static void run(struct pool *pool)
{
	while (!pool->failed && !pool->stopped) {
		pull(pool);
		if (!pool->head && pool->exhausted)
			return;
		resume_mailboxes(pool);
		dispatch(pool);
		pool_hand_out_answers(pool);
		recycle(pool);
		if (deliver(pool))
			continue;
		if (!pool->failed)
			wait_for_workers(pool);
		if (pool->client->tick)
			pool->client->tick(pool->client->arg);
	}
}

/* After a failure or a stop: forget what is left. */
static void clear(struct pool *pool)
{
	char how[CHILD_END];

	for (unsigned i = 0; i < pool->options.workers + HELPERS; i++)
		if (pool->workers[i].held)
			worker_end(&pool->workers[i], true, how);
	while (pool->tail) {
		pool->tail->mailbox = NULL;
		pool_slot_remove(pool, pool->tail);
	}
}

bool pool_run(struct pool *pool, const struct pool_client *client, struct err *err)
{
	pool->client = client;
	pool->err = err;
	pool->exhausted = pool->stopped = pool->failed = false;
	run(pool);
	clear(pool);
	return !pool->failed;
}

/* --- making and ending --------------------------------------------------------- */

static unsigned processors(void)
{
	cpu_set_t set;
	int count;

	if (sched_getaffinity(0, sizeof set, &set) != 0)
		return 1;
	count = CPU_COUNT(&set);
	return count < 1 ? 1 : (unsigned)count;
}

/* One pass over the logs answers all messages that wait: many shall wait together. */
static void keep_logs(struct pool *pool, const struct log_files *logs)
{
	pool->logs = *logs;
	for (unsigned i = 0; i < logs->count; i++) {
		file_ref(logs->files[i]);
		pool->logs.names[i] = strdup(logs->names[i]);
		if (!pool->logs.names[i])
			abort();
	}
	pool->outside |= logs->count > 0;
}

struct pool *pool_new(const struct places *places, const struct setup *setup,
		      const struct pool_options *options)
{
	struct pool *pool = calloc(1, sizeof *pool);

	if (!pool)
		abort();
	pool->places = *places;
	pool->options = *options;
	file_ref(options->answers);
	pool->outside = options->outside;
	if (options->logs)
		keep_logs(pool, options->logs);
	pool->carrier = carrier_new(pool->places.helpers, options->outside,
				    pool->logs.count ? &pool->logs : NULL);
	pool->options.logs = NULL;
	pool->options.outside = NULL; /* it was copied */
	if (pool->options.workers == 0)
		pool->options.workers = processors();
	if (pool->options.workers > WORKERS_MAX)
		pool->options.workers = WORKERS_MAX;
	if (pool->options.held == 0)
		pool->options.held = LIMIT_HELD;
	if (pool->options.timeout_seconds == 0)
		pool->options.timeout_seconds = 30;
	/* Texts of the setup are kept by keeping its record. */
	buf_init(&pool->setup_bytes, 0);
	wire_put(&pool->setup_bytes, &setup_shape, setup, 0);
	wire_get(&setup_shape, buf_peek(&pool->setup_bytes), &pool->setup);
	pool->workers = calloc(pool->options.workers + HELPERS, sizeof *pool->workers);
	if (!pool->workers)
		abort();
	return pool;
}

void pool_free(struct pool *pool)
{
	char how[CHILD_END];

	if (!pool)
		return;
	for (unsigned i = 0; i < pool->options.workers + HELPERS; i++)
		worker_end(&pool->workers[i], true, how);
	free(pool->workers);
	carrier_free(pool->carrier);
	for (unsigned i = 0; i < pool->logs.count; i++) {
		file_unref(pool->logs.files[i]);
		free((char *)pool->logs.names[i]);
	}
	buf_fini(&pool->setup_bytes);
	file_unref(pool->options.answers);
	free(pool);
}

const char *pool_sandbox_level(const struct pool *pool)
{
	return pool->level;
}
