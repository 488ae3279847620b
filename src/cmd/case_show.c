/* cmd/case_show.c - mekiki case show: notebook, letters, sites over time, history. */
#include "cmd/case.h"

static enum exit_status show(struct session *session)
{
	if (session->options.count == 0) {
		complain(session, NULL, text_of(session, N_("name a case")));
		return EXIT_TROUBLE;
	}
	return case_views(session, CASE_SHOW);
}

const struct command command_case_show = {
	.name = "case show",
	.usage = "CASE...",
	.summary =
	    N_("what people added to a case, its letters, its sites over time, its "
	       "history"),
	.teach = N_("  mekiki case show mail.case\n"
		    "  mekiki case show --lang ja --format json mail.case\n"
		    "\n"
		    "What mekiki itself found in it, `mekiki replay` shows; that report "
		    "holds this too.\n"),
	.takes = OPTIONS_REPORT "clock timeout",
	.run = show,
};
