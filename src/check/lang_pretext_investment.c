/* check/lang_pretext_investment.c - gains without risk. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_INVESTMENT);
}

const struct check check_lang_pretext_investment = {
	.id = "lang.pretext-investment",
	.title = N_("Pretext: money is to grow fast and without risk"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("The gains shown are numbers on a page of the one who shows them. "
		    "What is paid in is gone, and so is what is paid to get it out."),
	.wrong = N_("Brokers advertise, too, under their own names and with the risks "
		    "beside the gains."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
