/* process/analysis.c - mekiki-analysis, the worker that reads mail.
 *
 * It gets one socket, as descriptor 0. It reads the setup, opens what it will need,
 * locks itself, and from then on takes tasks and sends replies. It has nobody to complain
 * to but its parent. */
#include "process/analyst.h"

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
	[TASK_INSPECT] = analyst_inspect,   [TASK_SPLIT] = analyst_split,
	[TASK_EXTRACT] = analyst_extract,   [TASK_READ] = analyst_read,
	[TASK_DKIM] = analyst_dkim,	    [TASK_SPF] = analyst_spf,
	[TASK_DMARC] = analyst_dmarc,	    [TASK_DRAFT] = analyst_draft,
	[TASK_CHECKS] = analyst_checks,	    [TASK_DATA] = analyst_data,
	[TASK_SELFTEST] = analyst_selftest, [TASK_FORBIDDEN] = analyst_forbidden,
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
	tell(analyst, REPLY_READY, str_c(analyst->level));
}

static void forget_task(struct analyst *analyst)
{
	if (analyst->out.cap > KEEP_OUTPUT) {
		buf_fini(&analyst->out);
		buf_init(&analyst->out, LIMIT_REPORT_BYTES);
	}
	buf_clear(&analyst->out);
}

static void do_task(struct analyst *analyst, const struct task *task, int fd)
{
	struct reply reply = { .kind = REPLY_REPORT };
	uint64_t bytes =
	    task->length < LIMIT_MESSAGE_BYTES ? task->length : LIMIT_MESSAGE_BYTES;

	arena_reset(analyst->arena, LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * bytes);
	handlers[task->kind](analyst, task, fd, &reply);
	reply.truncated = analyst->out.full;
	if (!channel_send(&analyst->channel, &reply, buf_peek(&analyst->out)))
		_exit(1);
	forget_task(analyst);
}

static bool next_task(struct analyst *analyst)
{
	struct wire_head head;
	struct str record;
	struct task task = { 0 };
	int fd = -1;

	if (!channel_next(&analyst->channel, &head, &record))
		return false;
	if (!wire_get(&task_shape, record, &task) || !handlers[task.kind])
		return false;
	if (task.has_file)
		fd = channel_take_file(&analyst->channel);
	do_task(analyst, &task, fd);
	if (fd >= 0)
		close(fd);
	return true;
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
	while (next_task(&analyst))
		;
	_exit(0);
}
