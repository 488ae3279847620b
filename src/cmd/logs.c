/* cmd/logs.c - see logs.h. */
#include "cmd/logs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* "mail.log.2.gz": the log "mail.log", 2 rotations ago; "mail.log-20230101": of that day,
 * and "mail.log" is newer than all. */
struct rotation {
	struct str log;
	uint64_t age; /* rotations */
	uint64_t day; /* 0: none in the name */
};

static void read_name(const char *name, struct rotation *ret)
{
	struct str text = str_c(name), before, after;
	uint64_t number;

	if (str_ends(text, STR(".gz")))
		text.n -= 3;
	*ret = (struct rotation){ .log = text };
	if (str_cut_last(text, '.', &before, &after) && after.n <= 4 &&
	    str_to_u64(after, &number)) {
		ret->log = before;
		ret->age = number;
	} else if ((str_cut_last(text, '-', &before, &after) ||
		    str_cut_last(text, '.', &before, &after)) &&
		   after.n == 8 && str_to_u64(after, &number)) {
		ret->log = before;
		ret->day = number;
	}
}

/* Does `a` stand behind `b`? Only of the same log. */
static bool is_newer(const char *a, const char *b)
{
	struct rotation one, two;

	read_name(a, &one);
	read_name(b, &two);
	if (!str_eq(one.log, two.log))
		return false;
	if (one.day != two.day)
		return one.day == 0 || (two.day != 0 && one.day > two.day);
	return one.age < two.age;
}

/* There are few of them, and equal ones keep their order. */
void logs_sort(const char **names, unsigned count)
{
	for (unsigned i = 1; i < count; i++)
		for (unsigned k = i; k > 0 && is_newer(names[k - 1], names[k]); k--) {
			const char *name = names[k];

			names[k] = names[k - 1];
			names[k - 1] = name;
		}
}

static bool open_one(const char *path, struct log_files *ret, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	const char *slash = strrchr(path, '/');
	struct stat about;

	if (fd < 0)
		return err_set(err, ERR_FILE, path, "%s", strerror(errno));
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
		close(fd);
		return err_set(
		    err, ERR_FILE, path,
		    "a mail log has to be a file, as it is read several times");
	}
	ret->names[ret->count] = slash ? slash + 1 : path;
	ret->files[ret->count++] = file_new(fd);
	return true;
}

bool logs_open(struct session *session, struct log_files *ret, struct err *err)
{
	struct str rest = buf_peek(&session->options.logs), line;
	const char *names[LIMIT_LOG_FILES];
	unsigned count = 0;

	*ret = (struct log_files){ 0 };
	while (rest.n && str_split(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		if (count == LIMIT_LOG_FILES)
			return err_set(err, ERR_USAGE, "--log",
				       "more than %d files at once", LIMIT_LOG_FILES);
		names[count++] =
		    arena_printf(session->arena, "%.*s%c", STR_ARG(line), 0).p;
	}
	logs_sort(names, count);
	for (unsigned i = 0; i < count; i++)
		if (!open_one(names[i], ret, err)) {
			logs_close(ret);
			return false;
		}
	return true;
}

void logs_close(struct log_files *logs)
{
	for (unsigned i = 0; i < logs->count; i++)
		file_unref(logs->files[i]);
	logs->count = 0;
}
