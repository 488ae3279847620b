/* check/lang_pretext_refund.c - a purchase to be cancelled. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_REFUND);
}

const struct check check_lang_pretext_refund = {
	.id = "lang.pretext-refund",
	.title = N_("Pretext: a purchase is to be cancelled that nobody made"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_(
	    "Who calls or clicks to cancel is led to hand over card, bank or computer."),
	.wrong = N_("Shops and services confirm purchases and tell how to cancel."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
