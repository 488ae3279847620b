/* cmd/inputs.c - see inputs.h. */
#include "cmd/inputs.h"

#include "base/limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 64, FOLDER_ENTRIES_MAX = 4 << 20 };

struct entry {
	char *name;   /* a folder's ends in '/' */
	bool regular; /* as the directory itself says */
};

struct listing { /* one directory, sorted */
	char *path;
	struct entry *entries;
	size_t count, at;
};

struct inputs {
	struct session *session;
	char **names;
	int count, at;
	struct listing stack[DEPTH_MAX];
	unsigned depth;
	struct folder *folder; /* the named one that is being walked */
};

static char *copy(const char *text)
{
	char *p = strdup(text);

	if (!p)
		abort();
	return p;
}

static char *joined(const char *dir, const char *name)
{
	size_t n = strlen(dir);
	char *path;

	if (asprintf(&path, n && dir[n - 1] == '/' ? "%s%s" : "%s/%s", dir, name) < 0)
		abort();
	return path;
}

/* --- one file ---------------------------------------------------------------- */

static void job_error(struct session *session, struct job *job, const char *msgid,
		      int error)
{
	const char *text = text_of(session, msgid);

	free(job->error);
	if (asprintf(&job->error, "%s%s%s", text, error ? ": " : "",
		     error ? strerror(error) : "") < 0)
		abort();
}

/* A pipe's content in memory, up to the size of the largest message. */
static void spool(struct session *session, int from, struct job *job)
{
	int fd = memfd_create("mekiki", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	static char bytes[256 * 1024];
	uint64_t total = 0;
	ssize_t n;

	while (fd >= 0 && (n = read(from, bytes, sizeof bytes)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || total == LIMIT_MESSAGE_BYTES)
			break;
		if ((uint64_t)n > LIMIT_MESSAGE_BYTES - total) {
			n = (ssize_t)(LIMIT_MESSAGE_BYTES - total);
			job->cut = true;
		}
		if (write(fd, bytes, (size_t)n) != n)
			break;
		total += (uint64_t)n;
	}
	if (fd < 0) {
		job_error(session, job, N_("it cannot be kept in memory"), errno);
		return;
	}
	fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
	job->file = file_new(fd);
	job->length = job->size = total;
}

static void open_standard_input(struct session *session, struct job *job)
{
	struct stat st;

	if (fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode)) {
		off_t at = lseek(STDIN_FILENO, 0, SEEK_CUR);

		job->file = file_new(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3));
		if (at > 0 && at <= st.st_size)
			job->offset = (uint64_t)at;
		job->length = job->size = (uint64_t)st.st_size - job->offset;
		return;
	}
	spool(session, STDIN_FILENO, job);
}

static void open_regular(struct session *session, const char *path, struct job *job)
{
	struct stat st;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st) != 0) {
		job_error(session, job, N_("it cannot be read"), errno);
	} else if (!S_ISREG(st.st_mode)) {
		job_error(session, job, N_("it is neither a file nor a folder"), 0);
	} else {
		job->file = file_new(fd);
		job->length = job->size = (uint64_t)st.st_size;
		return;
	}
	if (fd >= 0)
		close(fd);
}

/* Opening a device or a pipe may itself do something: look first. */
static void look_and_open(struct session *session, const char *path, struct job *job)
{
	struct stat st;

	if (stat(path, &st) != 0)
		job_error(session, job, N_("it cannot be read"), errno);
	else if (!S_ISREG(st.st_mode))
		job_error(session, job, N_("it is neither a file nor a folder"), 0);
	else
		open_regular(session, path, job);
}

void input_open(struct session *session, const char *name, struct job *ret)
{
	*ret = (struct job){ .kind = TASK_INSPECT, .name = copy(name) };
	if (strcmp(name, "-") == 0)
		open_standard_input(session, ret);
	else
		look_and_open(session, name, ret);
}

/* --- folders ------------------------------------------------------------------- */

static int by_bytes(const void *a, const void *b)
{
	const struct entry *one = a, *two = b;

	return strcmp(one->name, two->name);
}

static bool has_subfolder(const char *path, const char *name)
{
	char *sub = joined(path, name);
	struct stat st;
	bool has = stat(sub, &st) == 0 && S_ISDIR(st.st_mode);

	free(sub);
	return has;
}

/* In a Maildir the mails stand in cur and new; other folders of it begin with a dot, and
 * its other files are the server's. Elsewhere what is hidden stays hidden. */
static bool wanted(const char *name, bool is_folder, bool maildir)
{
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return false;
	if (!maildir)
		return name[0] != '.';
	return is_folder &&
	       (name[0] == '.' || strcmp(name, "cur") == 0 || strcmp(name, "new") == 0);
}

