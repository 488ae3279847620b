/* check/lang_urgent.c - it presses to act at once. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_URGENT);
}

const struct check check_lang_urgent = {
	.id = "lang.urgent",
	.title = N_("It urges its reader to act at once"),
	.details = { N_("Stands there: {phrases}.") },
	.means = N_("Who is in a hurry checks less; bait takes away the time to think."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
