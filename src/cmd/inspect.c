/* cmd/inspect.c - mekiki inspect: dissect; verdict first, then the evidence. */
#include "cmd/reports.h"

#include <stdlib.h>
#include <sys/stat.h>

static void prepare(const struct session *session, struct job *job)
{
	if (!session->options.case_path)
		return;
	job->kind = TASK_RECORD;
	job->record = true;
}

static bool are_many(const struct options *options)
{
	struct stat st;

	return options->count > 1 ||
	       (options->count == 1 && strcmp(options->args[0], "-") != 0 &&
		stat(options->args[0], &st) == 0 && S_ISDIR(st.st_mode));
}

/* --queue-id without a mail: the log alone, as a thing. */
struct of_log {
	const struct session *session;
	bool given;
};

static bool next_of_log(void *source, struct job *ret)
{
	struct of_log *of_log = source;
	const char *id = of_log->session->options.queue_id;
	struct str text = arena_printf(of_log->session->arena, "queue-id %s", id);
	int fd = file_of_bytes(text);

	if (of_log->given)
		return false;
	of_log->given = true;
	*ret = (struct job){ .kind = TASK_INSPECT,
			     .thing = true,
			     .one = true,
			     .file = fd < 0 ? NULL : file_new(fd),
			     .length = text.n,
			     .size = text.n,
			     .name = strdup(id) };
	if (fd < 0)
		ret->error =
		    strdup(text_of(of_log->session, N_("it cannot be kept in memory")));
	return true;
}

static bool has_more_of_log(void *source)
{
	return !((const struct of_log *)source)->given;
}

static enum exit_status inspect(struct session *session)
{
	struct of_log of_log = { .session = session };
	struct reports reports = { .prepare = prepare,
				   .nothing = N_("no mail in this folder") };
	const struct options *options = &session->options;
	enum exit_status status;
	struct err err;

	if (options->queue_id && options->logs.n == 0) {
		complain(session, "--queue-id",
			 text_of(session, N_("name the log as well: --log FILE")));
		return EXIT_TROUBLE;
	}
	if (options->queue_id && options->count == 0) {
		reports.next = next_of_log;
		reports.has_more = has_more_of_log;
		reports.source = &of_log;
		reports.ready_fd = -1;
	}
	if (options->case_path &&
	    !casebook_open(session, options->case_path, are_many(options),
			   &reports.casebook, &err)) {
		complain_err(session, &err);
		return EXIT_TROUBLE;
	}
	status = reports_run(session, &reports);
	casebook_free(reports.casebook);
	return status;
}

const struct command command_inspect = {
	.name = "inspect",
	.usage = "[FILE|FOLDER|MBOX|-]...",
	.summary = N_("dissect mails: the verdict first, then the evidence"),
	.teach = N_(
	    "  mekiki inspect mail.eml\n"
	    "  mekiki inspect --profile site.conf --fail-on suspicious mail.eml\n"
	    "  mekiki inspect --format json -o all.jsonl ~/Maildir\n"
	    "  mekiki inspect --lookup --case mail.case mail.eml\n"
	    "\n"
	    "Takes mails as files (also Outlook .msg), pasted headers, folders, "
	    "Maildir, mbox.\n"
	    "--case keeps the message, every answer and what was found in one file, for\n"
	    "`mekiki replay`. A file that is there is replaced where it is a case of "
	    "the\n"
	    "same message without answers from outside. For several mails FILE is a "
	    "folder\n"
	    "that is there; each case is named by the SHA-256 of its message.\n"
	    "Exit status: 0 analysed, 1 --fail-on was reached, 2 something could not\n"
	    "be read, 3 --fail-on and a mail that could not be judged.\n"),
	.takes =
	    OPTIONS_REPORT OPTIONS_TONE OPTIONS_ASKING OPTIONS_VISITING OPTIONS_ENVELOPE
	"picture profile yara log queue-id case tlp only skip fail-on explain salt "
	"redact preview no-media",
	.reports = true,
	.run = inspect,
};
