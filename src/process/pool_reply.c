/* process/pool_reply.c - what a reply does to its slot.
 *
 * A report is the end of it, unless it is recorded: then its rows go to mekiki-case
 * first. A mailbox becomes slots of its messages, a .msg or a case the job that it was
 * opened for. Nothing is believed before it fits the job that was sent. */
#include "process/pool_inside.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void set_error(struct job *job, const char *text)
{
	free(job->error);
	job->error = strdup(text);
	if (!job->error)
		abort();
}

void pool_report_error(struct pool *pool, struct slot *slot, const char *text)
{
	set_error(&slot->job, text);
	slot->job.kind = TASK_INSPECT;
	slot->job.one = true;
	slot->job.record = false;
	file_unref(slot->job.file);
	slot->job.file = NULL;
	pool_slot_set(pool, slot, SLOT_WAITING);
}

static void split_more(struct pool *pool, struct slot *slot, uint64_t from)
{
	struct job *job = &slot->job;
	uint64_t end = job->offset + job->length;

	job->kind = TASK_SPLIT;
	job->offset = from;
	job->length = end - from;
	pool_slot_set(pool, slot, SLOT_MAILBOX);
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
		struct slot *child = pool_slot_insert(pool, slot);

		job_init_range(&child->job, &slot->job, ranges[i], ++slot->found);
		child->mailbox = slot;
		slot->children++;
	}
	if (next) {
		split_more(pool, slot, next);
	} else if (slot->found) {
		slot->silent = true;
		pool_slot_set(pool, slot, SLOT_DONE);
	} else {
		pool_report_error(pool, slot, "no message found in this mailbox");
	}
	return true;
}

bool pool_is_inspected(const struct job *job)
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

void pool_leave_stage(struct pool *pool, struct slot *slot, struct str bytes,
		      const char *why)
{
	const struct pool_client *client = pool->client;

	pool_slot_forget_side(slot);
	if (!client->store(client->arg, &slot->job, slot->stage, bytes, why))
		slot->job.record = false;
	pool_slot_set(pool, slot, slot->stage == POOL_FIRST ? SLOT_WAITING : SLOT_DONE);
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
		pool_leave_stage(pool, slot, STR_NONE, "the case would be too long");
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
		pool_leave_stage(pool, slot, STR_NONE, "no memory for the case");
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
	pool_slot_set(pool, slot, SLOT_WAITING);
}

static bool take_enclosed(struct pool *pool, struct slot *slot,
			  const struct result *result)
{
	if (result->reply.kind != REPLY_REPORT && result->reply.kind != REPLY_REFUSED)
		return false;
	if (result->reply.kind == REPLY_REPORT)
		pool_leave_stage(pool, slot, str_make(result->body, result->body_n),
				 NULL);
	else
		pool_leave_stage(pool, slot, STR_NONE, result->text);
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
		pool_slot_set(pool, slot, SLOT_WAITING);
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
	result->block = result->body = NULL;
	if (slot->job.record && !slot->result.reply.trouble)
		enclose(pool, slot, POOL_LAST,
			str_make(slot->result.body + slot->result.body_n, rows));
	else
		pool_slot_set(pool, slot, SLOT_DONE);
	return true;
}

/* A case came back as its rows. */
static void take_disclosed(struct pool *pool, struct slot *slot,
			   const struct result *result)
{
	struct job *job = &slot->job;
	int fd = file_of_bytes(str_make(result->body, result->body_n));

	if (fd < 0) {
		pool_report_error(pool, slot, "no memory for the case");
		return;
	}
	file_unref(job->file);
	job->file = file_new(fd);
	job->kind = job->then;
	job->rows = job->kind == TASK_EXTRACT;
	job->offset = 0;
	job->length = result->body_n;
	pool_slot_set(pool, slot, SLOT_WAITING);
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
		pool_report_error(pool, slot, "no memory for the converted message");
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
	pool_slot_set(pool, slot, SLOT_WAITING);
	return true;
}

bool pool_take_reply(struct pool *pool, struct slot *slot, struct result *result)
{
	if (slot->side)
		return take_enclosed(pool, slot, result);
	switch ((enum reply_kind)result->reply.kind) {
	case REPLY_REPORT:
		if (slot->job.kind == TASK_SPLIT)
			return false;
		if (slot->job.kind == TASK_RECORD)
			return take_recorded(pool, slot, result);
		if (slot->job.kind == TASK_DISCLOSE &&
		    (slot->job.then == TASK_REPLAY || slot->job.then == TASK_EXTRACT ||
		     slot->job.then == TASK_NOTEBOOK)) {
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
		pool_slot_set(pool, slot, SLOT_WAITING);
		return true;
	case REPLY_CASE:
		if (slot->job.kind != TASK_EXTRACT || slot->job.rows || !slot->job.file)
			return false;
		slot->job.then = slot->job.kind;
		slot->job.kind = TASK_DISCLOSE;
		pool_slot_set(pool, slot, SLOT_WAITING);
		return true;
	case REPLY_RANGES:
		return take_ranges(pool, slot, result);
	case REPLY_REFUSED:
		if (pool_is_inspected(&slot->job)) {
			pool_report_error(pool, slot, result->text);
			return true;
		}
		slot->result.reply = (struct reply){ .kind = REPLY_REFUSED };
		memcpy(slot->result.text, result->text, sizeof result->text);
		slot->result.reply.text = str_c(slot->result.text);
		pool_slot_set(pool, slot, SLOT_DONE);
		return true;
	case REPLY_QUESTIONS: /* taken before */
	case REPLY_READY:
	case REPLY_KINDS:
		break;
	}
	return false;
}
