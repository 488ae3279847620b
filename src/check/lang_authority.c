/* check/lang_authority.c - offices whose word is obeyed. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_AUTHORITY);
}

const struct check check_lang_authority = {
	.id = "lang.authority",
	.title = N_("It names police, courts or offices"),
	.details = { N_("Stands there: {phrases}.") },
	.means =
	    N_("People obey offices. An office that is named has not written for that."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
