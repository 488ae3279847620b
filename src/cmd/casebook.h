/* cmd/casebook.h - where cases go: one file, or a folder with a file for each message.
 *
 * A case appears under its name when it is whole and on the disk; what stood there until
 * then is whole until then. A program that is killed, or a disk that is full, leaves one
 * or the other. */
#pragma once
#include "cmd/cmd.h"

struct casebook;

/* `many`: the inputs may be more than one message; then `path` has to be a folder. False:
 * it cannot be. */
bool casebook_open(struct session *session, const char *path, bool many,
		   struct casebook **ret, struct err *err);
/* Each case goes where it came from. */
struct casebook *casebook_in_place(struct session *session);
void casebook_free(struct casebook *casebook); /* accepts NULL */
/* As the pool asks (process/pool.h). What is there is locked until the case is whole. */
struct file *casebook_existing(struct casebook *casebook, const struct job *job);
/* False: it cannot be kept; the reason was told. */
bool casebook_store(struct casebook *casebook, const struct job *job,
		    enum pool_stage stage, struct str bytes, const char *why);
/* Something went wrong since it was opened. */
bool casebook_in_trouble(const struct casebook *casebook);

/* `bytes` under the name `path`, all or nothing, on the disk when it returns. */
bool write_whole(const char *path, struct str bytes, struct err *err);
/* The same, and the file is locked from its first moment on (cmd/lock.h). */
bool write_whole_locked(const char *path, struct str bytes, struct file **ret,
			struct err *err);
