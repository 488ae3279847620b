/* cmd/inspect.c - mekiki inspect: dissect; verdict first, then the evidence. */
#include "cmd/cmd.h"

#include "cmd/inputs.h"
#include "cmd/output.h"

#include <unistd.h>

struct inspect_run {
	struct session *session;
	struct inputs *inputs;
	struct output output;
	bool stream; /* one record a line */
	bool trouble, undecided, reached;
	unsigned long done;
	double began, shown;
};

/* --- progress: only on a terminal, only where it takes a while --------------------- */

static bool shows_progress(const struct inspect_run *run)
{
	return run->session->options.verbose > 0 && isatty(STDERR_FILENO) &&
	       (run->session->options.output || !isatty(STDOUT_FILENO));
}

static void tick(void *arg)
{
	struct inspect_run *run = arg;
	double now = pool_now();

	if (now - run->began < 1.5 || now - run->shown < 0.25 || !shows_progress(run))
		return;
	run->shown = now;
	fprintf(stderr, "\r\033[Kmekiki: %lu, %.0f/s", run->done,
		(double)run->done / (now - run->began));
}

static void clear_progress(struct inspect_run *run)
{
	if (run->shown > 0)
		fputs("\r\033[K", stderr);
	run->shown = 0;
}

/* --- one result ----------------------------------------------------------------------
 */

static void note_class(struct inspect_run *run, enum reply_class class_)
{
	enum reply_class limit = run->session->options.fail_on;

	run->undecided |= class_ == CLASS_UNDECIDED;
	run->reached |= limit != CLASS_NONE && class_ != CLASS_NONE && class_ <= limit;
}

static void tell(struct inspect_run *run, const struct job *job, const char *text)
{
	clear_progress(run);
	complain(run->session, job->name, text);
}

/* A folder's last job says that it holds no mail: not so where one was seen. A file in a
 * folder that is no mail was not asked for; it is named, and left out. */
static bool is_left_out(struct inspect_run *run, const struct job *job,
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

static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct inspect_run *run = arg;
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
	clear_progress(run);
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

static enum pool_next next(void *arg, struct job *ret)
{
	struct inspect_run *run = arg;

	return inputs_next(run->inputs, ret) ? POOL_JOB : POOL_NONE;
}

static enum exit_status status_of(const struct inspect_run *run)
{
	if (run->trouble)
		return EXIT_TROUBLE;
	if (run->session->options.fail_on != CLASS_NONE && run->undecided)
		return EXIT_UNDECIDED;
	return run->reached ? EXIT_REACHED : EXIT_DONE;
}

static bool work(struct inspect_run *run, struct err *err)
{
	struct pool_client client = {
		.next = next, .done = done, .tick = tick, .ready_fd = -1, .arg = run
	};
	struct pool *pool = session_pool(run->session, err);
	bool ok;

	if (!pool)
		return false;
	ok = pool_run(pool, &client, err);
	pool_free(pool);
	return ok;
}

static enum exit_status inspect(struct session *session)
{
	static char *standard_input[] = { (char *)"-" };
	struct options *options = &session->options;
	struct inspect_run run = { .session = session, .began = pool_now() };
	struct err err;

	if (options->count == 0 && isatty(STDIN_FILENO)) {
		complain(session, NULL,
			 text_of(session, N_("name a file or a folder, or - for standard "
					     "input")));
		return EXIT_TROUBLE;
	}
	run.inputs = options->count ? inputs_new(session, options->args, options->count)
				    : inputs_new(session, standard_input, 1);
	run.stream = strcmp(options->format, "text") != 0;
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
	if (!output_close(&run.output, true, &err)) {
		complain_err(session, &err);
		run.trouble = true;
	}
	return status_of(&run);
}

const struct command command_inspect = {
	.name = "inspect",
	.usage = "[FILE|FOLDER|MBOX|-]...",
	.summary = N_("dissect mails: the verdict first, then the evidence"),
	.teach =
	    N_("  mekiki inspect mail.eml\n"
	       "  mekiki inspect --profile site.conf --fail-on suspicious mail.eml\n"
	       "  mekiki inspect --format json -o all.jsonl ~/Maildir\n"
	       "\n"
	       "Takes mails as files (also Outlook .msg), pasted headers, folders, "
	       "Maildir, mbox.\n"
	       "Exit status: 0 analysed, 1 --fail-on was reached, 2 something could not\n"
	       "be read, 3 --fail-on and a mail that could not be judged.\n"),
	.takes = "WRKfoLPUIHMACOSFDEqvNjTX",
	.run = inspect,
};
