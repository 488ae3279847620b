/* media/media.c - mekiki-media: decoders, each thing in a process of its own.
 *
 * It gets the setup, then questions "media SHA256 KIND", each with a sealed file in
 * memory. It never looks into one: for each it makes a process that locks itself, decodes
 * and writes the answer into a pipe; whatever becomes of that process, there is an
 * answer, and nothing of one thing is left for the next. */
#include "base/limits.h"
#include "media/account.h"
#include "media/decode.h"
#include "process/channel.h"
#include "process/forbidden.h"
#include "process/outside.h"
#include "process/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The libraries themselves, the pixels of one picture (LIMIT_MEDIA_PIXELS), what a
 * progressive JPEG of that size holds besides, the answer. */
#define ADDRESS_SPACE (320ul << 20)

#define N_(text) text

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* --- the process of one thing --------------------------------------------------------
 */

static void limit_time(void)
{
	struct rlimit seconds = { LIMIT_MEDIA_SECONDS, LIMIT_MEDIA_SECONDS + 1 };

	setrlimit(RLIMIT_CPU, &seconds);
}

static void write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(1);
		bytes = str_skip(bytes, (size_t)n);
	}
}

/* What is too long to be told is told of alone. */
static void answer(int out, struct media *media)
{
	struct buf text;

	buf_init(&text, LIMIT_MEDIA_ANSWER);
	account_write(media, &text);
	if (text.full) {
		buf_clear(&text);
		media->code_count = media->link_count = media->entry_count = 0;
		media->action_count = 0;
		media->text = STR_NONE;
		media->cut = STR("bytes");
		media->trouble = STR("what there is to tell of it is too long");
		account_write(media, &text);
	}
	write_all(out, buf_peek(&text));
}

_Noreturn static void decode(int file, int out, enum media_kind kind, uint64_t size)
{
	struct arena *arena = arena_new(LIMIT_MEDIA_ARENA);
	struct media media = { 0 };
	struct decode decode = {
		.arena = arena, .kind = kind, .file = file, .ret = &media
	};
	char level[SANDBOX_LEVEL];
	struct err err;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	limit_time();
	decode_begin(&decode);
	if (!sandbox_enter_waiting(ADDRESS_SPACE, level, &err) ||
	    !channel_read_file(file, 0, size, &decode.bytes))
		_exit(1);
	media.sandbox = str_c(level);
	decode_run(&decode);
	answer(out, &media);
	_exit(0);
}

/* --- around it -----------------------------------------------------------------------
 */

struct outcome {
	struct buf bytes;
	bool late; /* it was ended */
	int status;
};

/* Until it ends, or its time does. */
static void listen_to(int fd, double until, struct outcome *ret)
{
	char piece[64 * 1024];

	for (;;) {
		struct pollfd there = { .fd = fd, .events = POLLIN };
		double left = until - now();
		ssize_t n;

		if (left <= 0 || ret->bytes.full) {
			ret->late = left <= 0;
			return;
		}
		if (poll(&there, 1, (int)(left * 1000) + 1) <= 0)
			continue;
		n = read(fd, piece, sizeof piece);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		buf_add(&ret->bytes, str_make(piece, (size_t)n));
	}
}

static bool run(struct channel *channel, int file, enum media_kind kind,
		struct outcome *ret)
{
	struct stat about;
	int ends[2];
	pid_t pid;

	if (fstat(file, &about) != 0 || about.st_size < 0 ||
	    (uint64_t)about.st_size > LIMIT_MEDIA_BYTES || pipe2(ends, O_CLOEXEC) != 0)
		return false;
	pid = fork();
	if (pid == 0) {
		dup2(STDOUT_FILENO,
		     channel->fd); /* nothing: the command is not its own */
		close(ends[0]);
		decode(file, ends[1], kind, (uint64_t)about.st_size);
	}
	close(ends[1]);
	if (pid > 0) {
		listen_to(ends[0], now() + LIMIT_MEDIA_WALL, ret);
		if (ret->late || ret->bytes.full)
			kill(pid, SIGKILL);
		while (waitpid(pid, &ret->status, 0) < 0 && errno == EINTR)
			;
	}
	close(ends[0]);
	return pid > 0;
}

