/* check/lang_reward.c - something for nothing. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_REWARD);
}

const struct check check_lang_reward = {
	.id = "lang.reward",
	.title = N_("It promises a gain"),
	.details = { N_("Stands there: {phrases}.") },
	.means = N_("What is given away is paid for otherwise: by a fee, by a card "
		    "number, by a password."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
