/* cmd/casebook.c - see casebook.h. */
#include "cmd/casebook.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <search.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".case"

struct casebook {
	struct session *session;
	const char *path; /* NULL: where each comes from */
	bool folder, trouble;
	void *written; /* a tree of the paths that this run has written */
};

static struct casebook *casebook_new(struct session *session, const char *path)
{
	struct casebook *casebook = arena_new_of(session->arena, struct casebook);

	*casebook = (struct casebook){ .session = session, .path = path };
	/* A file that may not grow further is an error of write(). */
	signal(SIGXFSZ, SIG_IGN);
	return casebook;
}

bool casebook_open(struct session *session, const char *path, bool many,
		   struct casebook **ret, struct err *err)
{
	struct casebook *casebook = casebook_new(session, path);
	struct stat st;
	bool there = stat(path, &st) == 0;

	casebook->folder = there && S_ISDIR(st.st_mode);
	if (there && !casebook->folder && !S_ISREG(st.st_mode))
		return err_set(err, ERR_USAGE, path, "--case: %s",
			       text_of(session, N_("it is neither a file nor a folder")));
	if (many && !casebook->folder)
		return err_set(err, ERR_USAGE, path, "--case: %s",
			       text_of(session, N_("several inputs make several cases: "
						   "name a folder that is there")));
	*ret = casebook;
	return true;
}

struct casebook *casebook_in_place(struct session *session)
{
	return casebook_new(session, NULL);
}

void casebook_free(struct casebook *casebook)
{
	if (casebook)
		tdestroy(casebook->written, free);
}

bool casebook_in_trouble(const struct casebook *casebook)
{
	return casebook && casebook->trouble;
}

static bool path_of(const struct casebook *casebook, const struct job *job,
		    char ret[PATH_MAX])
{
	const char *at = casebook->path ? casebook->path : job->name;
	size_t n = strlen(at);
	bool slash = n && at[n - 1] == '/';
	int length;

	if (casebook->folder)
		length = snprintf(ret, PATH_MAX, "%s%s%s" ENDING, at, slash ? "" : "/",
				  job->sha256);
	else
		length = snprintf(ret, PATH_MAX, "%s", at);
	return length > 0 && length < PATH_MAX;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool was_written(const struct casebook *casebook, const char *path)
{
	return tfind(path, &casebook->written, by_text) != NULL;
}

static void note_written(struct casebook *casebook, const char *path)
{
	char *copy = strdup(path);

	if (!copy || !tsearch(copy, &casebook->written, by_text))
		abort();
}

struct file *casebook_existing(struct casebook *casebook, const struct job *job)
{
	char path[PATH_MAX];
	int fd;

	if (!path_of(casebook, job, path) || was_written(casebook, path))
		return NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	return fd < 0 ? NULL : file_new(fd);
}

static bool tell(struct casebook *casebook, const struct job *job, const char *what,
		 const char *why)
{
	char line[1024];

	casebook->trouble = true;
	snprintf(line, sizeof line, "%s: %s", what, text_of(casebook->session, why));
	complain(casebook->session, job->name, line);
	return false;
}

bool casebook_store(struct casebook *casebook, const struct job *job,
		    enum pool_stage stage, struct str bytes, const char *why)
{
	const char *what = text_of(casebook->session,
				   !casebook->path	 ? N_("the case stays as it was")
				   : stage == POOL_FIRST ? N_("no case was written")
							 : N_("its case is unfinished"));
	char path[PATH_MAX];
	struct err err;

	if (why)
		return tell(casebook, job, what, why);
	if (casebook->path && job->of_mailbox && !casebook->folder)
		return tell(casebook, job, what,
			    N_("a mailbox makes several cases: name a folder that is "
			       "there"));
	if (!path_of(casebook, job, path))
		return tell(casebook, job, what, strerror(ENAMETOOLONG));
	/* The same message once more: its case is there, or on its way. */
	if (stage == POOL_FIRST && was_written(casebook, path))
		return false;
	if (!write_whole(path, bytes, &err)) {
		complain_err(casebook->session, &err);
		return tell(casebook, job, what, err.what);
	}
	if (stage == POOL_FIRST)
		note_written(casebook, path);
	return true;
}
