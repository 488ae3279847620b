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

enum probe_end probe_lookup(const char *directory, unsigned number)
{
	/* It asks nobody; an address spares it the system's file. */
	struct outside_setup setup = { .resolver = STR("127.0.0.1"),
				       .attempt = number + 1 };
	char said[SAID], how[CHILD_END];
	struct child child;
	struct buf record;
	struct err err;
	size_t n = 0;

	if (!child_start(directory, "mekiki-lookup", &child, &err))
		return PROBE_BROKEN;
	buf_init(&record, 0);
	wire_put(&record, &outside_setup_shape, &setup, 0);
	if (send(child.fd, record.p, record.n, MSG_NOSIGNAL) == (ssize_t)record.n)
		n = hear(child.fd, said);
	buf_fini(&record);
	child_end(&child, false, how);
	return judge(str_make(said, n), how);
}
