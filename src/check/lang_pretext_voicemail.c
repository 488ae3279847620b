/* check/lang_pretext_voicemail.c - a voice message or a fax. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_VOICEMAIL);
}

const struct check check_lang_pretext_voicemail = {
	.id = "lang.pretext-voicemail",
	.title = N_("Pretext: a voice message or a fax is said to wait"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("A message that must be heard leads to a sign-in page."),
	.wrong =
	    N_("Telephone systems send such notices; they come from the own system."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
