/* check/lang_pretext_job.c - easy work for good money. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_JOB);
}

const struct check check_lang_pretext_job = {
	.id = "lang.pretext-job",
	.title = N_("Pretext: work is offered that pays well for little"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Who takes it pays in advance, or moves stolen money."),
	.wrong = N_("Real offers exist, from firms that can be found and asked."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
