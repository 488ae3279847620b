/* check/lang_redundant.c - words that stand there twice. */
#include "check/slip_list.h"

static void run(struct inspection *in, const struct check *self)
{
	for (int rule = 0; rule < 3; rule++) {
		struct finding *finding =
		    finding_for_slips(in, self, SLIP_REDUNDANT, (enum slip_rule)rule);

		if (finding && slips_pile_up(in))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_lang_redundant = {
	.id = "lang.redundant",
	.title = N_("Words stand there twice"),
	.details = { N_("What is joined says the same twice: {words}."),
		     N_("A particle stands twice: {words}."),
		     N_("A word stands twice: {words}.") },
	.means = N_("Whoever put the sentence together did not read it: a card is "
		    "joined to a card."),
	.wrong = N_("Everybody slips; some pairs are meant so."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
