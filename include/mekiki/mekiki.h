/* mekiki/mekiki.h - dissect e-mail from your own program.
 *
 * The library parses nothing in your process. It starts mekiki's sandboxed workers, hands
 * them the message, and gives you their report, as JSON (schema 1, see
 * report.schema.json). One handle is used by one thread at a time; several handles may be
 * used by several threads. Nothing is sent anywhere.
 *
 * No function here needs the locale, changes signal handling, or prints. The workers are
 * children of your process: do not reap them with wait() for any child. */
#ifndef MEKIKI_H
#define MEKIKI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MEKIKI_API_VERSION 1

struct mekiki; /* a pool of workers, ready to inspect */

/* Set to zero what you do not need, `size` to sizeof(struct mekiki_options): so options
 * can be added without a new library version. Texts are copied. */
struct mekiki_options {
	size_t size;
	const char *language; /* "en" (default) or "ja" */
	const char *profile;  /* text of a site profile, mekiki(1), SITE PROFILE */
	int64_t clock;	  /* what counts as now, seconds since 1970; 0: the system's */
	unsigned workers; /* 0: one */
	unsigned timeout_seconds; /* of one message; 0: 30 */
};

/* NULL where memory ran out or the helper programs are not installed; `error` (may be
 * NULL) then gets a line that says so. Workers start with the first message. */
struct mekiki *mekiki_open(const struct mekiki_options *options, char *error,
			   size_t error_size);
void mekiki_close(struct mekiki *mekiki); /* accepts NULL */

enum mekiki_class {
	MEKIKI_NONE, /* there was nothing to judge: the input is no mail, or unreadable */
	MEKIKI_FRAUDULENT,
	MEKIKI_SUSPICIOUS,
	MEKIKI_UNREMARKABLE, /* nothing found against it; no proof that it is safe */
	MEKIKI_UNDECIDED
};

/* A report; its texts live until mekiki_report_free(). */
struct mekiki_report {
	enum mekiki_class class_;
	const char *json; /* one object, ends in NUL; `json_size` without it */
	size_t json_size;
	const char *note; /* a line on what went wrong with this message, or "" */
};

/* Inspect a message: `size` bytes at `bytes`, or the regular file open as `fd`, from its
 * start (its position is not moved). `name` stands in the report. A message that makes a
 * worker fail gets a report that says so. NULL: no worker could be started;
 * mekiki_error() says why. Of a mailbox it is the report of the first message, and its
 * note says that there are more. */
struct mekiki_report *mekiki_inspect(struct mekiki *mekiki, const char *name,
				     const void *bytes, size_t size);
struct mekiki_report *mekiki_inspect_fd(struct mekiki *mekiki, const char *name, int fd);
void mekiki_report_free(struct mekiki_report *report); /* accepts NULL */

/* Of a mailbox, the regular file open as `fd`, every message in order: `each` gets its
 * name ("box.mbox#3") and its report, which lives until it returns; 0 asks for no more.
 * A file with one message has one report. Returns how many reports there were, or -1:
 * mekiki_error() says why. Nothing of this handle may be called from within `each`. */
typedef int mekiki_each(void *arg, const char *name, const struct mekiki_report *report);
long mekiki_inspect_mailbox(struct mekiki *mekiki, const char *name, int fd,
			    mekiki_each *each, void *arg);

/* The last error of this handle, "" if there was none. Never NULL. */
const char *mekiki_error(const struct mekiki *mekiki);
/* "0.1.0" */
const char *mekiki_version(void);

#ifdef __cplusplus
}
#endif
#endif
