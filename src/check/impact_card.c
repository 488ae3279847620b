/* check/impact_card.c - what a card number on that page would cause. */
#include "check/impact_list.h"

static void run(struct inspection *in, const struct check *self)
{
	static const char *const ids[] = { "lang.pretext-card",
					   "lang.pretext-parcel",
					   "lang.pretext-prize",
					   "lang.pretext-subscription",
					   "lang.pretext-refund",
					   "lang.pretext-tax-refund",
					   NULL };
	const struct finding *cause = impact_of(in, ids);

	if (cause && impact_is_likely(in) && impact_has_page(in))
		impact_finding(in, self, cause);
}

const struct check check_impact_card = {
	.id = "impact.card",
	.title = N_("What entering a card number would cause"),
	.details = { N_("Whoever made the page can buy with the card at once, and sells "
			"the number. If it was entered: have the issuer block the card, "
			"by the number on its back.") },
	.means = N_(
	    "What is wanted is told before it is done. It rests on the finding {cause} "
	    "and on what such messages are made for; nobody tried it out."),
	.wrong = N_("A shop's own page asks for the card as well; the sender decides."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
