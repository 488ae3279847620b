/* cmd/lock.h - one writer of a case at a time.
 *
 * A case is replaced as a whole, by a file with its name; so the lock is on the file that
 * was read, and holds for as long as that is the one of that name. Whoever waited for it
 * reads the new one. Readers need no lock: they see the old case or the new one. */
#pragma once
#include "cmd/cmd.h"

/* The case of that job is ours until the job is done (job->held); its file is the newest.
 * Another one is waited for `seconds`, then the job gets an error in place of its
 * file. */
void case_lock(const struct session *session, struct job *job, unsigned seconds);
/* The file of that name, locked; `seconds` as above. -1: errno says why, EWOULDBLOCK
 * where somebody else has it. */
int case_lock_name(const char *name, unsigned seconds);
