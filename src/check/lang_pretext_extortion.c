/* check/lang_pretext_extortion.c - somebody says he has seen something. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_EXTORTION);
}

const struct check check_lang_pretext_extortion = {
	.id = "lang.pretext-extortion",
	.title = N_("Pretext: somebody says that he has control of the reader's device "
		    "or secrets"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Such mails go out by the million; the sender has seen nothing."),
	.wrong = N_("Warnings about such mails quote them."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
