/* check/lang_pretext_paste_and_run.c - the reader is to run what somebody else wrote. */
#include "check/identity_list.h"
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding;

	/* People who help each other write so. */
	if (mailing_list(in))
		return;
	finding = pretext_finding(in, self, PRETEXT_PASTE_AND_RUN);
	/* Whatever it is said to be for: it needs nobody else's name beside it. */
	if (finding)
		finding_severity(finding, SEVERITY_CAUTION);
}

const struct check check_lang_pretext_paste_and_run = {
	.id = "lang.pretext-paste-and-run",
	.title = N_("Pretext: something is to be pasted where the computer runs it"),
	.details = { N_("What makes it: {phrases}.") },
	.means =
	    N_("What is pasted into the Run dialog, a terminal or PowerShell runs at "
	       "once, past every warning about downloads. No registration, repair "
	       "or proof of being human is done so."),
	.wrong = N_("A help desk that one has asked gives such instructions, too."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
