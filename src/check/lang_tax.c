/* check/lang_tax.c - tax and customs. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_TAX);
}

const struct check check_lang_tax = {
	.id = "lang.tax",
	.title = N_("It speaks of tax or customs"),
	.details = { N_("Stands there: {phrases}.") },
	.means = N_(
	    "Few know what they owe or are owed; that makes the claim hard to refute."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
