/* check/lang_typo.c - slips of grammar and spelling in English. */
#include "check/slip_list.h"

enum { SEVERAL = 3 };

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding = finding_for_slips(in, self, SLIP_TYPO, RULE_PLAIN);

	if (finding && slip_words(in, SLIP_TYPO, RULE_PLAIN) >= SEVERAL &&
	    slip_words(in, SLIP_TRANSLATED, RULE_BAIT))
		finding_severity(finding, SEVERITY_CAUTION);
}

const struct check check_lang_typo = {
	.id = "lang.typo",
	.title = N_("Slips of grammar or spelling"),
	.details = { N_("What stands there, and what is meant: {pairs}.") },
	.means = N_("Organisations have their texts read before they send them to many. "
		    "Slips that bait is known for speak against a text of that kind."),
	.wrong = N_("Everybody slips in mail between two people, and most of the world "
		    "writes English as a foreign language."),
	.cites = "data/usage.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
