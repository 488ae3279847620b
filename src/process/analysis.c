/* process/analysis.c - mekiki-analysis, the worker that reads mail.
 *
 * It gets one socket, as descriptor 0. It reads the setup, opens what it will need,
 * locks itself, and from then on takes tasks and sends replies. It has nobody to complain
 * to but its parent. */
#include "process/analyst_geo.h"

#include "process/outside.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

/* One message needs at most its arena's ceiling, its bytes and its report. */
#define ADDRESS_SPACE (2ul << 30)
/* Output beyond this is given back to the system after its task. */
enum { KEEP_OUTPUT = 4u << 20 };

static analyst_task *const handlers[TASK_KINDS] = {
	[TASK_SPLIT] = analyst_split,	      [TASK_EXTRACT] = analyst_extract,
	[TASK_READ] = analyst_read,	      [TASK_DRAFT] = analyst_draft,
	[TASK_RECORD] = analyst_record,	      [TASK_CHECKS] = analyst_checks,
	[TASK_DATA] = analyst_data,	      [TASK_SELFTEST] = analyst_selftest,
	[TASK_FORBIDDEN] = analyst_forbidden, [TASK_NOTEBOOK] = analyst_notebook,
};
/* Those that may wait. */
static const struct work_row *const works[TASK_KINDS] = {
	[TASK_INSPECT] = &work_inspect, [TASK_DKIM] = &work_dkim,
	[TASK_SPF] = &work_spf,		[TASK_DMARC] = &work_dmarc,
	[TASK_REPLAY] = &work_replay,	[TASK_BOOTSTRAP] = &work_bootstrap,
};

static void tell(struct analyst *analyst, enum reply_kind kind, struct str text)
{
	struct reply reply = { .kind = kind, .text = text };

	if (!channel_send(&analyst->channel, &reply, STR_NONE))
		_exit(1);
}

static void refuse(struct analyst *analyst, const struct err *err)
{
	char text[1024];
	int n = snprintf(text, sizeof text, "%s%s%s", err->where,
			 err->where[0] ? ": " : "", err->what);

	tell(analyst, REPLY_REFUSED, str_make(text, n < 1024 ? (size_t)n : 1023));
	_exit(1);
}

static void take_setup(struct analyst *analyst)
{
	struct wire_head head;
	struct str record;

	if (!channel_next(&analyst->channel, &head, &record))
		_exit(1);
	buf_init(&analyst->setup_bytes, 0);
	buf_add(&analyst->setup_bytes, record);
	if (!wire_get(&setup_shape, buf_peek(&analyst->setup_bytes), &analyst->setup))
		_exit(1);
}

/* The answers file came with the setup. Its bytes are taken before the lock, and
 * understood behind it: a scenario may be somebody else's. */
static void take_answers(struct analyst *analyst)
{
	int fd = channel_take_file(&analyst->channel);
	struct err err;

	if (!channel_read_file(fd, 0, analyst->setup.answers_length,
			       &analyst->answers_text)) {
		err_set(&err, ERR_FILE, "", "the answers file cannot be read: %s",
			strerror(errno));
		refuse(analyst, &err);
	}
	close(fd);
}

static void read_answers(struct analyst *analyst)
{
	struct err err;

	if (!answers_read(analyst->lasting, analyst->answers_text, &analyst->answers,
			  &err)) {
		snprintf(err.where, sizeof err.where, "answers file");
		refuse(analyst, &err);
	}
	analyst->env.answers = analyst->answers;
}

static void lock(struct analyst *analyst)
{
	struct err err;

	if (!sandbox_enter(ADDRESS_SPACE, analyst->level, &err))
		refuse(analyst, &err);
	if (analyst->setup.has_answers)
		read_answers(analyst);
	if (analyst->setup.wants_geo && !analyst_geo_read(analyst, &err))
		refuse(analyst, &err);
	tell(analyst, REPLY_READY, str_c(analyst->level));
}

static void forget_task(struct analyst *analyst)
{
	if (analyst->out.cap > KEEP_OUTPUT) {
		buf_fini(&analyst->out);
		buf_init(&analyst->out, LIMIT_REPORT_BYTES);
	}
	buf_clear(&analyst->out);
	analyst->out.ceiling = LIMIT_REPORT_BYTES; /* rows may take more */
}

static void answer(struct analyst *analyst, const struct reply *reply)
{
	if (!channel_send(&analyst->channel, reply, buf_peek(&analyst->out)))
		_exit(1);
	forget_task(analyst);
}

/* --- tasks that may wait --------------------------------------------------------------
 */

struct door *analyst_door(struct analyst *analyst, struct arena *arena)
{
	struct door_options options = {
		.contact = analyst->env.allowed,
		.answers = analyst->answers,
		.clock = analyst->env.clock,
		.questions = analyst->env.questions,
	};

	return door_new(arena, &options);
}

/* So many as one record holds; the others wait for the next round. */
static void send_questions(struct analyst *analyst, const struct work *work)
{
	struct reply reply = { .kind = REPLY_QUESTIONS, .ticket = work->task.ticket };
	struct question question;
	unsigned media = 0;

	buf_clear(&analyst->out);
	while (analyst->out.n < LIMIT_ASKED_BYTES && media < LIMIT_MEDIA_BATCH &&
	       door_next_question(work->door, &question)) {
		struct asked asked = { .question = question.text };

		wire_put(&analyst->out, &asked_shape, &asked, question.payload.n);
		buf_add(&analyst->out, question.payload);
		media += question.kind == QUESTION_MEDIA;
	}
	answer(analyst, &reply);
}

