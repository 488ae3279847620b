/* check/lang_pretext_register_offer.c - a bill that says of itself that it is none. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding = pretext_finding(in, self, PRETEXT_REGISTER_OFFER);

	/* A bill with a term speaks against itself: it needs nobody else's name beside
	 * it. */
	if (finding && (levers_have(&in->levers, LEVER_PAYMENT) ||
			levers_have(&in->levers, LEVER_DEADLINE)))
		finding_severity(finding, SEVERITY_CAUTION);
}

const struct check check_lang_pretext_register_offer = {
	.id = "lang.pretext-register-offer",
	.title = N_("Pretext: a fee for an entry, and the small print calls it an offer"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Entries in private registers of trade marks, firms or domains are "
		    "sold by letters that look like an office's bill. Nothing is owed; "
		    "whoever pays has accepted an offer."),
	.wrong = N_("Real directories make offers, too, and call them that at the top."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
