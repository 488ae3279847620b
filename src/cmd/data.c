/* cmd/data.c - mekiki data: the tables in use, of which date, with their sums. */
#include "cmd/cmd.h"

static enum exit_status data(struct session *session)
{
	if (session->options.count) {
		complain(session, NULL,
			 text_of(session, N_("this command takes no names")));
		return EXIT_TROUBLE;
	}
	return run_single(session, TASK_DATA, NULL);
}

const struct command command_data = {
	.name = "data",
	.usage = "",
	.summary = N_("list the data tables with their dates"),
	.teach =
	    N_("  mekiki data\n"
	       "\n"
	       "Name, as-of date, rows, SHA-256 and source of each table; versions of "
	       "ICU and of\n"
	       "the public suffix list.\n"),
	.takes = "foL",
	.run = data,
};
