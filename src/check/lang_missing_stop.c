/* check/lang_missing_stop.c - sentences that run into the next. */
#include "check/slip_list.h"

static void run(struct inspection *in, const struct check *self)
{
	for (int rule = 0; rule < 2; rule++) {
		struct finding *finding =
		    finding_for_slips(in, self, SLIP_STOP, (enum slip_rule)rule);

		if (finding && slips_pile_up(in))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_lang_missing_stop = {
	.id = "lang.missing-stop",
	.title = N_("A sentence runs into the next without a stop"),
	.details = { N_("Behind the end of a sentence the next one follows at once: "
			"{words}."),
		     N_("A phrase that begins a sentence stands behind a noun without a "
			"stop: {words}.") },
	.means = N_("Where pieces were put together, or words of a link left out of the "
		    "sentence, the stop between two sentences is lost."),
	.wrong = N_("Very polite Japanese puts ます before nouns, too; forms known for "
		    "that are left alone. Pages sometimes lay out two texts side by "
		    "side."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
