/* check/lang_credentials.c - confirm, sign in, enter the password. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_CREDENTIALS);
}

const struct check check_lang_credentials = {
	.id = "lang.credentials",
	.title = N_("It asks to sign in, to confirm or to enter data"),
	.details = { N_("Stands there: {phrases}.") },
	.means =
	    N_("What is entered behind a link in a mail goes to whoever runs that page."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
