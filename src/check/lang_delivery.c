/* check/lang_delivery.c - a parcel. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_DELIVERY);
}

const struct check check_lang_delivery = {
	.id = "lang.delivery",
	.title = N_("It speaks of a parcel or a delivery"),
	.details = { N_("Stands there: {phrases}.") },
	.means = N_(
	    "Nearly everybody waits for a parcel, so this bait fits nearly everybody."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
