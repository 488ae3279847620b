/* check/lang_pretext_violation.c - rules or rights that the reader is said to have
 * broken. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_VIOLATION);
}

const struct check check_lang_pretext_violation = {
	.id = "lang.pretext-violation",
	.title = N_("Pretext: the reader's page or account is said to break rules "
		    "or rights"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Fear for a page or a channel makes its owner sign in at a form "
		    "that is called an appeal. Platforms tell of breaches inside "
		    "the account as well."),
	.wrong = N_("Platforms, hosters and owners of rights do write so, from "
		    "their own domains."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
