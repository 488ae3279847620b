/* check/lang_pretext_quota.c - a mailbox or a storage that is full. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_QUOTA);
}

const struct check check_lang_pretext_quota = {
	.id = "lang.pretext-quota",
	.title = N_("Pretext: a mailbox or storage is said to be full"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Fear of losing mail or photographs leads to a sign-in page or to a "
		    "payment."),
	.wrong = N_("Providers do write when storage ends; how much is used can be seen "
		    "in their own settings."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
