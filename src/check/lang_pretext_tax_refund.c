/* check/lang_pretext_tax_refund.c - tax that comes back, or is owed. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_TAX_REFUND);
}

const struct check check_lang_pretext_tax_refund = {
	.id = "lang.pretext-tax-refund",
	.title = N_("Pretext: tax is said to come back, or to be owed"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Offices are obeyed, and money back is welcome; the form takes card "
		    "and identity."),
	.wrong = N_("Tax offices do write by mail in some countries, but rarely ask for "
		    "data there."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
