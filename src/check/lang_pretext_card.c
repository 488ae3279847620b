/* check/lang_pretext_card.c - a card or online banking that needs something. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_CARD);
}

const struct check check_lang_pretext_card = {
	.id = "lang.pretext-card",
	.title = N_("Pretext: a card or online banking is said to need something"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Cards and banking codes are what pays off most."),
	.wrong = N_("Banks do announce new procedures; who opens the bank by himself "
		    "finds them there."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
