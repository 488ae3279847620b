/* browser/chromium.h - Chromium under bubblewrap: no network, no file of the user's, a
 * profile that is gone with it.
 *
 * It sees the libraries and fonts of the system, read only, and a file system in memory
 * of its own; it ends when we end. Inside, it keeps its own sandbox where the system
 * allows one within the other. */
#pragma once
#include "base/err.h"
#include "base/str.h"

#include <sys/types.h>

struct chromium {
	pid_t pid;
	int fd;		  /* of the DevTools pipe, both directions */
	bool own_sandbox; /* Chromium's own holds too */
	char version[64]; /* "Chrome/156.0.8078.79" */
};

/* Starts it and waits until it answers. `user_agent`: how pages see it; empty: as it is.
 * False: bubblewrap or Chromium is not there, or does not start; err->what is for people.
 */
bool chromium_start(struct str user_agent, struct chromium *ret, struct err *err);
