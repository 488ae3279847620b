/* process/helper.c - see helper.h. */
#include "process/helper.h"

#include "process/channel.h"
#include "process/sandbox.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

static void try_forbidden(const struct task *task, struct reply *reply)
{
	const struct sandbox_attempt *attempt = sandbox_attempt((unsigned)task->number);

	if (!attempt || attempt->attempt())
		reply->trouble = TROUBLE_UNREADABLE;
}

static bool do_task(const struct helper *helper, struct channel *channel,
		    const struct task *task, int fd)
{
	struct reply reply = { .kind = REPLY_REPORT, .ticket = task->ticket };
	struct helper_product product = { 0 };
	struct err err;
	bool ok;

	buf_init(&product.bytes, helper->bytes);
	if (str_eq(task->argument, STR("forbidden"))) {
		try_forbidden(task, &reply);
	} else if (!helper->work(task, fd, &product, &err)) {
		buf_clear(&product.bytes);
		reply.kind = REPLY_REFUSED;
		reply.text = str_c(err.what);
	}
	reply.sha256 = str_c(product.sha256);
	ok = channel_send(channel, &reply, buf_peek(&product.bytes));
	buf_fini(&product.bytes);
	return ok;
}

static bool next_task(const struct helper *helper, struct channel *channel)
{
	struct wire_head head;
	struct str record;
	struct task task = { 0 };
	int fd = -1;
	bool ok;

	if (!channel_next(channel, &head, &record) ||
	    !wire_get(&task_shape, record, &task))
		return false;
	if (task.has_file)
		fd = channel_take_file(channel);
	ok = do_task(helper, channel, &task, fd);
	if (fd >= 0)
		close(fd);
	return ok;
}

/* The setup speaks of reports: none are made here. */
static bool take_setup(struct channel *channel)
{
	struct wire_head head;
	struct str setup;

	return channel_next(channel, &head, &setup) && head.type == setup_shape.type;
}

static bool lock(const struct helper *helper, struct channel *channel)
{
	struct reply ready = { .kind = REPLY_READY };
	char level[SANDBOX_LEVEL];
	struct err err;

	if (!sandbox_enter(helper->address_space, level, &err))
		return false;
	ready.text = str_c(level);
	return channel_send(channel, &ready, STR_NONE);
}

void helper_run(const struct helper *helper)
{
	static struct channel channel;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sandbox_close_from(3);
	channel_init(&channel, STDIN_FILENO);
	if (!take_setup(&channel))
		_exit(1);
	helper->warm();
	if (!lock(helper, &channel))
		_exit(1);
	while (next_task(helper, &channel))
		;
	_exit(0);
}
