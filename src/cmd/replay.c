/* cmd/replay.c - mekiki replay: the report of a case again, as it was; or what changes
 * where it is judged, or asked for, again. */
#include "cmd/lock.h"
#include "cmd/reports.h"

/* A writer of a case is done within that time, or the case is left as it is. */
enum { LOCK_SECONDS = 2 };

/* A case may be somebody else's: it is opened by mekiki-case, and read by a worker. */
static void prepare(const struct session *session, struct job *job)
{
	if (session->options.replay == REPLAY_RECHECK) {
		case_lock(session, job, LOCK_SECONDS);
		if (!job->file)
			return; /* it is told why */
		job->record = true;
	}
	job->kind = TASK_DISCLOSE;
	job->then = TASK_REPLAY;
}

/* A case that comes by a pipe cannot be added to. */
static bool has_pipe(const struct options *options)
{
	for (int i = 0; i < options->count; i++)
		if (strcmp(options->args[i], "-") == 0)
			return true;
	return options->count == 0;
}

static bool begin_recheck(struct session *session)
{
	struct options *options = &session->options;

	if (has_pipe(options)) {
		complain(session, "--recheck",
			 text_of(session, N_("name the file that the case is to be "
					     "added to")));
		return false;
	}
	if (!options->contact_given) {
		options->contact_given = true;
		options->contact = CONTACT_LOOKUP;
	}
	return true;
}

static enum exit_status replay(struct session *session)
{
	struct reports reports = { .prepare = prepare,
				   .nothing = N_("no case in this folder") };
	enum exit_status status;

	if (session->options.replay == REPLAY_RECHECK) {
		if (!begin_recheck(session))
			return EXIT_TROUBLE;
		reports.casebook = casebook_in_place(session);
	} else if (session->options.replay == REPLAY_NONE) {
		session->options.replay = REPLAY_REPORT;
	}
	status = reports_run(session, &reports);
	casebook_free(reports.casebook);
	return status;
}

const struct command command_replay = {
	.name = "replay",
	.usage = "[CASE|FOLDER|-]...",
	.summary = N_("show a case again: the same report, anywhere and any year"),
	.teach = N_(
	    "  mekiki replay mail.case\n"
	    "  mekiki replay --format json cases/\n"
	    "  mekiki replay --rejudge mail.case\n"
	    "\n"
	    "The message is read again with the case's own tables, profile, clock and "
	    "answers;\n"
	    "findings and verdict are those of then. Nobody is asked anything.\n"
	    "--rejudge shows what today's checks and tables find otherwise in the same\n"
	    "answers. --recheck asks the DNS again, shows what differs, and adds it to "
	    "the\n"
	    "case; what was there stays.\n"),
	.takes = OPTIONS_REPORT OPTIONS_TONE OPTIONS_VISITING
	"picture yara answers tlp clock fail-on explain jobs timeout resolver "
	"trust-anchor rejudge revision recheck redact preview",
	.means = CONTACT_OFFLINE,
	.reports = true,
	.run = replay,
};
