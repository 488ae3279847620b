/* process/pool.h - several workers, one order.
 *
 * Jobs are pulled from the client when there is room, given to workers (a few in
 * flight in each), and handed back in the order of the pull. A mailbox becomes the jobs
 * of its messages, a .msg goes through its converter; the client sees only messages.
 * A worker that dies costs one message: that message is tried again alone, then its
 * header alone, then not at all, so that there is always a report, which says so.
 * Everything a worker sends is treated as hostile. */
#pragma once
#include "base/err.h"
#include "process/job.h"
#include "process/logging.h"
#include "process/outside.h"
#include "process/places.h"

/* Seconds on the monotonic clock. */
double pool_now(void);

struct pool_options {
	unsigned workers;	  /* 0: as many as processors */
	unsigned timeout_seconds; /* of one job; 0: 30 */
	/* The most that one worker holds while it waits for answers; 0: LIMIT_HELD. */
	unsigned held;
	/* An answers file for each worker, as the setup says; NULL: none. */
	struct file *answers;
	/* How the outside is asked; copied. NULL: nobody is. */
	const struct outside_setup *outside;
	/* Mail logs; copied, with a reference to each file. NULL: none. */
	const struct log_files *logs;
};

enum pool_next { POOL_NONE, POOL_JOB };
enum pool_done { POOL_DONE, POOL_AGAIN, POOL_STOP };

/* A job with `record` becomes a case twice: before it is examined, so that the message is
 * there whatever happens, and with all that was found. */
enum pool_stage { POOL_FIRST, POOL_LAST };

struct pool_client {
	/* The next job; its texts and file become the pool's. */
	enum pool_next (*next)(void *arg, struct job *ret);
	/* A job is done, or refused (REPLY_REFUSED). Texts are borrowed. POOL_AGAIN:
	 * `job` was changed and shall run in the same place; POOL_STOP: enough. */
	enum pool_done (*done)(void *arg, struct job *job, const struct reply *reply,
			       struct str body);
	/* For jobs with `record`; may be NULL where there are none. The file that stands
	 * where the case of `job` shall go; NULL: none. job->sha256 is known. */
	struct file *(*existing)(void *arg, const struct job *job);
	/* The bytes of the case file, or why there is none; borrowed. False: no (more)
	 * case is made of this job. */
	bool (*store)(void *arg, const struct job *job, enum pool_stage stage,
		      struct str bytes, const char *why);
	/* Called now and then while it runs; may be NULL. */
	void (*tick)(void *arg);
	/* next() is called only while this is readable (an input that comes slowly);
	 * -1: at any time. */
	int ready_fd;
	/* More than that was read already; NULL: never. */
	bool (*has_more)(void *arg);
	void *arg;
};

struct pool;
/* `setup` is copied. No process is started yet. */
struct pool *pool_new(const struct places *places, const struct setup *setup,
		      const struct pool_options *options);
void pool_free(struct pool *pool);
/* False: no worker can be started, `err` says why. May be called again. */
bool pool_run(struct pool *pool, const struct pool_client *client, struct err *err);
/* The level that the first worker reported; "" before one started. */
const char *pool_sandbox_level(const struct pool *pool);
