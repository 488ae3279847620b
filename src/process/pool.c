/* process/pool.c - see pool.h.
 *
 * Jobs stand in slots, in one list in the order of the output. A slot at the head that
 * is done is handed to the client. What bounds memory: the number of slots that may be
 * pulled ahead, and the bytes of replies that wait for a slot before them. */
#include "process/pool.h"

#include "process/carrier.h"
#include "process/pool_worker.h"

#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef N_
#define N_(text) text
#endif

enum {
	WORKERS_MAX = 256,
	/* Slots ahead of the head, for each worker and at least. */
	WINDOW_EACH = 16,
	WINDOW_LEAST = 64,
	/* The same where most of them wait for answers. */
	WINDOW_ASKING = 96,
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
	bool told; /* answers that it has not looked at */
	unsigned questions;
	double waited, since; /* seconds in all before; when it began to wait */
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
	size_t bytes;		 /* of replies that wait */
	struct carrier *carrier; /* NULL: nobody outside is asked */
	uint64_t tickets;
	const struct pool_client *client;
	bool exhausted, stopped;
	struct err *err; /* set where the run cannot go on */
	bool failed;
};

/* --- slots ------------------------------------------------------------------ */

static struct slot *slot_insert(struct pool *pool, struct slot *before_this)
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

static void slot_set(struct pool *pool, struct slot *slot, enum slot_state state)
{
	pool->waiting -= slot->state == SLOT_WAITING;
	pool->waiting += state == SLOT_WAITING;
	pool->asking -= slot->state == SLOT_ASKING;
	pool->asking += state == SLOT_ASKING;
	pool->mailboxes -= slot->state == SLOT_MAILBOX;
	pool->mailboxes += state == SLOT_MAILBOX;
	slot->state = state;
}

/* What its worker does, or will do. */
static const struct job *slot_work(const struct slot *slot)
{
	return slot->side ? slot->side : &slot->job;
}

static void slot_forget_side(struct slot *slot)
{
	if (slot->side)
		job_fini(slot->side);
	free(slot->side);
	slot->side = NULL;
}

static void slot_forget_result(struct pool *pool, struct slot *slot)
{
	pool->bytes -= slot->result.body_n;
	result_fini(&slot->result);
}

static void slot_remove(struct pool *pool, struct slot *slot)
{
	slot_set(pool, slot, SLOT_DONE);
	slot_forget_result(pool, slot);
	slot_forget_side(slot);
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

/* --- what a reply does to its slot ---------------------------------------- */

static void set_error(struct job *job, const char *text)
{
	free(job->error);
	job->error = strdup(text);
	if (!job->error)
		abort();
}

/* The job becomes a report of its own failure, made by a worker. */
static void report_error(struct pool *pool, struct slot *slot, const char *text)
{
	set_error(&slot->job, text);
	slot->job.kind = TASK_INSPECT;
	slot->job.one = true;
	slot->job.record = false;
	file_unref(slot->job.file);
	slot->job.file = NULL;
	slot_set(pool, slot, SLOT_WAITING);
}

static void split_more(struct pool *pool, struct slot *slot, uint64_t from)
{
	struct job *job = &slot->job;
	uint64_t end = job->offset + job->length;

	job->kind = TASK_SPLIT;
	job->offset = from;
	job->length = end - from;
	slot_set(pool, slot, SLOT_MAILBOX);
}

static bool ranges_fit(const struct job *mailbox, const struct result *result)
{
	uint64_t from = mailbox->offset, end = mailbox->offset + mailbox->length;
	const struct range *ranges = (const struct range *)result->body;
	size_t count = result->body_n / sizeof *ranges;

	if (result->body_n % sizeof *ranges || count > RANGES_MAX)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (ranges[i].offset < from || ranges[i].offset > end ||
		    ranges[i].length > end - ranges[i].offset)
			return false;
		from = ranges[i].offset + ranges[i].length;
	}
	/* It must come nearer to the end each time. */
	return result->reply.next == 0 ||
	       (result->reply.next > mailbox->offset && result->reply.next <= end);
}

