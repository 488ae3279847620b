/* process/pool_worker.h - one worker of the pool: start, send, receive. */
#pragma once
#include "base/limits.h"
#include "process/child.h"
#include "process/job.h"
#include "process/outbox.h"
#include "process/outside.h"

enum { POOL_FLIGHT = 4, WORKER_READ = 64 * 1024 };

/* What a worker said, kept by us. */
struct result {
	struct reply reply; /* its texts are the two below */
	char text[1024 + 1], sha256[64 + 1];
	char *block; /* the memory in which the body stands */
	char *body;
	size_t body_n;
};
void result_fini(struct result *result);

/* The helpers; each is a program of its own. */
enum program { PROGRAM_ANALYSIS, PROGRAM_OUTLOOK, PROGRAM_CASE };
enum program program_of(enum task_kind kind);

struct slot;
struct worker {
	struct child child;
	enum program program;
	bool ready, alone;
	/* What it was given to do and did not answer yet, oldest first; that one is being
	 * worked on. */
	struct slot *flight[LIMIT_HELD_THINGS];
	unsigned flight_count;
	unsigned held; /* tasks: these, and those that wait for answers */
	uint64_t held_bytes;
	struct outbox out;
	unsigned served;
	double since; /* monotonic: when flight[0] was begun */
	char *in;     /* what was read and not yet taken, WORKER_READ bytes at most */
	size_t in_n;
	bool receiving; /* the body of `coming` is on its way */
	struct result coming;
	size_t have; /* bytes of its body that are here */
};

bool worker_start(struct worker *worker, enum program program, const char *directory,
		  const struct setup *setup, const struct file *answers, struct err *err);
/* These go into the outbox. */
void worker_send(struct worker *worker, const struct job *job, uint64_t ticket);
void worker_tell(struct worker *worker, const struct told *told, uint64_t ticket);
void worker_resume(struct worker *worker, uint64_t ticket);
/* What goes without waiting. False: it is gone. */
bool worker_flush(struct worker *worker);
/* Read what is there, without waiting. False: it is gone. */
bool worker_fill(struct worker *worker);
/* The next whole reply of what was read; it is moved to `ret`. */
enum worker_said { WORKER_MORE, WORKER_SAID, WORKER_NONSENSE };
enum worker_said worker_take(struct worker *worker, struct result *ret);
/* End it and forget what it was doing. */
void worker_end(struct worker *worker, bool kill_it, char how[CHILD_END]);
