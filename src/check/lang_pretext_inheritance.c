/* check/lang_pretext_inheritance.c - money of the dead and the rich. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding = pretext_finding(in, self, PRETEXT_INHERITANCE);

	/* Who offers a fortune to a stranger pretends nobody else: it needs no finding
	 * beside it, as a bill does. */
	if (finding)
		finding_severity(finding, SEVERITY_CAUTION);
}

const struct check check_lang_pretext_inheritance = {
	.id = "lang.pretext-inheritance",
	.title = N_("Pretext: a fortune waits for a stranger (advance fee)"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("There is no fortune; there are fees, one after the other."),
	.wrong = N_("Charities and notaries write of donations and estates, by name and "
		    "with an office that can be found."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
