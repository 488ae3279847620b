/* base/err.h - the world's trouble: a file, a process, a disk that failed.
 *
 * Nothing in a message is an error (see mail/defect.h). A function that can
 * fail returns bool and fills a struct err once, where the fact is known:
 * `return err_set(err, ERR_FILE, name, "cannot be opened: %s", …)`, which is
 * false. The text is English for the log; users get it behind "mekiki: ". */
#pragma once
#include <stdbool.h>

enum err_kind {
	ERR_NONE,
	ERR_USAGE,  /* what the user asked for makes no sense */
	ERR_FILE,   /* reading or writing the user's files */
	ERR_DATA,   /* our own data, a profile, a table is not as it should be */
	ERR_SYSTEM, /* processes, memory, sandbox */
};

struct err {
	enum err_kind kind;
	char where[256]; /* file or subject; may be empty */
	char what[512];
};

bool err_set(struct err *err, enum err_kind kind, const char *where, const char *format,
	     ...) __attribute__((format(printf, 4, 5)));
