/* cmd/extract.c - mekiki extract: one part of a mail, decoded. */
#include "cmd/cmd.h"

#include "cmd/inputs.h"

#include <stdlib.h>
#include <unistd.h>

static enum exit_status usage_error(const struct session *session, const char *msgid)
{
	complain(session, NULL, text_of(session, msgid));
	return EXIT_TROUBLE;
}

static enum exit_status extract(struct session *session)
{
	const struct options *options = &session->options;
	struct job job;

	if (options->list ? options->count != 1 : options->count != 2)
		return usage_error(session,
				   N_("name a mail and the id of a part, or --list"));
	/* A part is the sender's own bytes: a terminal would obey them. */
	if (!options->list && !options->output && isatty(STDOUT_FILENO))
		return usage_error(session,
				   N_("a part is not written to a terminal; use -o FILE "
				      "or a pipe"));
	input_open(session, options->args[0], &job);
	job.kind = TASK_EXTRACT;
	if (!options->list)
		job.argument = strdup(options->args[1]);
	return run_job(session, &job);
}

const struct command command_extract = {
	.name = "extract",
	.usage = "MAIL|CASE PART | MAIL|CASE --list",
	.summary = N_("write one part of a mail, decoded; a picture out of a case"),
	.teach = N_("  mekiki extract mail.eml --list\n"
		    "  mekiki extract mail.eml 2 -o part.bin\n"
		    "  mekiki extract mail.case screenshot -o page.png\n"
		    "\n"
		    "PART is the id of a part as in the report. Of a case there is also "
		    "\"screenshot\",\n"
		    "what a browser showed (--visit=browser). The bytes are what the "
		    "sender put there;\n"
		    "open them with care.\n"),
	.takes = "output lang timeout list",
	.run = extract,
};
