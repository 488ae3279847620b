/* check/lang_pretext_password_expiry.c - a password that ends. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_PASSWORD_EXPIRY);
}

const struct check check_lang_pretext_password_expiry = {
	.id = "lang.pretext-password-expiry",
	.title = N_("Pretext: a password is said to expire"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Nobody can keep a password by entering it behind a link; the one "
		    "who asks gets it."),
	.wrong = N_("Some companies still let passwords expire and warn by mail; the "
		    "change is made in the usual place."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
