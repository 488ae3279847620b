/* process/child.h - start a helper program with one socket to us, and see it end. */
#pragma once
#include "base/err.h"

#include <sys/types.h>

struct child {
	pid_t pid; /* 0: none */
	int fd;	   /* our end of its only channel */
};

bool child_start(const char *directory, const char *program, struct child *ret,
		 struct err *err);
/* Close the channel and wait; a helper ends when its channel does. `kill_it` for one that
 * may not. Says how it ended: "killed by signal 11", "" for a normal end. */
enum { CHILD_END = 64 };
void child_end(struct child *child, bool kill_it, char ret_how[CHILD_END]);
