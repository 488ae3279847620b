/* process/converter.c - mekiki-outlook, the worker that turns .msg files into mail.
 *
 * libgsf, and glib under it, live in this program alone. It has the same channel and the
 * same lock as mekiki-analysis, and does nothing but TASK_CONVERT. */
#include "base/limits.h"
#include "mail/outlook.h"
#include "process/channel.h"
#include "process/sandbox.h"

#include <errno.h>
#include <glib.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#define ADDRESS_SPACE (1ul << 30)

static void refuse(struct reply *reply, char text[1024], const struct err *err)
{
	snprintf(text, 1024, "%s", err->what);
	reply->kind = REPLY_REFUSED;
	reply->text = str_c(text);
}

static bool convert_bytes(struct str file, struct buf *mail, char sha256[65],
			  struct err *err)
{
	/* Of the file as it came, not of what is made of it. */
	gchar *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256,
						 (const guchar *)file.p, file.n);

	snprintf(sha256, 65, "%s", sum);
	g_free(sum);
	return outlook_to_mail(file, mail, err);
}

static bool convert(const struct task *task, int fd, struct buf *mail, char sha256[65],
		    struct err *err)
{
	struct str file;
	bool ok;

	if (!channel_read_file(fd, task->offset, task->length, &file))
		return err_set(err, ERR_FILE, "", "it cannot be read: %s",
			       strerror(errno));
	ok = convert_bytes(file, mail, sha256, err);
	free((char *)file.p);
	return ok;
}

/* --- mekiki selftest ------------------------------------------------------------- */

static void put_text(GsfOutfile *root, const char *name, struct str utf16)
{
	GsfOutput *stream = gsf_outfile_new_child(root, name, FALSE);

	gsf_output_write(stream, utf16.n, (const guint8 *)utf16.p);
	gsf_output_close(stream);
	g_object_unref(stream);
}

/* A small .msg, made under the lock, converted under the lock. */
static bool convert_sample(struct buf *mail, char sha256[65], struct err *err)
{
	GsfOutput *memory = gsf_output_memory_new();
	GsfOutfile *root = gsf_outfile_msole_new(memory);
	struct str file;
	bool ok;

	put_text(root, "__properties_version1.0", str_make((char[32]){ 0 }, 32));
	put_text(root, "__substg1.0_0037001F", STR("s\0e\0l\0f\0\xE5\x65"));
	put_text(root, "__substg1.0_1000001F", STR("\x2C\x67\x87\x65"));
	gsf_output_close((GsfOutput *)root);
	file =
	    str_make((const char *)gsf_output_memory_get_bytes((GsfOutputMemory *)memory),
		     (size_t)gsf_output_size(memory));
	ok = convert_bytes(file, mail, sha256, err);
	g_object_unref(root);
	g_object_unref(memory);
	return ok;
}

static void try_forbidden(const struct task *task, struct reply *reply)
{
	const struct sandbox_attempt *attempt = sandbox_attempt((unsigned)task->number);

	if (!attempt || attempt->attempt())
		reply->trouble = TROUBLE_UNREADABLE;
}

static bool do_task(struct channel *channel, const struct task *task, int fd)
{
	struct reply reply = { .kind = REPLY_REPORT, .ticket = task->ticket };
	char text[1024], sha256[65] = "";
	struct buf mail;
	struct err err;
	bool ok;

	buf_init(&mail, LIMIT_REPORT_BYTES);
	if (task->kind != TASK_CONVERT || task->length > LIMIT_MESSAGE_BYTES) {
		err_set(&err, ERR_FILE, "", "this .msg file is too long");
		refuse(&reply, text, &err);
	} else if (str_eq(task->argument, STR("forbidden"))) {
		try_forbidden(task, &reply);
	} else if (fd < 0 ? !convert_sample(&mail, sha256, &err)
			  : !convert(task, fd, &mail, sha256, &err)) {
		buf_clear(&mail);
		refuse(&reply, text, &err);
	}
	reply.sha256 = str_c(sha256);
	ok = channel_send(channel, &reply, buf_peek(&mail));
	buf_fini(&mail);
	return ok;
}

static bool next_task(struct channel *channel)
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
	ok = do_task(channel, &task, fd);
	if (fd >= 0)
		close(fd);
	return ok;
}

/* What glib and libgsf set up at their first use. */
static void warm(void)
{
	struct buf mail;
	struct err err;

	gsf_init();
	buf_init(&mail, 65536);
	outlook_to_mail(STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), &mail, &err);
	buf_fini(&mail);
	g_free(g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)"", 0));
}

int main(void)
{
	static struct channel channel;
	char level[SANDBOX_LEVEL];
	struct reply ready = { .kind = REPLY_READY };
	struct wire_head head;
	struct str setup;
	struct err err;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sandbox_close_from(3);
	channel_init(&channel, STDIN_FILENO);
	/* The setup speaks of reports: none are made here. */
	if (!channel_next(&channel, &head, &setup) || head.type != setup_shape.type)
		_exit(1);
	warm();
	if (!sandbox_enter(ADDRESS_SPACE, level, &err))
		_exit(1);
	ready.text = str_c(level);
	if (!channel_send(&channel, &ready, STR_NONE))
		_exit(1);
	while (next_task(&channel))
		;
	_exit(0);
}
