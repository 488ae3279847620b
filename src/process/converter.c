/* process/converter.c - mekiki-outlook, the worker that turns .msg files into mail.
 *
 * libgsf, and glib under it, live in this program alone. It has the same channel and the
 * same lock as mekiki-analysis, and does nothing but TASK_CONVERT. */
#include "base/limits.h"
#include "mail/outlook.h"
#include "process/channel.h"
#include "process/helper.h"

#include <errno.h>
#include <glib.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>
#include <stdio.h>
#include <stdlib.h>

static bool convert_bytes(struct str file, struct helper_product *ret, struct err *err)
{
	/* Of the file as it came, not of what is made of it. */
	gchar *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256,
						 (const guchar *)file.p, file.n);

	snprintf(ret->sha256, sizeof ret->sha256, "%s", sum);
	g_free(sum);
	return outlook_to_mail(file, &ret->bytes, err);
}

static bool convert(const struct task *task, int fd, struct helper_product *ret,
		    struct err *err)
{
	struct str file;
	bool ok;

	if (!channel_read_file(fd, task->offset, task->length, &file))
		return err_set(err, ERR_FILE, "", "it cannot be read: %s",
			       strerror(errno));
	ok = convert_bytes(file, ret, err);
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
static bool convert_sample(struct helper_product *ret, struct err *err)
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
	ok = convert_bytes(file, ret, err);
	g_object_unref(root);
	g_object_unref(memory);
	return ok;
}

static bool work(const struct task *task, int fd, struct helper_product *ret,
		 struct err *err)
{
	if (task->kind != TASK_CONVERT || task->length > LIMIT_MESSAGE_BYTES)
		return err_set(err, ERR_FILE, "", "this .msg file is too long");
	return fd < 0 ? convert_sample(ret, err) : convert(task, fd, ret, err);
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
	static const struct helper helper = {
		.address_space = 1ul << 30,
		.bytes = LIMIT_REPORT_BYTES,
		.warm = warm,
		.work = work,
	};

	helper_run(&helper);
}
