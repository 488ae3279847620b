/* cmd/data.c - mekiki data: the tables in use, of which date, with their sums; and a
 * newer list of RDAP servers. */
#include "cmd/cmd.h"

#include "cmd/output.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Each directory on the way; those that are there already are no trouble. */
static bool make_directories(const char *path, struct err *err)
{
	char part[PATH_MAX];
	size_t n = strlen(path);

	if (n >= sizeof part)
		return err_set(err, ERR_FILE, path, "is too long a path");
	for (size_t i = 1; i <= n; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		memcpy(part, path, i);
		part[i] = '\0';
		if (mkdir(part, 0777) != 0 && errno != EEXIST)
			return err_set(err, ERR_FILE, part, "cannot be made: %s",
				       strerror(errno));
	}
	return true;
}

static bool choose_file(struct session *session, char ret[PATH_MAX], struct err *err)
{
	const char *dir = session_user_data(session);

	if (!dir[0])
		return err_set(err, ERR_USAGE, "",
			       "neither XDG_DATA_HOME nor HOME says where your data is");
	if (!make_directories(dir, err))
		return false;
	if (snprintf(ret, PATH_MAX, "%s/rdap.txt", dir) >= PATH_MAX)
		return err_set(err, ERR_FILE, dir, "is too long a path");
	return true;
}

/* The list is made in a worker, and appears when it is whole. */
static enum exit_status refresh(struct session *session)
{
	struct options *options = &session->options;
	struct job job = { .kind = TASK_BOOTSTRAP, .length = 1, .size = 1 };
	char path[PATH_MAX];
	enum exit_status status;
	struct err err;
	int fd = file_of_bytes(STR("-"));

	if (fd < 0 || !choose_file(session, path, &err)) {
		if (fd < 0)
			err_set(&err, ERR_SYSTEM, "", "%s", strerror(errno));
		complain_err(session, &err);
		return EXIT_TROUBLE;
	}
	job.file = file_new(fd);
	options->output = path;
	if (!options->contact_given)
		options->contact = CONTACT_LOOKUP;
	options->contact_given = true;
	status = run_job(session, &job);
	if (status == EXIT_DONE)
		printf("%s: %s\n", path,
		       text_of(session,
			       N_("written; it is used where it is newer than mekiki's "
				  "own, and `mekiki data` shows which is")));
	else
		complain(session, path,
			 text_of(session, N_("nothing was changed there")));
	return status;
}

static enum exit_status data(struct session *session)
{
	if (session->options.count) {
		complain(session, NULL,
			 text_of(session, N_("this command takes no names")));
		return EXIT_TROUBLE;
	}
	return session->options.refresh ? refresh(session)
					: run_single(session, TASK_DATA, NULL);
}

const struct command command_data = {
	.name = "data",
	.usage = "",
	.summary = N_("list the data tables with their dates"),
	.teach =
	    N_("  mekiki data\n"
	       "  mekiki data --refresh\n"
	       "\n"
	       "Name, as-of date, rows, SHA-256 and source of each table; versions of "
	       "ICU and of\n"
	       "the public suffix list. With --refresh: asks data.iana.org for the lists "
	       "of RDAP\n"
	       "servers and writes them to ~/.local/share/mekiki/rdap.txt; from then on "
	       "they are\n"
	       "used in place of mekiki's own, where they are newer.\n"),
	.takes = "format output lang trust-store answers resolver connect-map user-agent "
		 "proxy refresh",
	.run = data,
};
