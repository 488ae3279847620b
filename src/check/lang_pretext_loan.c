/* check/lang_pretext_loan.c - credit for everybody. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_LOAN);
}

const struct check check_lang_pretext_loan = {
	.id = "lang.pretext-loan",
	.title = N_("Pretext: a loan is offered on easy terms"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("A fee in advance is all that ever changes hands."),
	.wrong = N_("Banks advertise loans."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
