/* process/casekeeper.c - mekiki-case, the worker that knows what a case file looks like.
 *
 * SQLite and zlib live in this program alone. It has the same channel and the same lock
 * as mekiki-analysis: it gets bytes and gives bytes, and the command writes them. */
#include "base/limits.h"
#include "case/database.h"
#include "process/channel.h"
#include "process/helper.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>

#define N_(text) text

static bool read_bytes(int fd, uint64_t offset, uint64_t length, struct str *ret,
		       struct err *err)
{
	if (length > LIMIT_CASE_BYTES)
		return err_set(err, ERR_FILE, "", "this case is longer than %u bytes",
			       LIMIT_CASE_BYTES);
	return channel_read_file(fd, offset, length, ret) ||
	       err_set(err, ERR_FILE, "", "it cannot be read: %s", strerror(errno));
}

/* --- a file that stands where the case shall go --------------------------------------
 */

struct gist {
	struct str message; /* its SHA-256 */
	bool asked_outside, noted;
};

static void read_gist(struct str rows, struct gist *ret)
{
	struct bundle bundle;
	enum case_table table;
	union case_row row;

	*ret = (struct gist){ 0 };
	if (!bundle_open(&bundle, rows))
		return;
	while (bundle_next(&bundle, &table, &row) == BUNDLE_ROW) {
		if (table == CASE_MESSAGE)
			ret->message = row.message.sha256;
		else if (table == CASE_REVISION && row.revision.finished &&
			 !str_eq(row.revision.contact, STR("offline")))
			ret->asked_outside = true;
		else if (table == CASE_ENTRY)
			ret->noted = true;
	}
}

/* What cannot be had again is not written over: another message, answers that the outside
 * gave then, and what people added. */
static bool may_replace(struct str existing, struct str rows, struct err *err)
{
	struct gist old, new;
	struct buf known;
	struct err why;
	bool ok = false;

	buf_init(&known, LIMIT_CASE_BYTES);
	read_gist(rows, &new);
	if (!database_to_bundle(existing, &known, &why)) {
		err_set(err, ERR_USAGE, "",
			N_("a file of that name is there, and it is no case that can be "
			   "read; it was left as it is"));
	} else {
		read_gist(buf_peek(&known), &old);
		if (!str_eq(old.message, new.message))
			err_set(err, ERR_USAGE, "",
				N_("the case of another message is there; it was left as "
				   "it is"));
		else if (old.asked_outside)
			err_set(err, ERR_USAGE, "",
				N_("the case there holds answers from outside; it was "
				   "left as it is"));
		else if (old.noted)
			err_set(err, ERR_USAGE, "",
				N_("somebody added notes to the case there; it was left "
				   "as it is"));
		else
			ok = true;
	}
	buf_fini(&known);
	return ok;
}

/* --- tasks ---------------------------------------------------------------------------
 */

static bool enclose(const struct task *task, int fd, struct buf *out, struct err *err)
{
	struct str rows = STR_NONE, existing = STR_NONE;
	bool ok;

	ok = read_bytes(fd, task->offset, task->length, &rows, err) &&
	     (task->second == 0 || (read_bytes(fd, task->offset + task->length,
					       task->second, &existing, err) &&
				    may_replace(existing, rows, err))) &&
	     database_of_bundle(rows, out, err);
	free((char *)rows.p);
	free((char *)existing.p);
	return ok;
}

static bool disclose(const struct task *task, int fd, struct buf *out, struct err *err)
{
	struct str file;
	bool ok;

	if (!read_bytes(fd, task->offset, task->length, &file, err))
		return false;
	ok = database_to_bundle(file, out, err);
	free((char *)file.p);
	return ok;
}

/* --- mekiki selftest ------------------------------------------------------------- */

/* A case made under the lock, and read under the lock. */
static bool keep_sample(struct buf *out, struct err *err)
{
	struct case_message message = { .sha256 = STR("sample"),
					.bytes = STR("Subject: selftest\r\n\r\n") };
	struct buf rows, file;
	bool ok;

	buf_init(&rows, 65536);
	buf_init(&file, 1 << 20);
	bundle_begin(&rows);
	bundle_put(&rows, CASE_MESSAGE, &message);
	ok = database_of_bundle(buf_peek(&rows), &file, err) &&
	     database_to_bundle(buf_peek(&file), out, err);
	if (ok && !str_eq(buf_peek(&rows), buf_peek(out)))
		ok = err_set(err, ERR_SYSTEM, "", "the rows came back otherwise");
	buf_fini(&rows);
	buf_fini(&file);
	return ok;
}

/* --- the program ------------------------------------------------------------------ */

static bool work(const struct task *task, int fd, struct helper_product *ret,
		 struct err *err)
{
	if (fd < 0)
		return keep_sample(&ret->bytes, err);
	if (task->kind == TASK_ENCLOSE)
		return enclose(task, fd, &ret->bytes, err);
	if (task->kind == TASK_DISCLOSE)
		return disclose(task, fd, &ret->bytes, err);
	return err_set(err, ERR_SYSTEM, "", "this is no work for mekiki-case");
}

static void warm(void)
{
	struct buf sample;
	struct err err;

	mallopt(M_MMAP_THRESHOLD, 4 << 20);
	database_warm();
	buf_init(&sample, 0);
	keep_sample(&sample, &err);
	buf_fini(&sample);
}

int main(void)
{
	static const struct helper helper = {
		/* A case at its ceiling, its rows, SQLite's pages and their copy. */
		.address_space = 2ul << 30,
		.bytes = LIMIT_CASE_BYTES,
		.warm = warm,
		.work = work,
	};

	helper_run(&helper);
}
