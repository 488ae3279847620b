/* cmd/reports.c - see reports.h. */
#include "cmd/reports.h"

#include "cmd/inputs.h"
#include "cmd/output.h"
#include "report/csv_head.h"

#include <stdlib.h>
#include <unistd.h>

struct reports_run {
	struct session *session;
	const struct reports *kind;
	struct inputs *inputs;
	struct output output;
	bool stream;	  /* one record a line */
	const char *head; /* stands above all of them, once; NULL: none does */
	bool trouble, undecided, reached;
	unsigned long done;
	double began, shown;
};

/* --- progress: only on a terminal, only where it takes a while --------------------- */

static bool shows_progress(const struct reports_run *run)
{
	return run->session->options.verbose > 0 && isatty(STDERR_FILENO) &&
	       (run->session->options.output || !isatty(STDOUT_FILENO));
}

static void tick(void *arg)
{
	struct reports_run *run = arg;
	double now = pool_now();

	if (now - run->began < 1.5 || now - run->shown < 0.25 || !shows_progress(run))
		return;
	run->shown = now;
	fprintf(stderr, "\r\033[Kmekiki: %lu, %.0f/s", run->done,
		(double)run->done / (now - run->began));
}

static void clear_progress(struct reports_run *run)
{
	if (run->shown > 0)
		fputs("\r\033[K", stderr);
	run->shown = 0;
}

/* --- one result ----------------------------------------------------------------------
 */

static void note_class(struct reports_run *run, enum reply_class class_)
{
	enum reply_class limit = run->session->options.fail_on;

	run->undecided |= class_ == CLASS_UNDECIDED;
	run->reached |= limit != CLASS_NONE && class_ != CLASS_NONE && class_ <= limit;
}

static void tell(struct reports_run *run, const struct job *job, const char *text)
{
	clear_progress(run);
	complain(run->session, job->name, text);
}

/* A folder's last job says that it holds no mail: not so where one was seen. A file in a
 * folder that is no mail was not asked for; it is named, and left out. */
static bool is_left_out(struct reports_run *run, const struct job *job,
			const struct reply *reply)
{
	struct folder *folder = job->owner;

	if (!folder)
		return false;
	if (!job->by_directory)
		return folder->mails > 0;
	if (reply->trouble == TROUBLE_NONE)
		folder->mails++;
	if (reply->trouble != TROUBLE_NOT_MAIL)
		return false;
	tell(run, job, reply->text.p);
	return true;
}

static bool add_head(struct reports_run *run, struct err *err)
{
	return !run->head || run->output.any ||
	       output_add(&run->output, str_c(run->head), err);
}

static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct reports_run *run = arg;
	struct err err;

	if (is_left_out(run, job, reply))
		return POOL_DONE;
	run->done++;
	if (reply->text.n)
		tell(run, job, reply->text.p);
	run->trouble |= reply->trouble != TROUBLE_NONE || reply->kind == REPLY_REFUSED;
	note_class(run, (enum reply_class)reply->class_);
	if (body.n == 0)
		return POOL_DONE;
	run->reached |= run->kind->reaches;
	clear_progress(run);
	if (!add_head(run, &err))
		goto stop;
	if (!run->stream && run->output.any && !output_add(&run->output, STR("\n"), &err))
		goto stop;
	if (output_add(&run->output, body, &err))
		return POOL_DONE;
stop:
	if (!run->output.gone) {
		complain_err(run->session, &err);
		run->trouble = true;
	}
	return POOL_STOP;
}

/* The last job of a folder. */
static void name_nothing(const struct reports_run *run, struct job *job)
{
	free(job->error);
	job->error = strdup(text_of(run->session, run->kind->nothing));
	if (!job->error)
		abort();
}

static bool next_input(const struct reports_run *run, struct job *ret)
{
	return run->kind->next ? run->kind->next(run->kind->source, ret)
			       : inputs_next(run->inputs, ret);
}

static bool has_more(void *arg)
{
	const struct reports_run *run = arg;

	return run->kind->has_more && run->kind->has_more(run->kind->source);
}

/* In a list of cases: another file in the folder, or the end of one. */
static bool is_passed_over(const struct reports_run *run, const struct job *job)
{
	const char *ending = run->kind->ending;

	if (!ending || !job->owner)
		return false;
	return !job->by_directory || !str_ends(str_c(job->name), str_c(ending));
}

static enum pool_next next(void *arg, struct job *ret)
{
	struct reports_run *run = arg;

	do {
		if (!next_input(run, ret))
			return POOL_NONE;
	} while (is_passed_over(run, ret) && (job_fini(ret), true));
	if (run->kind->ending && !ret->file)
		ret->kind = TASK_NOTEBOOK; /* which refuses it, and tells why */
	else if (ret->file)
		run->kind->prepare(run->session, ret);
	else if (ret->owner && !ret->by_directory)
		name_nothing(run, ret);
	return POOL_JOB;
}

static struct file *existing(void *arg, const struct job *job)
{
	const struct reports_run *run = arg;

	return casebook_existing(run->kind->casebook, job);
}

static bool store(void *arg, const struct job *job, enum pool_stage stage,
		  struct str bytes, const char *why)
{
	struct reports_run *run = arg;

	clear_progress(run);
	return casebook_store(run->kind->casebook, job, stage, bytes, why);
}

static enum exit_status status_of(const struct reports_run *run)
{
	if (run->trouble || casebook_in_trouble(run->kind->casebook))
		return EXIT_TROUBLE;
	if (run->session->options.fail_on != CLASS_NONE && run->undecided)
		return EXIT_UNDECIDED;
	return run->reached ? EXIT_REACHED : EXIT_DONE;
}

static bool work(struct reports_run *run, struct err *err)
{
	struct pool_client client = {
		.next = next,
		.done = done,
		.existing = existing,
		.store = store,
		.tick = tick,
		.ready_fd = run->kind->next ? run->kind->ready_fd : -1,
		.has_more = has_more,
		.arg = run,
	};
	struct pool *pool = session_pool(run->session, err);
	bool ok;

	if (!pool)
		return false;
	ok = pool_run(pool, &client, err);
	pool_free(pool);
	return ok;
}

enum exit_status reports_run(struct session *session, const struct reports *reports)
{
	static char *standard_input[] = { (char *)"-" };
	struct options *options = &session->options;
	struct reports_run run = { .session = session,
				   .kind = reports,
				   .began = pool_now() };
	struct err err;

	if (!reports->next && options->count == 0 && isatty(STDIN_FILENO)) {
		complain(session, NULL,
			 text_of(session, N_("name a file or a folder, or - for standard "
					     "input")));
		return EXIT_TROUBLE;
	}
	run.inputs = options->count ? inputs_new(session, options->args, options->count)
				    : inputs_new(session, standard_input, 1);
	run.stream = strcmp(options->format, "text") != 0 &&
		     strcmp(options->format, "markdown") != 0;
	run.stream |= reports->ending != NULL;
	if (strcmp(options->format, "csv") == 0)
		run.head = report_csv_head;
	if (!output_open(&run.output, options->output, &err)) {
		complain_err(session, &err);
		return EXIT_TROUBLE;
	}
	if (!work(&run, &err)) {
		clear_progress(&run);
		complain_err(session, &err);
		run.trouble = true;
		output_close(&run.output, false, &err);
		return EXIT_TROUBLE;
	}
	clear_progress(&run);
	inputs_free(run.inputs);
	if (!add_head(&run, &err) || !output_close(&run.output, true, &err)) {
		complain_err(session, &err);
		run.trouble = true;
	}
	return status_of(&run);
}