static void judge(const struct outcome *outcome, struct told *ret, char why[64])
{
	int status = outcome->status;

	ret->status = ANSWER_FAILED;
	if (outcome->late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
		ret->status = ANSWER_TIMEOUT;
		ret->reason = STR(N_("its decoder was ended: it took too long"));
	} else if (WIFSIGNALED(status)) {
		snprintf(why, 64, "its decoder was killed by signal %d",
			 WTERMSIG(status));
		ret->reason = str_c(why);
	} else if (WEXITSTATUS(status) == ARENA_EXIT) {
		ret->reason = STR(N_("its decoder was ended: it took too much memory"));
	} else if (WEXITSTATUS(status) || outcome->bytes.full || outcome->bytes.n == 0) {
		ret->reason = STR(N_("its decoder gave no answer that makes sense"));
	} else {
		ret->status = ANSWER_ANSWERED;
		ret->bytes = buf_peek(&outcome->bytes);
	}
}

static void send_told(struct channel *channel, const struct told *told)
{
	struct buf record;
	size_t sent = 0;

	buf_init(&record, 0);
	wire_put(&record, &told_shape, told, 0);
	while (sent < record.n) {
		ssize_t n =
		    send(channel->fd, record.p + sent, record.n - sent, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(0); /* nobody waits for it any more */
		sent += (size_t)n;
	}
	buf_fini(&record);
}

/* "media SHA256 KIND" */
static enum media_kind kind_of(struct str question)
{
	struct str before, kind;

	if (!str_starts(question, STR("media ")) ||
	    !str_cut_last(question, ' ', &before, &kind))
		return MEDIA_NONE;
	return media_kind_find(kind);
}

static void serve(struct channel *channel, const struct asked *asked, int file)
{
	struct told told = { .ticket = asked->ticket,
			     .question = asked->question,
			     .asked_at = (uint64_t)time(NULL),
			     .from = STR("mekiki-media"),
			     .status = ANSWER_FAILED };
	enum media_kind kind = kind_of(asked->question);
	struct outcome outcome = { 0 };
	double began = now();
	char why[64];

	buf_init(&outcome.bytes, LIMIT_MEDIA_ANSWER);
	if (kind == MEDIA_NONE)
		told.reason = STR(N_("there is no such decoder"));
	else if (file < 0 || !run(channel, file, kind, &outcome))
		told.reason = STR(N_("its decoder cannot be started"));
	else
		judge(&outcome, &told, why);
	told.duration_us = (uint64_t)((now() - began) * 1e6);
	send_told(channel, &told);
	buf_fini(&outcome.bytes);
}

/* --- beginning -----------------------------------------------------------------------
 */

/* mekiki selftest: what can it read? */
_Noreturn static void tell_abilities(struct channel *channel)
{
	struct reply reply = { .kind = REPLY_REPORT,
			       .text = decode_abilities(arena_new(0)) };

	channel_send(channel, &reply, STR_NONE);
	_exit(0);
}

static void begin(struct channel *channel)
{
	struct outside_setup setup = { 0 };
	struct wire_head head;
	struct str record;

	if (!channel_next(channel, &head, &record) ||
	    !wire_get(&outside_setup_shape, record, &setup))
		_exit(1);
	if (setup.attempt == OUTSIDE_ATTEMPT_START)
		tell_abilities(channel);
	if (setup.attempt)
		forbidden_try(channel, setup.attempt, sandbox_enter_waiting,
			      ADDRESS_SPACE);
	decode_warm();
}

int main(void)
{
	static struct channel channel;
	struct wire_head head;
	struct str record;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sandbox_close_from(3);
	channel_init(&channel, STDIN_FILENO);
	begin(&channel);
	while (channel_next(&channel, &head, &record)) {
		struct asked asked = { 0 };
		int file = channel_take_file(&channel);

		if (!wire_get(&asked_shape, record, &asked))
			_exit(1);
		serve(&channel, &asked, file);
		if (file >= 0)
			close(file);
	}
	_exit(0);
}
