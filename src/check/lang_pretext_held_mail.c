/* check/lang_pretext_held_mail.c - messages that are said to wait. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_HELD_MAIL);
}

const struct check check_lang_pretext_held_mail = {
	.id = "lang.pretext-held-mail",
	.title = N_("Pretext: messages are said to be held back"),
	.details = { N_("What makes it: {phrases}.") },
	.means =
	    N_("Webmail bait: who wants the messages signs in where the link leads."),
	.wrong = N_("Real quarantine notices exist; they come from the own system and "
		    "lead to it."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
