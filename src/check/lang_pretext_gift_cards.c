/* check/lang_pretext_gift_cards.c - gift cards are to be bought, and their codes sent. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_GIFT_CARDS);
}

const struct check check_lang_pretext_gift_cards = {
	.id = "lang.pretext-gift-cards",
	.title = N_("Pretext: gift cards are to be bought and their codes sent"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Codes of gift cards are money that nobody can call back, and "
		    "no business is done in them. Superiors, pastors and friends "
		    "are imitated for it."),
	.wrong = N_("Shops that sell gift cards write of buying and of codes; a "
		    "colleague collects for a present."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
