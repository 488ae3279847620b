/* check/lang_unreachable.c - asks not to be called. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_UNREACHABLE);
}

const struct check check_lang_unreachable = {
	.id = "lang.unreachable",
	.title = N_("It asks not to be called"),
	.details = { N_("Stands there: {phrases}.") },
	.means = N_("A call to the number that one knows would end most frauds in a "
		    "minute. Who forbids it leaves the mail as the only way to ask."),
	.wrong = N_("People do sit in meetings, and write so every day."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
