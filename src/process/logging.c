/* process/logging.c - see logging.h. */
#include "process/logging.h"

#include "process/child.h"
#include "process/stream.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_(text) text

/* Seconds that a first question waits for others to come with it: a pass costs more. */
#define GATHERING 0.02

struct asking {
	struct asking *next;
	uint64_t ticket;
	struct str question;
};

struct logging {
	struct carrier *carrier;
	const char *directory;
	const struct buf *setup;
	const struct log_files *files;
	void (*settle)(struct carrier *carrier, const struct told *told);
	struct child child; /* pid 0: none */
	struct stream stream;
	struct asking *first, **end; /* that wait for the next pass */
	struct asking *asked;	     /* of this one */
	double since;		     /* this pass, or the first that waits */
	char hopeless[512];
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct logging *logging_new(struct carrier *carrier, const char *directory,
			    const struct buf *setup, const struct log_files *files,
			    void (*settle)(struct carrier *carrier,
					   const struct told *told))
{
	struct logging *logging = calloc(1, sizeof *logging);

	if (!logging)
		abort();
	*logging = (struct logging){ .carrier = carrier,
				     .directory = directory,
				     .setup = setup,
				     .files = files,
				     .settle = settle };
	logging->end = &logging->first;
	logging->child.fd = -1;
	stream_init(&logging->stream, -1);
	return logging;
}

static void free_list(struct asking *list)
{
	for (struct asking *next; list; list = next) {
		next = list->next;
		free(list);
	}
}

void logging_free(struct logging *logging)
{
	char how[CHILD_END];

	if (!logging)
		return;
	child_end(&logging->child, true, how);
	stream_fini(&logging->stream);
	free_list(logging->first);
	free_list(logging->asked);
	free(logging);
}

void logging_add(struct logging *logging, uint64_t ticket, struct str question)
{
	struct asking *asking = calloc(1, sizeof *asking);

	if (!asking)
		abort();
	asking->ticket = ticket;
	asking->question = question;
	if (!logging->first && !logging->asked)
		logging->since = now();
	*logging->end = asking;
	logging->end = &asking->next;
}

/* --- one pass -------------------------------------------------------------------------
 */

static void fail_all(struct logging *logging, struct asking *list,
		     enum answer_status status, const char *why)
{
	for (const struct asking *a = list; a; a = a->next) {
		struct told told = { .ticket = a->ticket,
				     .question = a->question,
				     .status = status,
				     .asked_at = (uint64_t)time(NULL),
				     .reason = str_c(why) };

		logging->settle(logging->carrier, &told);
	}
	free_list(list);
}

static bool start(struct logging *logging)
{
	struct err err;

	if (logging->child.pid)
		return true;
	if (logging->hopeless[0])
		return false;
	if (!child_start(logging->directory, "mekiki-log", &logging->child, &err)) {
		logging->child = (struct child){ .fd = -1 };
		snprintf(logging->hopeless, sizeof logging->hopeless,
			 "mekiki-log: %.480s", err.what);
		return false;
	}
	stream_restart(&logging->stream, logging->child.fd);
	buf_add(&logging->stream.out.bytes, buf_peek(logging->setup));
	for (unsigned i = 0; i < logging->files->count; i++) {
		char name[LIMIT_QUESTION_BYTES];
		struct asked asked;

		snprintf(name, sizeof name, "file %s", logging->files->names[i]);
		asked = (struct asked){ .question = str_c(name) };
		outbox_add_file(&logging->stream.out, logging->files->files[i]->fd);
		stream_put(&logging->stream, &asked_shape, &asked);
	}
	return true;
}

/* Once nobody else asks for a moment; a batch has its ceiling. */
static void begin_pass(struct logging *logging)
{
	unsigned count = 0;

	if (!logging->first || logging->asked || now() - logging->since < GATHERING)
		return;
	if (!logging->files || !start(logging)) {
		struct asking *list = logging->first;

		logging->first = NULL;
		logging->end = &logging->first;
		fail_all(logging, list, ANSWER_FAILED,
			 logging->files ? logging->hopeless
					: N_("no mail log was given"));
		return;
	}
	logging->asked = logging->first;
	for (struct asking *a = logging->first, *next; a; a = next) {
		struct asked asked = { .ticket = a->ticket, .question = a->question };

		stream_put(&logging->stream, &asked_shape, &asked);
		next = a->next;
		logging->first = next;
		if (++count == LIMIT_LOG_BATCH)
			a->next = next = NULL;
	}
	if (!logging->first)
		logging->end = &logging->first;
	stream_put(&logging->stream, &resume_shape, &(struct resume){ 0 });
	logging->since = now();
}

static void lose(struct logging *logging, enum answer_status status, const char *why)
{
	struct asking *list = logging->asked;
	char how[CHILD_END], text[256];

	child_end(&logging->child, true, how);
	stream_restart(&logging->stream, -1);
	snprintf(text, sizeof text, "mekiki-log: %s",
		 why	  ? why
		 : how[0] ? how
			  : "it ended");
	/* It would end the same way over the same files. */
	snprintf(logging->hopeless, sizeof logging->hopeless, "%s", text);
	logging->asked = NULL;
	fail_all(logging, list, status, text);
}

static bool take(void *arg, const struct wire_head *head, struct str record)
{
	struct logging *logging = arg;
	struct told told = { 0 };
	struct asking **place = &logging->asked, *found;

	(void)head;
	if (!wire_get(&told_shape, record, &told) || told.bytes.n > LIMIT_LOG_ANSWER)
		return false;
	while (*place && (*place)->ticket != told.ticket)
		place = &(*place)->next;
	found = *place;
	if (!found || !str_eq(found->question, told.question))
		return false;
	*place = found->next;
	free(found);
	if (!logging->asked)
		logging->since = now();
	logging->settle(logging->carrier, &told);
	return true;
}

static void hear(struct logging *logging)
{
	static const char *const troubles[] = {
		[STREAM_UNREADABLE] = "its reply cannot be read",
		[STREAM_REFUSED] = "its reply makes no sense",
	};
	enum stream_state state = stream_read(&logging->stream, take, logging);

	if (state != STREAM_OPEN)
		lose(logging, ANSWER_FAILED,
		     state == STREAM_GONE ? NULL : troubles[state]);
}

static void watch(struct logging *logging)
{
	char why[64];

	if (!logging->asked || now() - logging->since < LIMIT_LOG_ALARM)
		return;
	snprintf(why, sizeof why, "stopped after %d s", LIMIT_LOG_ALARM);
	lose(logging, ANSWER_TIMEOUT, why);
}

/* --- poll -----------------------------------------------------------------------------
 */

void logging_poll(const struct logging *logging, struct pollfd *ret)
{
	*ret = (struct pollfd){ .fd = logging->child.fd,
				.events = stream_events(&logging->stream) };
}

int logging_patience(const struct logging *logging, int most)
{
	int soon = (int)(GATHERING * 1000) + 1;

	return logging->first && !logging->asked && soon < most ? soon : most;
}

void logging_work(struct logging *logging, const struct pollfd *found)
{
	if (found && logging->child.pid && found->fd == logging->child.fd &&
	    found->revents & ~POLLOUT)
		hear(logging);
	watch(logging);
	begin_pass(logging);
	if (logging->child.pid && !stream_flush(&logging->stream))
		lose(logging, ANSWER_FAILED, NULL);
}