/* The messages found stand before their mailbox, which stays until its end. */
static bool take_ranges(struct pool *pool, struct slot *slot, const struct result *result)
{
	const struct range *ranges = (const struct range *)result->body;
	uint64_t next = result->reply.next;

	if (slot->job.kind != TASK_SPLIT || !ranges_fit(&slot->job, result))
		return false;
	for (size_t i = 0; i < result->body_n / sizeof *ranges; i++) {
		struct slot *child = slot_insert(pool, slot);

		job_init_range(&child->job, &slot->job, ranges[i], ++slot->found);
		child->mailbox = slot;
		slot->children++;
	}
	if (next) {
		split_more(pool, slot, next);
	} else if (slot->found) {
		slot->silent = true;
		slot_set(pool, slot, SLOT_DONE);
	} else {
		report_error(pool, slot, "no message found in this mailbox");
	}
	return true;
}

static bool take_converted(struct pool *pool, struct slot *slot, struct result *result);

/* What is refused on its way to a report is reported as refused. */
static bool is_inspected(const struct job *job)
{
	return (job->kind == TASK_CONVERT &&
		(job->then == TASK_INSPECT || job->then == TASK_RECORD)) ||
	       (job->kind == TASK_DISCLOSE && job->then == TASK_REPLAY) ||
	       job->kind == TASK_REPLAY;
}

static bool is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ascii_hex(s.p[i]) < 0)
			return false;
	return true;
}

/* --- cases --------------------------------------------------------------------- */

/* The case of this stage is stored, or will not be: go on with the job. */
static void leave_stage(struct pool *pool, struct slot *slot, struct str bytes,
			const char *why)
{
	const struct pool_client *client = pool->client;

	slot_forget_side(slot);
	if (!client->store(client->arg, &slot->job, slot->stage, bytes, why))
		slot->job.record = false;
	slot_set(pool, slot, slot->stage == POOL_FIRST ? SLOT_WAITING : SLOT_DONE);
}

/* Rows that came from an analyst are sent to mekiki-case. */
static void enclose(struct pool *pool, struct slot *slot, enum pool_stage stage,
		    struct str rows)
{
	struct file *existing = NULL;
	uint64_t second = 0;
	struct stat st;
	int fd;

	slot->stage = stage;
	if (rows.n == 0) {
		leave_stage(pool, slot, STR_NONE, "the case would be too long");
		return;
	}
	if (stage == POOL_FIRST)
		existing = pool->client->existing(pool->client->arg, &slot->job);
	if (existing && fstat(existing->fd, &st) == 0)
		second = (uint64_t)st.st_size;
	if (second > LIMIT_CASE_BYTES)
		second = LIMIT_CASE_BYTES; /* whatever it is, it is no case */
	fd = file_of_bytes_and(rows, existing, 0, second);
	file_unref(existing);
	if (fd < 0) {
		leave_stage(pool, slot, STR_NONE, "no memory for the case");
		return;
	}
	slot->side = calloc(1, sizeof *slot->side);
	if (!slot->side)
		abort();
	*slot->side = (struct job){ .kind = TASK_ENCLOSE,
				    .file = file_new(fd),
				    .length = rows.n,
				    .size = rows.n,
				    .second = second };
	slot_set(pool, slot, SLOT_WAITING);
}

static bool take_enclosed(struct pool *pool, struct slot *slot,
			  const struct result *result)
{
	if (result->reply.kind != REPLY_REPORT && result->reply.kind != REPLY_REFUSED)
		return false;
	if (result->reply.kind == REPLY_REPORT)
		leave_stage(pool, slot, str_make(result->body, result->body_n), NULL);
	else
		leave_stage(pool, slot, STR_NONE, result->text);
	return true;
}

/* Before it is examined: what makes no message makes no case. */
static bool take_recorded(struct pool *pool, struct slot *slot,
			  const struct result *result)
{
	struct job *job = &slot->job;

	if (result->reply.sha256.n != 64 || result->reply.rows > result->body_n)
		return false;
	job->kind = TASK_INSPECT;
	if (result->reply.trouble) {
		job->record = false;
		slot_set(pool, slot, SLOT_WAITING);
		return true;
	}
	memcpy(job->sha256, result->reply.sha256.p, sizeof job->sha256 - 1);
	enclose(pool, slot, POOL_FIRST, str_make(result->body, result->body_n));
	return true;
}

/* A report with the rows of its case behind it. */
static bool take_report(struct pool *pool, struct slot *slot, struct result *result)
{
	size_t rows = result->reply.rows;

	if (rows > result->body_n || (rows && !slot->job.record))
		return false;
	result->body_n -= rows;
	slot->result = *result;
	slot->result.reply.text.p = slot->result.text;
	slot->result.reply.sha256.p = slot->result.sha256;
	pool->bytes += result->body_n;
	result->body = NULL;
	if (slot->job.record && !slot->result.reply.trouble)
		enclose(pool, slot, POOL_LAST,
			str_make(slot->result.body + slot->result.body_n, rows));
	else
		slot_set(pool, slot, SLOT_DONE);
	return true;
}

