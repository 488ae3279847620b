/* process/probe.c - see probe.h. */
#include "process/probe.h"

#include "process/outside.h"
#include "process/task.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SAID = 4096 };

/* Everything that it says until it ends; it says little. */
static size_t hear(int fd, char said[SAID])
{
	size_t n = 0;

	while (n < SAID) {
		ssize_t got = recv(fd, said + n, SAID - n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	return n;
}

/* The reply that tells of the attempt comes behind the one that says it is ready. */
static bool find_report(struct str said, struct reply *ret)
{
	struct wire_head head;
	bool ready = false;

	while (wire_peek(said, &head) == WIRE_OK && head.body == 0) {
		*ret = (struct reply){ 0 };
		if (!wire_get(&reply_shape, said, ret))
			return false;
		if (ready)
			return ret->kind == REPLY_REPORT;
		if (ret->kind != REPLY_READY)
			return false;
		ready = true;
		said = str_skip(said, wire_body_offset(&head));
	}
	return false;
}

static enum probe_end judge(struct str said, const char *how)
{
	char by_seccomp[CHILD_END];
	struct reply reply;

	snprintf(by_seccomp, sizeof by_seccomp, "killed by signal %d", SIGSYS);
	if (strcmp(how, by_seccomp) == 0)
		return PROBE_ENDED;
	if (how[0] || !find_report(said, &reply))
		return PROBE_BROKEN;
	if (reply.text.n)
		return PROBE_NEEDED;
	return reply.trouble ? PROBE_ALLOWED : PROBE_REFUSED;
}

/* What the helper says until it ends, and how it did. False: it cannot be started. */
static bool try_helper(const char *directory, const char *program, uint64_t attempt,
		       char said[SAID], size_t *ret_n, char how[CHILD_END])
{
	/* It asks nobody; an address spares it the system's file. */
	struct outside_setup setup = { .resolver = STR("127.0.0.1"), .attempt = attempt };
	struct child child;
	struct buf record;
	struct err err;

	*ret_n = 0;
	if (!child_start(directory, program, &child, &err))
		return false;
	buf_init(&record, 0);
	wire_put(&record, &outside_setup_shape, &setup, 0);
	if (send(child.fd, record.p, record.n, MSG_NOSIGNAL) == (ssize_t)record.n)
		*ret_n = hear(child.fd, said);
	buf_fini(&record);
	child_end(&child, false, how);
	return true;
}

static enum probe_end probe(const char *directory, const char *program, unsigned number)
{
	char said[SAID], how[CHILD_END];
	size_t n;

	if (!try_helper(directory, program, number + 1, said, &n, how))
		return PROBE_BROKEN;
	return judge(str_make(said, n), how);
}

enum probe_end probe_lookup(const char *directory, unsigned number)
{
	return probe(directory, "mekiki-lookup", number);
}

enum probe_end probe_browser(const char *directory, unsigned number)
{
	return probe(directory, "mekiki-browser", number);
}

enum probe_end probe_media(const char *directory, unsigned number)
{
	return probe(directory, "mekiki-media", number);
}

enum probe_end probe_log(const char *directory, unsigned number)
{
	return probe(directory, "mekiki-log", number);
}

bool probe_decoders(const char *directory, char ret[PROBE_TEXT])
{
	char said[SAID], how[CHILD_END];
	struct reply reply = { 0 };
	size_t n;

	if (!try_helper(directory, "mekiki-media", OUTSIDE_ATTEMPT_START, said, &n,
			how) ||
	    !wire_get(&reply_shape, str_make(said, n), &reply))
		return false;
	snprintf(ret, PROBE_TEXT, "%.*s", STR_ARG(reply.text));
	return reply.kind == REPLY_REPORT;
}

bool probe_chromium(const char *directory, char ret[PROBE_TEXT], bool *ret_own_sandbox)
{
	char said[SAID], how[CHILD_END];
	struct reply reply = { 0 };
	size_t n;

	snprintf(ret, PROBE_TEXT, "mekiki-browser");
	if (!try_helper(directory, "mekiki-browser", OUTSIDE_ATTEMPT_START, said, &n,
			how) ||
	    !wire_get(&reply_shape, str_make(said, n), &reply))
		return false;
	snprintf(ret, PROBE_TEXT, "%.*s", STR_ARG(reply.text));
	*ret_own_sandbox = reply.next;
	return reply.kind == REPLY_REPORT;
}
