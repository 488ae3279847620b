/* check/lang_pretext_subscription.c - a subscription that ends. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_SUBSCRIPTION);
}

const struct check check_lang_pretext_subscription = {
	.id = "lang.pretext-subscription",
	.title = N_("Pretext: a subscription or protection is said to end"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Who fears to lose it enters a card."),
	.wrong = N_("Subscriptions do end; the own account tells."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