/* Links to folders are not followed: they may lead round in a circle. */
static bool is_folder(int dir, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return fstatat(dir, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(st.st_mode);
}

static bool is_link_to_folder(int dir, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
		return false;
	return fstatat(dir, entry->d_name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

static bool list(const char *path, struct listing *ret)
{
	DIR *dir = opendir(path);
	bool maildir = has_subfolder(path, "cur") && has_subfolder(path, "new");
	struct dirent *entry;
	size_t cap = 0;

	*ret = (struct listing){ 0 };
	if (!dir)
		return false;
	while ((entry = readdir(dir)) && ret->count < FOLDER_ENTRIES_MAX) {
		bool folder = is_folder(dirfd(dir), entry);

		if (!wanted(entry->d_name, folder, maildir) ||
		    (!folder && is_link_to_folder(dirfd(dir), entry)))
			continue;
		if (ret->count == cap) {
			cap = cap ? cap * 2 : 64;
			ret->entries = realloc(ret->entries, cap * sizeof *ret->entries);
			if (!ret->entries)
				abort();
		}
		ret->entries[ret->count++] = (struct entry){
			folder ? joined(entry->d_name, "") : copy(entry->d_name),
			entry->d_type == DT_REG,
		};
	}
	closedir(dir);
	if (ret->count)
		qsort(ret->entries, ret->count, sizeof *ret->entries, by_bytes);
	ret->path = copy(path);
	return true;
}

static void listing_free(struct listing *listing)
{
	for (size_t i = listing->at; i < listing->count; i++)
		free(listing->entries[i].name);
	free(listing->entries);
	free(listing->path);
}

/* A folder below: push it. What cannot be listed becomes an error job. */
static bool enter(struct inputs *inputs, const char *path, struct job *error)
{
	if (inputs->depth < DEPTH_MAX && list(path, &inputs->stack[inputs->depth])) {
		inputs->depth++;
		return true;
	}
	*error = (struct job){ .kind = TASK_INSPECT, .name = copy(path) };
	job_error(inputs->session, error, N_("this folder cannot be read"),
		  inputs->depth < DEPTH_MAX ? errno : 0);
	return false;
}

static bool next_in_folder(struct inputs *inputs, struct job *ret)
{
	while (inputs->depth) {
		struct listing *top = &inputs->stack[inputs->depth - 1];
		struct entry entry;
		char *path;
		size_t n;

		if (top->at == top->count) {
			listing_free(top);
			inputs->depth--;
			continue;
		}
		entry = top->entries[top->at++];
		path = joined(top->path, entry.name);
		free(entry.name);
		n = strlen(path);
		if (path[n - 1] == '/') {
			bool entered;

			path[n - 1] = '\0';
			entered = enter(inputs, path, ret);
			free(path);
			if (entered)
				continue;
		} else if (entry.regular) {
			*ret = (struct job){ .kind = TASK_INSPECT, .name = path };
			open_regular(inputs->session, path, ret);
		} else {
			input_open(inputs->session, path, ret);
			free(path);
		}
		ret->owner = inputs->folder;
		ret->by_directory = true;
		return true;
	}
	return false;
}

static void end_folder(struct inputs *inputs, struct job *ret)
{
	*ret = (struct job){ .kind = TASK_INSPECT,
			     .name = copy(inputs->folder->name),
			     .owner = inputs->folder };
	job_error(inputs->session, ret, N_("no mail in this folder"), 0);
	inputs->folder = NULL;
}

static bool is_named_folder(const char *name)
{
	struct stat st;

	return strcmp(name, "-") != 0 && stat(name, &st) == 0 && S_ISDIR(st.st_mode);
}

bool inputs_next(struct inputs *inputs, struct job *ret)
{
	const char *name;

	if (inputs->folder) {
		if (!next_in_folder(inputs, ret))
			end_folder(inputs, ret);
		return true;
	}
	if (inputs->at == inputs->count)
		return false;
	name = inputs->names[inputs->at++];
	if (!is_named_folder(name)) {
		input_open(inputs->session, name, ret);
		return true;
	}
	if (!enter(inputs, name, ret))
		return true;
	inputs->folder = arena_new_of(inputs->session->arena, struct folder);
	inputs->folder->name = inputs->names[inputs->at - 1];
	if (!next_in_folder(inputs, ret))
		end_folder(inputs, ret);
	return true;
}

struct inputs *inputs_new(struct session *session, char **names, int count)
{
	struct inputs *inputs = arena_new_of(session->arena, struct inputs);

	*inputs = (struct inputs){ .session = session, .names = names, .count = count };
	return inputs;
}

void inputs_free(struct inputs *inputs)
{
	while (inputs->depth)
		listing_free(&inputs->stack[--inputs->depth]);
}
