/* check/lang_pretext_invoice.c - a bill or an order that is enclosed. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_INVOICE);
}

const struct check check_lang_pretext_invoice = {
	.id = "lang.pretext-invoice",
	.title = N_("Pretext: a bill, an order or a payment is said to be enclosed"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_(
	    "Whoever opens what is enclosed to see what it is has done what was wanted."),
	.wrong = N_("Most real business mail looks so. New bank details deserve a call "
		    "to a number known before."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
