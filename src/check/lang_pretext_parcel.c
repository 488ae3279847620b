/* check/lang_pretext_parcel.c - a parcel that waits. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_PARCEL);
}

const struct check check_lang_pretext_parcel = {
	.id = "lang.pretext-parcel",
	.title = N_("Pretext: a parcel is said to wait, or not to have been delivered"),
	.details = { N_("What makes it: {phrases}.") },
	.means =
	    N_("A small fee or an address is asked for; what is wanted is the card."),
	.wrong = N_("Parcel services write so, with a number that their own site knows."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
