/* cmd/lock.c - see lock.h. */
#include "cmd/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { TRIES_A_SECOND = 20 };

static bool is_still_there(int fd, const char *name)
{
	struct stat ours, theirs;

	return fstat(fd, &ours) == 0 && stat(name, &theirs) == 0 &&
	       ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev;
}

/* -1: once more, or errno says why not. */
static int try_lock(const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), error;

	if (fd < 0)
		return -1;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && is_still_there(fd, name))
		return fd;
	error = errno;
	close(fd);
	/* A file that was replaced meanwhile is tried again as well. */
	errno = error == EWOULDBLOCK || error == 0 ? EWOULDBLOCK : error;
	return -1;
}

int case_lock_name(const char *name, unsigned seconds)
{
	struct timespec pause = { .tv_nsec = 1000000000 / TRIES_A_SECOND };

	for (unsigned tries = 0;; tries++) {
		int fd;

		errno = 0;
		fd = try_lock(name);
		if (fd >= 0 || errno != EWOULDBLOCK || tries >= seconds * TRIES_A_SECOND)
			return fd;
		nanosleep(&pause, NULL);
	}
}

static void refuse(const struct session *session, struct job *job)
{
	const char *text =
	    errno == EWOULDBLOCK
		? text_of(session, N_("somebody else is writing this case; "
				      "nothing was changed"))
		: strerror(errno);

	file_unref(job->file);
	job->file = NULL;
	free(job->error);
	job->error = strdup(text);
	if (!job->error)
		abort();
}

void case_lock(const struct session *session, struct job *job, unsigned seconds)
{
	struct stat st;
	int fd;

	if (!job->file)
		return;
	fd = case_lock_name(job->name, seconds);
	if (fd < 0) {
		refuse(session, job);
		return;
	}
	file_unref(job->file);
	job->file = file_new(fd);
	job->held = file_ref(job->file);
	if (fstat(fd, &st) == 0)
		job->length = job->size = (uint64_t)st.st_size;
}
