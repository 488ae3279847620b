/* check/lang_helpdesk.c - the administrator of a mailbox. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_HELPDESK);
}

const struct check check_lang_helpdesk = {
	.id = "lang.helpdesk",
	.title = N_("It speaks as those who run the mail or the computers"),
	.details = { N_("Stands there: {phrases}.") },
	.means = N_("Passwords are given to the help desk, so bait comes from one."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
