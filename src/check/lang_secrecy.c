/* check/lang_secrecy.c - tell nobody. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_SECRECY);
}

const struct check check_lang_secrecy = {
	.id = "lang.secrecy",
	.title = N_("It asks for secrecy"),
	.details = { N_("Stands there: {phrases}.") },
	.means = N_("Whoever is asked to tell nobody will not hear from others that it "
		    "is a fraud."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