/* A case came back as its rows. */
static void take_disclosed(struct pool *pool, struct slot *slot,
			   const struct result *result)
{
	struct job *job = &slot->job;
	int fd = file_of_bytes(str_make(result->body, result->body_n));

	if (fd < 0) {
		report_error(pool, slot, "no memory for the case");
		return;
	}
	file_unref(job->file);
	job->file = file_new(fd);
	job->kind = job->then;
	job->offset = 0;
	job->length = result->body_n;
	slot_set(pool, slot, SLOT_WAITING);
}

/* False: the reply makes no sense for this job. */
static bool take_reply(struct pool *pool, struct slot *slot, struct result *result)
{
	if (slot->side)
		return take_enclosed(pool, slot, result);
	switch ((enum reply_kind)result->reply.kind) {
	case REPLY_REPORT:
		if (slot->job.kind == TASK_SPLIT)
			return false;
		if (slot->job.kind == TASK_RECORD)
			return take_recorded(pool, slot, result);
		if (slot->job.kind == TASK_DISCLOSE && slot->job.then == TASK_REPLAY) {
			take_disclosed(pool, slot, result);
			return true;
		}
		if (slot->job.kind == TASK_CONVERT && slot->job.then != TASK_FORBIDDEN)
			return take_converted(pool, slot, result);
		return take_report(pool, slot, result);
	case REPLY_MAILBOX:
		if ((slot->job.kind != TASK_INSPECT && slot->job.kind != TASK_RECORD) ||
		    slot->job.one || !slot->job.file)
			return false;
		split_more(pool, slot, slot->job.offset);
		return true;
	case REPLY_OUTLOOK:
		if ((slot->job.kind != TASK_INSPECT && slot->job.kind != TASK_RECORD &&
		     slot->job.kind != TASK_EXTRACT) ||
		    slot->job.one || !slot->job.file)
			return false;
		slot->job.then = slot->job.kind;
		slot->job.kind = TASK_CONVERT;
		slot_set(pool, slot, SLOT_WAITING);
		return true;
	case REPLY_RANGES:
		return take_ranges(pool, slot, result);
	case REPLY_REFUSED:
		if (is_inspected(&slot->job)) {
			report_error(pool, slot, result->text);
			return true;
		}
		slot->result.reply = (struct reply){ .kind = REPLY_REFUSED };
		memcpy(slot->result.text, result->text, sizeof result->text);
		slot->result.reply.text = str_c(slot->result.text);
		slot_set(pool, slot, SLOT_DONE);
		return true;
	case REPLY_QUESTIONS: /* taken before */
	case REPLY_READY:
	case REPLY_KINDS:
		break;
	}
	return false;
}

/* A .msg came back as a message in Internet form. */
static bool take_converted(struct pool *pool, struct slot *slot, struct result *result)
{
	struct job *job = &slot->job;
	uint64_t second = job->then == TASK_RECORD ? job->length : 0;
	int fd = file_of_bytes_and(str_make(result->body, result->body_n), job->file,
				   job->offset, second);

	if (result->reply.sha256.n != 64 || !is_hex(result->reply.sha256)) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (fd < 0) {
		report_error(pool, slot, "no memory for the converted message");
		return true;
	}
	file_unref(job->file);
	job->file = file_new(fd);
	job->kind = job->then;
	job->offset = 0;
	job->length = result->body_n;
	job->second = second;
	job->one = job->converted = true;
	memcpy(job->sha256, result->reply.sha256.p, sizeof job->sha256 - 1);
	slot_set(pool, slot, SLOT_WAITING);
	return true;
}

/* --- a worker that is lost --------------------------------------------------- */

