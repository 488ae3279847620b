/* check/lang_pretext_unpaid.c - a payment that failed or is late. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_UNPAID);
}

const struct check check_lang_pretext_unpaid = {
	.id = "lang.pretext-unpaid",
	.title = N_("Pretext: a payment is said to be late or to have failed"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Who fears a debt or an end of service enters a card."),
	.wrong = N_("Genuine reminders say the same; what is owed can be seen in the own "
		    "account or asked by a known number."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