/* The first round asks; nothing is carried outside. Mailboxes and the like are told as
 * ever. */
static void plan_work(struct analyst *analyst, struct work *work)
{
	struct reply reply = { .kind = REPLY_REPORT, .ticket = work->task.ticket };

	work->row->round(analyst, work, &reply);
	if (reply.kind == REPLY_REPORT && work->row != &work_spf &&
	    work->row != &work_dmarc) {
		reply.class_ = CLASS_NONE;
		buf_clear(&analyst->out);
		analyst_plan(analyst, work->task.name, work->door, work->remark, work->in,
			     &analyst->out);
	}
	answer(analyst, &reply);
	work->row->end(work);
}

/* False: it waits. */
static bool run_work(struct analyst *analyst, struct work *work)
{
	struct reply reply = { .kind = REPLY_REPORT, .ticket = work->task.ticket };

	if (analyst->env.plan) {
		plan_work(analyst, work);
		return true;
	}
	if (!work->row->round(analyst, work, &reply)) {
		send_questions(analyst, work);
		return false;
	}
	reply.truncated |= analyst->out.full;
	answer(analyst, &reply);
	work->row->end(work);
	return true;
}

/* The record that the task's texts point into goes with the next one. */
static void keep_texts(struct arena *arena, struct task *task)
{
	task->name = arena_str(arena, task->name);
	task->error = arena_str(arena, task->error);
	task->death = arena_str(arena, task->death);
	task->sha256 = arena_str(arena, task->sha256);
	task->argument = arena_str(arena, task->argument);
}

static void begin_work(struct analyst *analyst, const struct task *task, int fd)
{
	struct work *work = arena_new_of(analyst->arena, struct work);

	*work = (struct work){ .row = works[task->kind],
			       .task = *task,
			       .arena = analyst->arena };
	keep_texts(work->arena, &work->task);
	work->row->begin(analyst, work, fd);
	if (run_work(analyst, work))
		return;
	work->next = analyst->waiting;
	analyst->waiting = work;
	analyst->arena = arena_new(LIMIT_ARENA_BASE);
}

static struct work **find_work(struct analyst *analyst, uint64_t ticket)
{
	struct work **work = &analyst->waiting;

	while (*work && (*work)->task.ticket != ticket)
		work = &(*work)->next;
	return work;
}

static bool take_told(struct analyst *analyst, struct str record)
{
	struct told told = { 0 };
	struct answer answer;
	struct work *work;

	if (!wire_get(&told_shape, record, &told))
		return false;
	work = *find_work(analyst, told.ticket);
	/* One that is done needs it no more. */
	if (!work)
		return true;
	told_to_answer(&told, &answer);
	door_put(work->door, &answer);
	return true;
}

static bool take_resume(struct analyst *analyst, struct str record)
{
	struct arena *own = analyst->arena;
	struct resume resume = { 0 };
	struct work **place, *work;

	if (!wire_get(&resume_shape, record, &resume))
		return false;
	place = find_work(analyst, resume.ticket);
	work = *place;
	if (!work)
		return false;
	analyst->arena = work->arena;
	if (run_work(analyst, work)) {
		*place = work->next;
		arena_free(work->arena);
	}
	analyst->arena = own;
	return true;
}

/* --- records
 * ---------------------------------------------------------------------------- */

static void do_task(struct analyst *analyst, const struct task *task, int fd)
{
	struct reply reply = { .kind = REPLY_REPORT, .ticket = task->ticket };
	uint64_t bytes =
	    task->length < LIMIT_MESSAGE_BYTES ? task->length : LIMIT_MESSAGE_BYTES;

	arena_reset(analyst->arena, LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * bytes);
	if (works[task->kind]) {
		begin_work(analyst, task, fd);
		return;
	}
	handlers[task->kind](analyst, task, fd, &reply);
	reply.truncated = analyst->out.full;
	answer(analyst, &reply);
}

static bool take_task(struct analyst *analyst, struct str record)
{
	struct task task = { 0 };
	int fd = -1;

	if (!wire_get(&task_shape, record, &task) ||
	    (!handlers[task.kind] && !works[task.kind]))
		return false;
	if (task.has_file)
		fd = channel_take_file(&analyst->channel);
	do_task(analyst, &task, fd);
	if (fd >= 0)
		close(fd);
	return true;
}

/* False: the command has gone, or sent nonsense. */
static bool next_record(struct analyst *analyst)
{
	struct wire_head head;
	struct str record;

	if (!channel_next(&analyst->channel, &head, &record))
		return false;
	if (head.type == told_shape.type)
		return take_told(analyst, record);
	if (head.type == resume_shape.type)
		return take_resume(analyst, record);
	return take_task(analyst, record);
}

/* Message after message takes and gives back the same few hundred kB; without this the
 * heap would shrink and grow, and be zeroed by the system, each time. */
static void tune_heap(void)
{
	mallopt(M_MMAP_THRESHOLD, 4 << 20);
	mallopt(M_TRIM_THRESHOLD, 24 << 20);
	mallopt(M_TOP_PAD, 1 << 20);
}

int main(void)
{
	static struct analyst analyst;
	struct err err;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sandbox_close_from(3);
	tune_heap();
	channel_init(&analyst.channel, STDIN_FILENO);
	take_setup(&analyst);
	if (!analyst_prepare(&analyst, &err))
		refuse(&analyst, &err);
	if (analyst.setup.has_answers)
		take_answers(&analyst);
	lock(&analyst);
	while (next_record(&analyst))
		;
	sandbox_leave();
}
