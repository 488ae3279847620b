/* cmd/case_list.c - mekiki case list: a line for each case. */
#include "cmd/case.h"

static enum exit_status list(struct session *session)
{
	return case_views(session, CASE_CARD);
}

const struct command command_case_list = {
	.name = "case list",
	.usage = "[FOLDER|CASE]...",
	.summary =
	    N_("a line for each case: verdict, state of its sites, dates, subject"),
	.teach =
	    N_("  mekiki case list\n"
	       "  mekiki case list --format json cases/\n"
	       "\n"
	       "Of a folder those files are taken whose names end in .case; without a "
	       "name it is\n"
	       "this folder. The columns: verdict; what the latest look found at its "
	       "sites\n"
	       "(\"back\": there again after it was gone); when it was looked at; when "
	       "the next\n"
	       "look is due; file and subject. Times are UTC.\n"),
	.takes = OPTIONS_REPORT "clock jobs timeout",
	.run = list,
};
