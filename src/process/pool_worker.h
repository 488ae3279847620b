/* process/pool_worker.h - one worker of the pool: start, send, receive. */
#pragma once
#include "process/child.h"
#include "process/job.h"

enum { POOL_FLIGHT = 4, WORKER_READ = 64 * 1024 };

/* What a worker said, kept by us. */
struct result {
	struct reply reply; /* its texts are the two below */
	char text[1024 + 1], sha256[64 + 1];
	char *body;
	size_t body_n;
};
void result_fini(struct result *result);

struct slot;
struct worker {
	struct child child;
	bool ready, converter, alone;
	struct slot *flight[POOL_FLIGHT]; /* oldest first; that one is being worked on */
	unsigned flight_count;
	unsigned served;
	double since; /* monotonic: when flight[0] was begun */
	char *in;     /* what was read and not yet taken, WORKER_READ bytes at most */
	size_t in_n;
	bool receiving; /* the body of `coming` is on its way */
	struct result coming;
	size_t have; /* bytes of its body that are here */
};

bool worker_start(struct worker *worker, bool converter, const char *directory,
		  const struct setup *setup, const struct file *answers, struct err *err);
/* False: it is gone. */
bool worker_send(struct worker *worker, const struct job *job);
/* Read what is there, without waiting. False: it is gone. */
bool worker_fill(struct worker *worker);
/* The next whole reply of what was read; it is moved to `ret`. */
enum worker_said { WORKER_MORE, WORKER_SAID, WORKER_NONSENSE };
enum worker_said worker_take(struct worker *worker, struct result *ret);
/* End it and forget what it was doing. */
void worker_end(struct worker *worker, bool kill_it, char how[CHILD_END]);
