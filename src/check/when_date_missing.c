/* check/when_date_missing.c */
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	if (!in->message->date_given)
		finding_add(in, self);
}

const struct check check_when_date_missing = {
	.id = "when.date-missing",
	.title = N_("There is no Date"),
	.details = { N_(
	    "No field says when the message was written; the stamps of the servers "
	    "are all there is.") },
	.means = N_("Every mail program writes a Date, the standard demands it; scripts "
		    "forget it."),
	.wrong = N_("Drafts and exported mail may lack it."),
	.cites = "RFC 5322, 3.6.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
