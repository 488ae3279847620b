/* cmd/output.c - see output.h.
 *
 * A report that is asked into a file may be asked, by mistake, into the mail itself: so
 * nothing is opened for writing under that name; a new file replaces it at the end, and
 * the mail has been read by then. */
#include "cmd/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_special(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

bool output_open(struct output *output, const char *path, struct err *err)
{
	mode_t mask = umask(0);

	umask(mask);
	*output = (struct output){ .fd = STDOUT_FILENO, .path = path };
	if (!path)
		return true;
	if (is_special(path)) {
		output->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	} else if (snprintf(output->temporary, PATH_MAX, "%s.XXXXXX", path) < PATH_MAX) {
		output->fd = mkostemp(output->temporary, O_CLOEXEC);
		if (output->fd >= 0)
			fchmod(output->fd, 0666 & ~mask);
		else
			output->temporary[0] = '\0';
	}
	if (output->fd < 0)
		return err_set(err, ERR_FILE, path, "it cannot be written: %s",
			       strerror(errno));
	return true;
}

bool output_add(struct output *output, struct str bytes, struct err *err)
{
	while (bytes.n && !output->gone) {
		ssize_t n = write(output->fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EPIPE)
			output->gone = true;
		else if (n < 0)
			return err_set(err, ERR_FILE,
				       output->path ? output->path : "standard output",
				       "it cannot be written: %s", strerror(errno));
		else
			bytes = str_skip(bytes, (size_t)n);
	}
	output->any = true;
	return !output->gone;
}

bool output_close(struct output *output, bool keep, struct err *err)
{
	bool ok = true;

	if (!output->path)
		return true;
	if (close(output->fd) != 0 && keep)
		ok = err_set(err, ERR_FILE, output->path, "it cannot be written: %s",
			     strerror(errno));
	if (!output->temporary[0])
		return ok;
	if (ok && keep && rename(output->temporary, output->path) == 0)
		return true;
	if (ok && keep)
		ok = err_set(err, ERR_FILE, output->path, "it cannot be written: %s",
			     strerror(errno));
	unlink(output->temporary);
	return ok;
}
