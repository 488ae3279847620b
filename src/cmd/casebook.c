/* cmd/casebook.c - see casebook.h. */
#include "cmd/casebook.h"

#include "cmd/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <search.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".case"

/* Another writer is done within that time, or its case is left as it is. */
enum { LOCK_SECONDS = 2 };

/* A path that this run writes, or wanted to. */
struct kept {
	char *path;
	struct file *lock; /* what is there, until the case is whole; may be NULL */
	bool written, busy;
};

struct casebook {
	struct session *session;
	const char *path; /* NULL: where each comes from */
	bool folder, trouble;
	void *kept; /* a tree of them */
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

static void free_kept(void *one)
{
	struct kept *kept = one;

	file_unref(kept->lock);
	free(kept->path);
	free(kept);
}

void casebook_free(struct casebook *casebook)
{
	if (casebook)
		tdestroy(casebook->kept, free_kept);
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

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct kept *)a)->path, ((const struct kept *)b)->path);
}

/* The one of that path, made where there is none yet. */
static struct kept *keep(struct casebook *casebook, const char *path)
{
	struct kept *kept = calloc(1, sizeof *kept), **found;

	if (!kept || !(kept->path = strdup(path)))
		abort();
	found = tsearch(kept, &casebook->kept, by_path);
	if (!found)
		abort();
	if (*found != kept)
		free_kept(kept);
	return *found;
}

static void let_go(struct kept *kept)
{
	file_unref(kept->lock);
	kept->lock = NULL;
}

struct file *casebook_existing(struct casebook *casebook, const struct job *job)
{
	char path[PATH_MAX];
	struct kept *kept;
	int fd;

	if (!path_of(casebook, job, path))
		return NULL;
	kept = keep(casebook, path);
	if (kept->written)
		return NULL;
	if (kept->lock) /* the same message once more */
		return file_ref(kept->lock);
	fd = case_lock_name(path, LOCK_SECONDS);
	kept->busy = fd < 0 && errno == EWOULDBLOCK;
	if (fd < 0)
		return NULL;
	let_go(kept);
	kept->lock = file_new(fd);
	return file_ref(kept->lock);
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

/* The first rows of a case: from now on it is ours, until its last ones are there. */
static bool store_first(struct kept *kept, struct str bytes, struct err *err)
{
	struct file *lock;

	if (!write_whole_locked(kept->path, bytes, &lock, err))
		return false;
	let_go(kept);
	kept->lock = lock;
	return kept->written = true;
}

static bool store_last(struct kept *kept, struct str bytes, struct err *err)
{
	bool ok = write_whole(kept->path, bytes, err);

	let_go(kept);
	return ok;
}

bool casebook_store(struct casebook *casebook, const struct job *job,
		    enum pool_stage stage, struct str bytes, const char *why)
{
	const char *what = text_of(casebook->session,
				   !casebook->path	 ? N_("the case stays as it was")
				   : stage == POOL_FIRST ? N_("no case was written")
							 : N_("its case is unfinished"));
	char path[PATH_MAX];
	struct kept *kept;
	struct err err;

	if (casebook->path && job->of_mailbox && !casebook->folder)
		return tell(casebook, job, what,
			    N_("a mailbox makes several cases: name a folder that is "
			       "there"));
	if (!path_of(casebook, job, path))
		return tell(casebook, job, what, strerror(ENAMETOOLONG));
	kept = keep(casebook, path);
	if (!why && kept->busy)
		why = N_("somebody else is writing this case; nothing was changed");
	if (why) {
		let_go(kept);
		return tell(casebook, job, what, why);
	}
	/* The same message once more: its case is there, or on its way. */
	if (stage == POOL_FIRST && kept->written)
		return false;
	if (!(stage == POOL_FIRST ? store_first : store_last)(kept, bytes, &err)) {
		complain_err(casebook->session, &err);
		return tell(casebook, job, what, err.what);
	}
	return true;
}