/* The job that its worker was busy with. `sure`: it alone can be the cause. */
static void blame(struct pool *pool, struct slot *slot, const char *how, bool sure)
{
	struct job *job = &slot->job;

	slot_set(pool, slot, SLOT_WAITING);
	if (slot->side) {
		leave_stage(pool, slot, STR_NONE, how);
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
	} else if (job->kind == TASK_DISCLOSE || job->kind == TASK_REPLAY) {
		report_error(pool, slot, how);
	} else if (job->kind == TASK_CONVERT && is_inspected(job)) {
		snprintf(job->death, sizeof job->death, "conversion: %s", how);
		job->kind = TASK_INSPECT;
		job->one = job->converted = job->unread = true;
	} else if (job->kind == TASK_SPLIT) {
		char text[160];

		snprintf(text, sizeof text, "the mailbox cannot be split: %s", how);
		report_error(pool, slot, text);
	} else {
		slot->result.reply = (struct reply){ .kind = REPLY_REFUSED };
		snprintf(slot->result.text, sizeof slot->result.text, "%s", how);
		slot->result.reply.text = str_c(slot->result.text);
		slot_set(pool, slot, SLOT_DONE);
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
		slot_set(pool, slot, SLOT_WAITING);
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

/* The oldest of what it was given is answered. */
static void answered(struct worker *worker)
{
	worker->flight_count--;
	memmove(worker->flight, worker->flight + 1,
		worker->flight_count * sizeof *worker->flight);
	worker->since = pool_now();
}

static void give(struct worker *worker, struct slot *slot)
{
	if (worker->flight_count == 0)
		worker->since = pool_now();
	worker->flight[worker->flight_count++] = slot;
}

static void replied(struct pool *pool, struct worker *worker, struct slot *slot)
{
	answered(worker);
	while (slot->waits.count)
		carrier_give_up(pool->carrier, &slot->waits);
	slot->worker = NULL;
	slot->told = false;
	slot->questions = 0;
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

/* --- answers for those who wait
 * --------------------------------------------------------- */

/* Of lines each is evaluated by itself: they need not wait for the last answer to any of
 * them, and their time is counted for each wait. */
static bool is_lines(const struct slot *slot)
{
	return slot->job.kind == TASK_SPF || slot->job.kind == TASK_DMARC;
}

static void tell(struct slot *slot, const struct told *told)
{
	worker_tell(slot->worker, told, slot->ticket);
	slot->told = true;
}

static void tell_timeout(struct slot *slot, struct str question)
{
	struct told told = { .question = question,
			     .status = ANSWER_TIMEOUT,
			     .asked_at = (uint64_t)time(NULL),
			     .reason = STR(ANSWER_OUT_OF_TIME) };

	tell(slot, &told);
}

/* Seconds that it may still wait. */
static double patience(const struct slot *slot)
{
	return LIMIT_WAITING_MS / 1000.0 - slot->waited -
	       (slot->state == SLOT_ASKING ? pool_now() - slot->since : 0);
}

static void resume(struct slot *slot)
{
	if (!is_lines(slot))
		slot->waited += pool_now() - slot->since;
	slot->told = false;
	worker_resume(slot->worker, slot->ticket);
	give(slot->worker, slot);
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
		slot_set(pool, slot, SLOT_SENT);
		resume(slot);
	}
}

static void hand_out_answers(struct pool *pool)
{
	const struct told *told;
	struct waits *who;

	if (!pool->carrier)
		return;
	carrier_work(pool->carrier, false);
	while ((told = carrier_next(pool->carrier, &who)))
		tell((struct slot *)((char *)who - offsetof(struct slot, waits)), told);
	resume_asking(pool);
}

static bool ask(struct pool *pool, struct slot *slot, struct str question)
{
	bool late = patience(slot) <= 0;
	unsigned most = is_lines(slot) ? LIMIT_LINES_QUESTIONS : LIMIT_QUESTIONS;
	const struct told *told;

	if (++slot->questions > most || !carrier_allows(pool->carrier, question))
		return false;
	told = late ? carrier_recall(pool->carrier, question)
		    : carrier_ask(pool->carrier, &slot->waits, question);
	if (told)
		tell(slot, told);
	else if (late)
		tell_timeout(slot, question);
	return true;
}

/* The worker keeps the task; false: the reply makes no sense for it. */
static bool take_questions(struct pool *pool, struct worker *worker, struct slot *slot,
			   const struct result *result)
{
	struct str rest = str_make(result->body, result->body_n);
	enum task_kind kind = slot->job.kind;
	struct wire_head head;

	if (!pool->carrier ||
	    (kind != TASK_INSPECT && kind != TASK_DKIM && kind != TASK_SPF &&
	     kind != TASK_DMARC && kind != TASK_REPLAY))
		return false;
	while (rest.n) {
		struct asked asked = { 0 };

		if (wire_peek(rest, &head) != WIRE_OK ||
		    !wire_get(&asked_shape, rest, &asked) ||
		    !ask(pool, slot, asked.question))
			return false;
		rest = str_skip(rest, wire_body_offset(&head));
	}
	/* Nothing to wait for, and nothing new: it would turn in circles. */
	if (slot->waits.count == 0 && !slot->told)
		return false;
	answered(worker);
	slot->since = pool_now();
	slot_set(pool, slot, SLOT_ASKING);
	return true;
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
			 ? take_questions(pool, worker, slot, result)
			 : take_reply(pool, slot, result);

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
	if (worker->program != program_of(slot_work(slot)->kind))
		return false;
	if (slot->alone || worker->program != PROGRAM_ANALYSIS)
		return worker->held == 0;
	if (!pool->carrier)
		return worker->held < POOL_FLIGHT;
	return worker->held < LIMIT_HELD &&
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
	enum program program = program_of(slot_work(slot)->kind);
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
		leave_stage(pool, slot, STR_NONE, pool->err->what);
	else
		report_error(pool, slot, pool->err->what);
}

static void send_to(struct pool *pool, struct worker *worker, struct slot *slot)
{
	give(worker, slot);
	slot->worker = worker;
	slot->ticket = ++pool->tickets;
	slot->held_bytes = slot->job.length;
	worker->held++;
	worker->held_bytes += slot->held_bytes;
	worker->alone = slot->alone;
	slot_set(pool, slot, SLOT_SENT);
	worker_send(worker, slot_work(slot), slot->ticket);
	flush(pool, worker);
}

static void dispatch(struct pool *pool)
{
	for (struct slot *slot = pool->head; slot && pool->waiting && !pool->failed;
	     slot = slot->after) {
		enum program program = program_of(slot_work(slot)->kind);
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
	unsigned each = pool->carrier ? WINDOW_ASKING : WINDOW_EACH;
	unsigned size = pool->options.workers * each;

	return size > WINDOW_LEAST ? size : WINDOW_LEAST;
}

static bool client_ready(const struct pool *pool)
{
	struct pollfd input = { .fd = pool->client->ready_fd, .events = POLLIN };

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
			slot_insert(pool, NULL)->job = job;
	}
}

static void resume_mailboxes(struct pool *pool)
{
	for (struct slot *slot = pool->head; slot && pool->mailboxes; slot = slot->after)
		if (slot->state == SLOT_MAILBOX && slot->children <= MAILBOX_AHEAD)
			slot_set(pool, slot, SLOT_WAITING);
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
		slot_forget_result(pool, slot);
		slot_set(pool, slot, SLOT_WAITING);
		return;
	}
	if (done == POOL_STOP)
		pool->stopped = true;
	slot_remove(pool, slot);
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
	struct pollfd ready[WORKERS_MAX + HELPERS + 2];

	for (unsigned i = 0; i < count; i++) {
		flush(pool, &pool->workers[i]);
		ready[i] = poll_worker(&pool->workers[i]);
	}
	if (pool->failed)
		return;
	ready[count] = poll_client(pool);
	ready[count + 1] = (struct pollfd){ .fd = -1 };
	if (pool->carrier)
		ready[count + 1] = (struct pollfd){
			.fd = carrier_fd(pool->carrier),
			.events = carrier_events(pool->carrier),
		};
	poll(ready, count + 2, TICK_MS);
	for (unsigned i = 0; i < count && !pool->failed; i++)
		if (ready[i].fd >= 0)
			serve(pool, &pool->workers[i], ready[i].revents);
	if (pool->carrier)
		carrier_work(pool->carrier, ready[count + 1].revents & ~POLLOUT);
}

static void run(struct pool *pool)
{
	while (!pool->failed && !pool->stopped) {
		pull(pool);
		if (!pool->head && pool->exhausted)
			return;
		resume_mailboxes(pool);
		dispatch(pool);
		hand_out_answers(pool);
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
		slot_remove(pool, pool->tail);
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

struct pool *pool_new(const struct places *places, const struct setup *setup,
		      const struct pool_options *options)
{
	struct pool *pool = calloc(1, sizeof *pool);

	if (!pool)
		abort();
	pool->places = *places;
	pool->options = *options;
	file_ref(options->answers);
	if (options->outside)
		pool->carrier = carrier_new(pool->places.helpers, options->outside);
	pool->options.outside = NULL; /* it was copied */
	if (pool->options.workers == 0)
		pool->options.workers = processors();
	if (pool->options.workers > WORKERS_MAX)
		pool->options.workers = WORKERS_MAX;
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
	buf_fini(&pool->setup_bytes);
	file_unref(pool->options.answers);
	free(pool);
}

const char *pool_sandbox_level(const struct pool *pool)
{
	return pool->level;
}
