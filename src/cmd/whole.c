/* cmd/whole.c - a file that is there as a whole or not at all. */
#include "cmd/casebook.h"

#include "base/scoped.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct whole {
	const char *path;
	char folder[PATH_MAX];
	char temporary[PATH_MAX]; /* empty: it has no name yet */
	int fd;
};

static bool fail(struct err *err, const char *path)
{
	return err_set(err, ERR_FILE, path, "it cannot be written: %s", strerror(errno));
}

static bool name_folder(struct whole *whole)
{
	const char *slash = strrchr(whole->path, '/');
	int n;

	if (!slash)
		n = snprintf(whole->folder, PATH_MAX, ".");
	else
		n = snprintf(whole->folder, PATH_MAX, "%.*s",
			     (int)(slash - whole->path + 1), whole->path);
	errno = ENAMETOOLONG;
	return n > 0 && n < PATH_MAX;
}

static mode_t usual_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* Best is a file without a name, of which nothing is left when we are killed. */
static bool begin(struct whole *whole)
{
	whole->temporary[0] = '\0';
	whole->fd = open(whole->folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	if (whole->fd < 0) {
		int n = snprintf(whole->temporary, PATH_MAX, "%s.XXXXXX", whole->path);

		errno = ENAMETOOLONG;
		if (n < 0 || n >= PATH_MAX)
			return false;
		whole->fd = mkostemp(whole->temporary, O_CLOEXEC);
		if (whole->fd < 0)
			whole->temporary[0] = '\0';
	}
	return whole->fd >= 0 && fchmod(whole->fd, usual_mode()) == 0;
}

static bool fill(struct whole *whole, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(whole->fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return fsync(whole->fd) == 0;
}

/* A name that nothing has. The bytes are whole by now. */
static bool give_name(struct whole *whole)
{
	char self[40];

	snprintf(self, sizeof self, "/proc/self/fd/%d", whole->fd);
	for (unsigned i = 0; i < 1000; i++) {
		int n = snprintf(whole->temporary, PATH_MAX, "%s.%ld-%u", whole->path,
				 (long)getpid(), i);

		errno = ENAMETOOLONG;
		if (n < 0 || n >= PATH_MAX)
			break;
		if (linkat(AT_FDCWD, self, AT_FDCWD, whole->temporary,
			   AT_SYMLINK_FOLLOW) == 0)
			return true;
		if (errno != EEXIST)
			break;
	}
	whole->temporary[0] = '\0';
	return false;
}

static bool keep_name(const struct whole *whole)
{
	SCOPED(close_fd) int fd = open(whole->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	return fd >= 0 && fsync(fd) == 0;
}

static bool finish(struct whole *whole)
{
	if (!whole->temporary[0] && !give_name(whole))
		return false;
	if (rename(whole->temporary, whole->path) != 0)
		return false;
	whole->temporary[0] = '\0';
	return keep_name(whole);
}

/* `lock`: before it has a name, and the descriptor stays open where all went well. */
static int write_file(const char *path, struct str bytes, bool lock, struct err *err)
{
	struct whole whole = { .path = path, .fd = -1 };
	bool ok = name_folder(&whole) && begin(&whole) && fill(&whole, bytes) &&
		  (!lock || flock(whole.fd, LOCK_EX | LOCK_NB) == 0) && finish(&whole);

	if (!ok)
		fail(err, path);
	if (whole.temporary[0])
		unlink(whole.temporary);
	if (whole.fd >= 0 && !ok)
		close(whole.fd);
	return ok ? whole.fd : -1;
}

bool write_whole(const char *path, struct str bytes, struct err *err)
{
	int fd = write_file(path, bytes, false, err);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

bool write_whole_locked(const char *path, struct str bytes, struct file **ret,
			struct err *err)
{
	int fd = write_file(path, bytes, true, err);

	if (fd < 0)
		return false;
	*ret = file_new(fd);
	return true;
}
