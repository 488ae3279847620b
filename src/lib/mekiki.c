/* lib/mekiki.c - see mekiki/mekiki.h. The same pool of workers as the command's. */
#include "mekiki/mekiki.h"

#include "config.h"
#include "process/pool.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PUBLIC __attribute__((visibility("default")))

struct mekiki {
	struct pool *pool;
	char error[1024];
};

struct held { /* a report and what its texts point to */
	struct mekiki_report report;
	char *json, *note;
};

static void say(char *error, size_t size, const struct err *err)
{
	if (error && size)
		snprintf(error, size, "%s%s%s", err->where, err->where[0] ? ": " : "",
			 err->what);
}

/* Where the library lies tells where its helpers are. */
static bool find_places(struct places *places, struct err *err)
{
	Dl_info self;

	if (dladdr((void *)mekiki_open, &self) == 0 || !self.dli_fname)
		return err_set(err, ERR_SYSTEM, "libmekiki", "cannot find itself");
	return places_of_file(self.dli_fname, places, err);
}

PUBLIC struct mekiki *mekiki_open(const struct mekiki_options *options, char *error,
				  size_t error_size)
{
	struct mekiki_options all = { 0 };
	struct places places;
	struct mekiki *mekiki;
	struct err err;

	if (options)
		memcpy(&all, options,
		       options->size < sizeof all ? options->size : sizeof all);
	if (!find_places(&places, &err)) {
		say(error, error_size, &err);
		return NULL;
	}
	mekiki = calloc(1, sizeof *mekiki);
	if (!mekiki)
		return NULL;
	mekiki->pool =
	    pool_new(&places,
		     &(struct setup){
			 .data_dir = str_c(places.data),
			 .locale_dir = str_c(places.locale),
			 .language = str_c(all.language ? all.language : "en"),
			 .format = STR("json"),
			 .profile = str_c(all.profile),
			 .profile_name = all.profile ? STR("profile") : STR(""),
			 .tool_version = STR(MEKIKI_VERSION),
			 .contact = STR("offline"),
			 .clock = (uint64_t)(all.clock ? all.clock : (int64_t)time(NULL)),
			 .verbose = 1,
		     },
		     &(struct pool_options){ .workers = all.workers ? all.workers : 1,
					     .timeout_seconds = all.timeout_seconds });
	return mekiki;
}

PUBLIC void mekiki_close(struct mekiki *mekiki)
{
	if (!mekiki)
		return;
	pool_free(mekiki->pool);
	free(mekiki);
}

/* --- one message ---------------------------------------------------------------------
 */

struct request {
	struct job job;
	bool given;
	struct held *held; /* of one message */
	mekiki_each *each; /* of many */
	void *arg;
	long count;
};

static enum pool_next next(void *arg, struct job *ret)
{
	struct request *request = arg;

	if (request->given)
		return POOL_NONE;
	request->given = true;
	*ret = request->job;
	return POOL_JOB;
}

static char *copy(struct str text)
{
	char *p = malloc(text.n + 1);

	if (!p)
		abort();
	if (text.n)
		memcpy(p, text.p, text.n);
	p[text.n] = '\0';
	return p;
}

static void hold(struct held *held, const struct reply *reply, struct str body)
{
	while (body.n && body.p[body.n - 1] == '\n')
		body.n--;
	held->json = copy(body);
	held->note = copy(reply->text);
	held->report = (struct mekiki_report){
		.class_ = (enum mekiki_class)reply->class_,
		.json = held->json,
		.json_size = body.n,
		.note = held->note,
	};
}

/* This is about one message: of a mailbox the first. */
static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct request *request = arg;
	struct held *held = request->held;

	(void)job;
	if (!held->json) {
		hold(held, reply, body);
		return POOL_DONE;
	}
	if (!held->note[0]) {
		free(held->note);
		held->note = copy(STR("the first message of a mailbox; see "
				      "mekiki_inspect_mailbox()"));
		held->report.note = held->note;
	}
	return POOL_STOP;
}

static bool run(struct mekiki *mekiki, struct request *request, struct job *job,
		const char *name,
		enum pool_done (*take)(void *, struct job *, const struct reply *,
				       struct str))
{
	struct pool_client client = {
		.next = next, .done = take, .ready_fd = -1, .arg = request
	};
	struct err err;

	mekiki->error[0] = '\0';
	job->kind = TASK_INSPECT;
	job->name = copy(str_c(name ? name : "-"));
	request->job = *job;
	if (pool_run(mekiki->pool, &client, &err))
		return true;
	say(mekiki->error, sizeof mekiki->error, &err);
	return false;
}

static struct mekiki_report *ask(struct mekiki *mekiki, struct job *job, const char *name)
{
	struct request request = { .held = calloc(1, sizeof *request.held) };

	if (!request.held)
		abort();
	if (run(mekiki, &request, job, name, done))
		return &request.held->report;
	mekiki_report_free(&request.held->report);
	return NULL;
}

static bool fail(struct mekiki *mekiki, const char *what)
{
	snprintf(mekiki->error, sizeof mekiki->error, "%s: %s", what, strerror(errno));
	return false;
}

PUBLIC struct mekiki_report *mekiki_inspect(struct mekiki *mekiki, const char *name,
					    const void *bytes, size_t size)
{
	int fd = file_of_bytes(str_make(bytes, size));
	struct job job = { .length = size, .size = size };

	if (fd < 0) {
		fail(mekiki, "no memory for the message");
		return NULL;
	}
	job.file = file_new(fd);
	return ask(mekiki, &job, name);
}

static bool job_of_file(struct mekiki *mekiki, int fd, struct job *ret)
{
	struct stat st;
	int own;

	*ret = (struct job){ 0 };
	if (fstat(fd, &st) != 0)
		return fail(mekiki, "the descriptor cannot be used");
	if (!S_ISREG(st.st_mode)) {
		errno = EINVAL;
		return fail(mekiki, "the descriptor is no regular file");
	}
	own = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	if (own < 0)
		return fail(mekiki, "the descriptor cannot be used");
	ret->file = file_new(own);
	ret->length = ret->size = (uint64_t)st.st_size;
	return true;
}

PUBLIC struct mekiki_report *mekiki_inspect_fd(struct mekiki *mekiki, const char *name,
					       int fd)
{
	struct job job;

	return job_of_file(mekiki, fd, &job) ? ask(mekiki, &job, name) : NULL;
}

static enum pool_done hand_over(void *arg, struct job *job, const struct reply *reply,
				struct str body)
{
	struct request *request = arg;
	struct held held = { 0 };
	int more;

	hold(&held, reply, body);
	request->count++;
	more = request->each(request->arg, job->name, &held.report);
	free(held.json);
	free(held.note);
	return more ? POOL_DONE : POOL_STOP;
}

PUBLIC long mekiki_inspect_mailbox(struct mekiki *mekiki, const char *name, int fd,
				   mekiki_each *each, void *arg)
{
	struct request request = { .each = each, .arg = arg };
	struct job job;

	if (!job_of_file(mekiki, fd, &job) ||
	    !run(mekiki, &request, &job, name, hand_over))
		return -1;
	return request.count;
}

PUBLIC void mekiki_report_free(struct mekiki_report *report)
{
	struct held *held = (struct held *)report;

	if (!held)
		return;
	free(held->json);
	free(held->note);
	free(held);
}

PUBLIC const char *mekiki_error(const struct mekiki *mekiki)
{
	return mekiki->error;
}

PUBLIC const char *mekiki_version(void)
{
	return MEKIKI_VERSION;
}
