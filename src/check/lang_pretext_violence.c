/* check/lang_pretext_violence.c - a stranger says that he is to hurt the reader, or has
 * hidden a bomb. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_VIOLENCE);
}

const struct check check_lang_pretext_violence = {
	.id = "lang.pretext-violence",
	.title =
	    N_("Pretext: somebody was hired to kill the reader, or has hidden a bomb"),
	.details = { N_("What makes it: {phrases}.") },
	.means =
	    N_("Such mails go out to many at once, and know of the reader what lists of "
	       "addresses tell. A threat to life is for the police all the same, "
	       "at once."),
	.wrong = N_("Reports, novels and drills speak of such things."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
