/* check/lang_threat.c - what happens to who does not obey. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_THREAT);
}

const struct check check_lang_threat = {
	.id = "lang.threat",
	.title = N_("It says what will happen to who does not act"),
	.details = { N_("Stands there: {phrases}.") },
	.means = N_("Fear of a loss makes people act; the loss is what the sender says "
		    "it is, no more."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
