/* process/pool_worker.c - see pool_worker.h. */
#include "process/pool_worker.h"

#include "process/pool.h"

#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

/* A reply's head and fields are small; what is larger is no reply of ours. */
enum { FIELDS_MAX = 4096 };

double pool_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void result_fini(struct result *result)
{
	free(result->block);
	result->block = result->body = NULL;
	result->body_n = 0;
}

static bool send_all(int fd, struct str bytes, int file)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(int))];
	} control = { 0 };
	struct iovec from = { (void *)bytes.p, bytes.n };
	struct msghdr message = { .msg_iov = &from, .msg_iovlen = 1 };

	if (file >= 0) {
		message.msg_control = &control;
		message.msg_controllen = sizeof control;
		control.head = (struct cmsghdr){ .cmsg_len = CMSG_LEN(sizeof file),
						 .cmsg_level = SOL_SOCKET,
						 .cmsg_type = SCM_RIGHTS };
		memcpy(CMSG_DATA(&control.head), &file, sizeof file);
	}
	while (from.iov_len) {
		ssize_t n = sendmsg(fd, &message, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		from.iov_base = (char *)from.iov_base + n;
		from.iov_len -= (size_t)n;
		message.msg_control = NULL; /* the descriptor went with the first byte */
		message.msg_controllen = 0;
	}
	return true;
}

static char *new_block(size_t size)
{
	char *block = malloc(size ? size : 1);

	if (!block)
		abort();
	return block;
}

enum program program_of(enum task_kind kind)
{
	if (kind == TASK_CONVERT)
		return PROGRAM_OUTLOOK;
	return kind == TASK_ENCLOSE || kind == TASK_DISCLOSE ? PROGRAM_CASE
							     : PROGRAM_ANALYSIS;
}

bool worker_start(struct worker *worker, enum program program, const char *directory,
		  const struct setup *setup, const struct file *answers, struct err *err)
{
	static const char *const names[] = {
		[PROGRAM_ANALYSIS] = "mekiki-analysis",
		[PROGRAM_OUTLOOK] = "mekiki-outlook",
		[PROGRAM_CASE] = "mekiki-case",
	};
	struct buf record;
	bool ok;

	*worker = (struct worker){ .program = program };
	if (!child_start(directory, names[program], &worker->child, err))
		return false;
	worker->in = new_block(WORKER_READ);
	outbox_init(&worker->out);
	buf_init(&record, 0);
	wire_put(&record, &setup_shape, setup, 0);
	ok = send_all(worker->child.fd, buf_peek(&record),
		      /* The other helpers take no answers. */
		      answers && setup->has_answers && program == PROGRAM_ANALYSIS
			  ? answers->fd
			  : -1);
	buf_fini(&record);
	if (!ok) {
		char how[CHILD_END];

		worker_end(worker, true, how);
		return err_set(err, ERR_SYSTEM, "worker", "ended at its start: %s", how);
	}
	return true;
}

void worker_send(struct worker *worker, const struct job *job, uint64_t ticket)
{
	struct task task;

	job_task(job, &task);
	task.ticket = ticket;
	if (job->file)
		outbox_add_file(&worker->out, job->file->fd);
	wire_put(&worker->out.bytes, &task_shape, &task, 0);
}

void worker_tell(struct worker *worker, const struct told *told, uint64_t ticket)
{
	struct told to = *told;

	to.ticket = ticket;
	wire_put(&worker->out.bytes, &told_shape, &to, 0);
}

void worker_resume(struct worker *worker, uint64_t ticket)
{
	struct resume resume = { ticket };

	wire_put(&worker->out.bytes, &resume_shape, &resume, 0);
}

bool worker_flush(struct worker *worker)
{
	return outbox_is_empty(&worker->out) ||
	       outbox_flush(&worker->out, worker->child.fd);
}

/* The body goes straight to where it stays. */
static bool fill_body(struct worker *worker)
{
	struct result *coming = &worker->coming;
	ssize_t n = recv(worker->child.fd, coming->body + worker->have,
			 coming->body_n - worker->have, MSG_DONTWAIT);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	worker->have += (size_t)n;
	return n > 0;
}

bool worker_fill(struct worker *worker)
{
	ssize_t n;

	if (worker->receiving && worker->have < worker->coming.body_n)
		return fill_body(worker);
	if (worker->in_n == WORKER_READ)
		return false; /* that is no reply of ours: worker_take() did not see one
			       */
	n = recv(worker->child.fd, worker->in + worker->in_n, WORKER_READ - worker->in_n,
		 MSG_DONTWAIT);
	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	worker->in_n += (size_t)n;
	return n > 0;
}

static void keep_text(struct str *text, char *copy, size_t size)
{
	size_t n = text->n < size - 1 ? text->n : size - 1;

	if (n)
		memcpy(copy, text->p, n);
	copy[n] = '\0';
	*text = str_make(copy, n);
}

/* Nothing else was read, it fills most of what was read into, and may be read as whatever
 * it is: it stays there. */
static bool stays(const struct worker *worker, size_t start, size_t body)
{
	return worker->in_n - start == body && worker->in_n > WORKER_READ / 2 &&
	       start % alignof(max_align_t) == 0;
}

/* What has come of a body that begins at `start`. */
static void begin_body(struct worker *worker, size_t start)
{
	struct result *coming = &worker->coming;
	size_t here = worker->in_n - start;

	if (stays(worker, start, coming->body_n)) {
		coming->block = worker->in;
		coming->body = worker->in + start;
		worker->have = coming->body_n;
		worker->in = new_block(WORKER_READ);
		worker->in_n = 0;
		return;
	}
	if (here > coming->body_n)
		here = coming->body_n;
	coming->block = coming->body = new_block(coming->body_n);
	memcpy(coming->body, worker->in + start, here);
	worker->have = here;
	worker->in_n -= start + here;
	memmove(worker->in, worker->in + start + here, worker->in_n);
}

/* Head and fields are there: take them, and what has come of the body. */
static bool begin(struct worker *worker, const struct wire_head *head)
{
	struct result *coming = &worker->coming;
	struct str in = { worker->in, worker->in_n };
	size_t start = wire_body_offset(head);

	coming->reply = (struct reply){ 0 };
	if (!wire_get(&reply_shape, str_sub(in, 0, start), &coming->reply))
		return false;
	keep_text(&coming->reply.text, coming->text, sizeof coming->text);
	keep_text(&coming->reply.sha256, coming->sha256, sizeof coming->sha256);
	coming->body_n = head->body;
	begin_body(worker, start);
	worker->receiving = true;
	return true;
}

enum worker_said worker_take(struct worker *worker, struct result *ret)
{
	struct wire_head head;

	if (!worker->receiving) {
		enum wire_status status =
		    wire_peek(str_make(worker->in, worker->in_n), &head);

		if (status == WIRE_MORE && worker->in_n <= FIELDS_MAX)
			return WORKER_MORE;
		if (status != WIRE_OK || head.fields > FIELDS_MAX ||
		    !begin(worker, &head))
			return WORKER_NONSENSE;
	}
	if (worker->have < worker->coming.body_n)
		return WORKER_MORE;
	*ret = worker->coming;
	ret->reply.text.p = ret->text;
	ret->reply.sha256.p = ret->sha256;
	worker->coming = (struct result){ 0 };
	worker->receiving = false;
	return WORKER_SAID;
}

void worker_end(struct worker *worker, bool kill_it, char how[CHILD_END])
{
	child_end(&worker->child, kill_it, how);
	free(worker->in);
	outbox_fini(&worker->out);
	result_fini(&worker->coming);
	*worker = (struct worker){ .child.fd = -1 };
}
