/* cmd/lines.c - see lines.h. */
#include "cmd/lines.h"

#include "base/limits.h"
#include "cmd/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

/* Lines go to workers in blocks that end with a line. */
enum { BLOCK = 256 * 1024 };

struct lines_run {
	struct session *session;
	const struct lines *lines;
	bool whole;	  /* the input is one text, and did not come yet */
	int fd;		  /* -1: the lines are given */
	struct buf carry; /* the line that has begun */
	bool ended, trouble;
	struct output output;
};

static void block_job(struct lines_run *run, size_t n, struct job *ret)
{
	struct buf *carry = &run->carry;
	int fd = file_of_bytes(str_make(carry->p, n));

	*ret =
	    (struct job){ .kind = run->lines->kind,
			  .length = n,
			  .size = n,
			  .json_lines = run->session->options.json,
			  .argument = run->lines->argument ? strdup(run->lines->argument)
							   : NULL };
	if (fd >= 0)
		ret->file = file_new(fd);
	if (n < carry->n)
		memmove(carry->p, carry->p + n, carry->n - n);
	carry->n -= n;
}

static ssize_t read_some(struct lines_run *run)
{
	static char bytes[BLOCK];
	ssize_t n;

	do
		n = read(run->fd, bytes, sizeof bytes);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		buf_add(&run->carry, str_make(bytes, (size_t)n));
	return n;
}

/* A pipe gives what its writer has managed: what else is there already goes along. */
static bool more_is_ready(const struct lines_run *run)
{
	struct pollfd input = { .fd = run->fd, .events = POLLIN };

	return run->carry.n < BLOCK && poll(&input, 1, 0) > 0;
}

static enum pool_next next(void *arg, struct job *ret)
{
	struct lines_run *run = arg;

	while (!run->ended) {
		ssize_t n = read_some(run);
		size_t end;

		if (n <= 0 || run->carry.full) {
			run->ended = true;
			run->trouble |= n < 0 || run->carry.full;
			break;
		}
		if (more_is_ready(run))
			continue;
		end = run->whole ? STR_NPOS : str_rfind(buf_peek(&run->carry), '\n');
		if (end != STR_NPOS) {
			block_job(run, end + 1, ret);
			return POOL_JOB;
		}
	}
	if (run->carry.n == 0 && !run->whole)
		return POOL_NONE;
	run->whole = false; /* a whole text comes once, an empty one too */
	block_job(run, run->carry.n, ret);
	return POOL_JOB;
}

/* Some lines were left for another task. */
static bool go_on(struct job *job, const struct reply *reply)
{
	uint64_t end = job->offset + job->length;

	if (reply->next <= job->offset || reply->next >= end)
		return false;
	job->offset = reply->next;
	job->length = end - reply->next;
	return true;
}

static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct lines_run *run = arg;
	struct err err;

	if (reply->kind == REPLY_REFUSED || reply->trouble) {
		complain(run->session, run->lines->what, reply->text.p);
		run->trouble = true;
	}
	if (output_add(&run->output, body, &err))
		return go_on(job, reply) ? POOL_AGAIN : POOL_DONE;
	if (!run->output.gone) {
		complain_err(run->session, &err);
		run->trouble = true;
	}
	return POOL_STOP;
}

static bool open_input(struct lines_run *run)
{
	const char *name = run->lines->input;

	run->fd = -1;
	if (run->lines->given.p) {
		buf_add(&run->carry, run->lines->given);
		run->ended = true;
		return true;
	}
	if (!name || strcmp(name, "-") == 0) {
		run->fd = STDIN_FILENO;
		return true;
	}
	run->fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (run->fd < 0)
		complain(run->session, name, strerror(errno));
	return run->fd >= 0;
}

static bool work(struct lines_run *run, struct err *err)
{
	struct pool_client client = {
		.next = next, .done = done, .ready_fd = run->fd, .arg = run
	};

	return session_work(run->session, &client, &run->output, err);
}

enum exit_status run_lines(struct session *session, const struct lines *lines)
{
	struct lines_run run = { .session = session,
				 .lines = lines,
				 .whole = lines->whole };
	struct err err;

	buf_init(&run.carry, LIMIT_MESSAGE_BYTES);
	if (!open_input(&run))
		return EXIT_TROUBLE;
	if (!work(&run, &err)) {
		complain_err(session, &err);
		run.trouble = true;
	}
	buf_fini(&run.carry);
	if (run.fd > STDIN_FILENO)
		close(run.fd);
	return run.trouble ? EXIT_TROUBLE : EXIT_DONE;
}
