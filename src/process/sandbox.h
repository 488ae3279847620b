/* process/sandbox.h - after this, the process can compute and reply, nothing else.
 *
 * No file can be opened, no socket made, no program or process started, no memory made
 * executable. Descriptors that are open stay usable. Three layers, each enough for most
 * of it: limits of the system, Landlock (no path at all, no TCP port, no signal or
 * abstract socket outside), and a seccomp list of the calls that computing needs; any
 * other call ends the process. */
#pragma once
#include "base/err.h"

enum { SANDBOX_LEVEL = 64 };

/* `level` becomes "full", "partial: no Landlock", "partial: no seccomp" or "none"; it
 * stands in every report. `address_space` bytes of memory, 0: no limit. False only where
 * the system refuses what every Linux has. */
bool sandbox_enter(unsigned long address_space, char level[SANDBOX_LEVEL],
		   struct err *err);

/* The same for mekiki-lookup, which may also talk to Internet addresses: no file, no
 * program, no process, no local socket, nothing that listens. Its limit of descriptors
 * stays as it is. */
bool sandbox_enter_network(unsigned long address_space, char level[SANDBOX_LEVEL],
			   struct err *err);

/* The same for mekiki-browser, which waits for two descriptors that it has. */
bool sandbox_enter_waiting(unsigned long address_space, char level[SANDBOX_LEVEL],
			   struct err *err);

/* The end of a process under the lock: nothing is left to be put away. */
_Noreturn void sandbox_leave(void);

/* Close every descriptor from `first` on. */
void sandbox_close_from(unsigned first);

/* Attempts at what is forbidden, for `mekiki selftest`. Each must end the process, or
 * fail with an error of permission. NULL past the last one. */
struct sandbox_attempt {
	const char *what; /* N_(): "open a file" */
	/* True: it worked, the sandbox has a hole. */
	bool (*attempt)(void);
	bool network; /* what mekiki-lookup is for: it may */
};
const struct sandbox_attempt *sandbox_attempt(unsigned number);
