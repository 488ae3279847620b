/* cmd/inspect.c - mekiki inspect: dissect; verdict first, then the evidence. */
#include "cmd/reports.h"

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

static enum exit_status inspect(struct session *session)
{
	struct reports reports = { .prepare = prepare,
				   .nothing = N_("no mail in this folder") };
	const struct options *options = &session->options;
	enum exit_status status;
	struct err err;

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
	.takes = "_!^YQBW234589RKG7foLPUIHMACOSFDEqvNjTX",
	.run = inspect,
};
