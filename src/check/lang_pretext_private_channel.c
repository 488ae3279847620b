/* check/lang_pretext_private_channel.c - the talk is to go on elsewhere. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_PRIVATE_CHANNEL);
}

const struct check check_lang_pretext_private_channel = {
	.id = "lang.pretext-private-channel",
	.title = N_("Pretext: the talk is to go on by messenger or private "
		    "telephone"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("On a private telephone no filter and no colleague reads along. "
		    "The picture of a code, or a number, is all that is asked for "
		    "at first."),
	.wrong = N_("Colleagues do set up groups; they do so from their own "
		    "addresses."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
