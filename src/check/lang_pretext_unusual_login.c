/* check/lang_pretext_unusual_login.c - somebody else has signed in. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_UNUSUAL_LOGIN);
}

const struct check check_lang_pretext_unusual_login = {
	.id = "lang.pretext-unusual-login",
	.title = N_("Pretext: somebody else is said to have signed in"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Genuine alerts are copied word for word, for everybody knows them."),
	.wrong = N_("Genuine alerts look the same; the last sign-ins can be seen in the "
		    "service itself."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
