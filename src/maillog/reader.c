/* maillog/reader.c - mekiki-log: looks into mail logs, and nowhere else.
 *
 * It gets the setup, then the files ("file NAME", each with its descriptor), locks
 * itself, and takes questions "log KEY…". At a `resume` it reads all files once and
 * answers all questions that have come until then. */
#include "maillog/gather.h"
#include "process/channel.h"
#include "process/forbidden.h"
#include "process/outside.h"
#include "process/sandbox.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

/* Lines that are kept, one answer, what is read, and the program itself. */
#define ADDRESS_SPACE (224ul << 20)

#define N_(text) text

struct file {
	int fd;
	struct str name; /* malloc'ed */
};

static struct file files[LIMIT_LOG_FILES];
static uint32_t file_count;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void send_told(int fd, const struct told *told)
{
	struct buf record;
	size_t sent = 0;

	buf_init(&record, 0);
	wire_put(&record, &told_shape, told, 0);
	while (sent < record.n) {
		ssize_t n = write(fd, record.p + sent, record.n - sent);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(0); /* nobody waits for it any more */
		sent += (size_t)n;
	}
	buf_fini(&record);
}

struct telling {
	int fd;
	double began;
};

static void tell(void *arg, uint64_t ticket, struct str question, struct str bytes)
{
	const struct telling *telling = arg;
	const struct told told = {
		.ticket = ticket,
		.question = question,
		.status = ANSWER_ANSWERED,
		.asked_at = (uint64_t)time(NULL),
		.duration_us = (uint64_t)((now() - telling->began) * 1e6),
		.from = STR("mekiki-log"),
		.bytes = bytes,
	};

	send_told(telling->fd, &told);
}

static void pass(int fd, struct gather *gather)
{
	struct telling telling = { fd, now() };

	for (uint32_t i = 0; i < file_count; i++)
		gather_file(gather, files[i].fd, files[i].name);
	gather_tell(gather, tell, &telling);
}

static void take_file(struct channel *channel, struct str name)
{
	int fd = channel_take_file(channel);
	char *copy = malloc(name.n + 1);

	if (fd < 0 || !copy || file_count == LIMIT_LOG_FILES)
		_exit(1);
	memcpy(copy, name.p, name.n);
	files[file_count++] = (struct file){ fd, str_make(copy, name.n) };
}

static void refuse(int fd, const struct asked *asked)
{
	const struct told told = { .ticket = asked->ticket,
				   .question = asked->question,
				   .status = ANSWER_FAILED,
				   .asked_at = (uint64_t)time(NULL),
				   .from = STR("mekiki-log"),
				   .reason = STR(N_("that cannot be looked for")) };

	send_told(fd, &told);
}

static void begin(struct channel *channel)
{
	struct outside_setup setup = { 0 };
	char level[SANDBOX_LEVEL];
	struct wire_head head;
	struct str record;
	struct err err;

	if (!channel_next(channel, &head, &record) ||
	    !wire_get(&outside_setup_shape, record, &setup))
		_exit(1);
	if (setup.attempt)
		forbidden_try(channel, setup.attempt, sandbox_enter, ADDRESS_SPACE);
	if (!sandbox_enter(ADDRESS_SPACE, level, &err))
		_exit(1);
}

int main(void)
{
	static struct channel channel;
	struct gather *gather = NULL;
	struct wire_head head;
	struct str record;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sandbox_close_from(3);
	channel_init(&channel, STDIN_FILENO);
	begin(&channel);
	while (channel_next(&channel, &head, &record)) {
		struct asked asked = { 0 };

		if (head.type == resume_shape.type) {
			if (gather)
				pass(channel.fd, gather);
			gather_free(gather);
			gather = NULL;
			continue;
		}
		if (!wire_get(&asked_shape, record, &asked))
			_exit(1);
		if (str_eat(&asked.question, STR("file "))) {
			take_file(&channel, asked.question);
			continue;
		}
		if (!gather)
			gather = gather_new();
		if (!gather_want(gather, asked.ticket, asked.question))
			refuse(channel.fd, &asked);
	}
	_exit(0);
}
