/* check/lang_pretext_account_suspended.c - an account that is closed or limited. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_ACCOUNT_SUSPENDED);
}

const struct check check_lang_pretext_account_suspended = {
	.id = "lang.pretext-account-suspended",
	.title = N_(
	    "Pretext: an account is said to be closed, limited or to need confirmation"),
	.details = { N_("What makes it: {phrases}.") },
	.means =
	    N_("The commonest reason to enter a password where a stranger wants it."),
	.wrong = N_("Services do limit accounts, and say so; who opens the service by "
		    "himself sees it there."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
