/* check/limit_survey.c - the survey of the DNS left something out. */
#include "check/survey_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);
	struct finding *finding;

	if (!survey || (survey->left_out == 0 && survey->over == 0))
		return;
	finding = finding_add(in, self);
	finding_int(finding, "domains", survey->domain_count);
	finding_int(finding, "left", survey->left_out);
	finding_int(finding, "over", survey->over);
}

const struct check check_limit_survey = {
	.id = "limit.survey",
	.title = N_("Not all names and addresses were looked up: a cap was reached"),
	.details = { N_(
	    "{domains} domains were looked into, the sender's side first. "
	    "At least {left} names and addresses were left out, and {over} questions "
	    "were not asked.") },
	.means = N_("A message can name thousands of hosts, to hide the one that matters "
		    "or to make others ask."),
	.wrong = N_("Long newsletters reach a cap too."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
