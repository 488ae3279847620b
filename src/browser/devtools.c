/* browser/devtools.c - see devtools.h. */
#include "browser/devtools.h"

#include "base/limits.h"

#include <errno.h>
#include <sys/socket.h>

enum { READ = 64 * 1024 };

void devtools_init(struct devtools *tools, int fd)
{
	*tools = (struct devtools){ .fd = fd };
	outbox_init(&tools->out);
	buf_init(&tools->in, 0); /* bounded in devtools_read() */
}

void devtools_fini(struct devtools *tools)
{
	outbox_fini(&tools->out);
	buf_fini(&tools->in);
}

/* --- commands ------------------------------------------------------------------------
 */

struct json *devtools_begin(struct devtools *tools, struct str session,
			    const char *method)
{
	struct json *json = &tools->json;

	json_init(json, &tools->out.bytes);
	json_object(json);
	json_key_int(json, "id", (int64_t)++tools->commands);
	json_key_c(json, "method", method);
	if (session.n)
		json_key_str(json, "sessionId", session);
	json_key(json, "params");
	json_object(json);
	return json;
}

uint64_t devtools_end(struct devtools *tools)
{
	json_object_end(&tools->json);
	json_object_end(&tools->json);
	buf_add_char(&tools->out.bytes, '\0');
	return tools->commands;
}

uint64_t devtools_send(struct devtools *tools, struct str session, const char *method)
{
	devtools_begin(tools, session, method);
	return devtools_end(tools);
}

bool devtools_flush(struct devtools *tools)
{
	return outbox_is_empty(&tools->out) || outbox_flush(&tools->out, tools->fd);
}

/* --- what comes ----------------------------------------------------------------------
 */

static void drop_used(struct devtools *tools)
{
	if (tools->used == 0)
		return;
	memmove(tools->in.p, tools->in.p + tools->used, tools->in.n - tools->used);
	tools->in.n -= tools->used;
	tools->searched -= tools->used;
	tools->used = 0;
}

/* A page may make a message as long as it likes. */
static void drop_too_long(struct devtools *tools)
{
	if (tools->searched < tools->in.n || tools->in.n < LIMIT_BROWSE_MESSAGE)
		return;
	tools->in.n = tools->searched = 0;
	if (!tools->skipping)
		tools->skipped++;
	tools->skipping = true;
}

bool devtools_read(struct devtools *tools)
{
	char bytes[READ];
	struct iovec into = { bytes, sizeof bytes };
	struct msghdr message = { .msg_iov = &into, .msg_iovlen = 1 };
	ssize_t n = recvmsg(tools->fd, &message, MSG_DONTWAIT);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	drop_used(tools);
	drop_too_long(tools);
	buf_add(&tools->in, str_make(bytes, (size_t)n));
	return n > 0;
}

static bool take_one(struct devtools *tools, struct str *ret)
{
	struct str fresh = str_skip(buf_peek(&tools->in), tools->searched);
	size_t end = str_find(fresh, '\0');

	if (end == STR_NPOS) {
		tools->searched = tools->in.n;
		return false;
	}
	*ret = str_sub(buf_peek(&tools->in), tools->used, tools->searched + end);
	tools->searched += end + 1;
	tools->used = tools->searched;
	return true;
}

bool devtools_take(struct devtools *tools, struct str *ret)
{
	while (take_one(tools, ret)) {
		if (!tools->skipping)
			return true;
		tools->skipping = false; /* that was the rest of it */
	}
	return false;
}
