/* cmd/case_due.c - mekiki case due: what is to be looked at again. */
#include "cmd/case.h"

static enum exit_status due(struct session *session)
{
	return case_views(session,
			  session->options.null_names ? CASE_DUE_NAMES : CASE_DUE);
}

const struct command command_case_due = {
	.name = "case due",
	.usage = "[FOLDER|CASE]...",
	.summary =
	    N_("which cases are to be looked at again: after an hour, a day, a week"),
	.teach =
	    N_("  mekiki case due cases/\n"
	       "  mekiki case due --null cases/ | xargs -0r mekiki replay --recheck "
	       "--visit\n"
	       "\n"
	       "Sites of fraudsters are switched off and on again. Each site is due an "
	       "hour, a day\n"
	       "and a week after it was first looked at; what was looked at since is "
	       "not due.\n"
	       "Nobody is asked by this command. Exit status: 0 nothing is due, 1 "
	       "something is,\n"
	       "2 something could not be read.\n"),
	.takes = OPTIONS_REPORT "clock jobs timeout null",
	.run = due,
};
