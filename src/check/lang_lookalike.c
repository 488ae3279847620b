/* check/lang_lookalike.c - words with a glyph that only looks right. */
#include "check/slip_list.h"

enum { SEVERAL = 2 };

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding = finding_for_slips(in, self, SLIP_LOOKALIKE, RULE_PLAIN);

	if (finding &&
	    (slip_words(in, SLIP_LOOKALIKE, RULE_PLAIN) >= SEVERAL || slips_pile_up(in)))
		finding_severity(finding, SEVERITY_CAUTION);
}

const struct check check_lang_lookalike = {
	.id = "lang.lookalike",
	.title = N_("Words are spelt with characters that only look right"),
	.details = { N_(
	    "What stands there is no word; what differs from it only by a glyph "
	    "that looks alike is one: {pairs}.") },
	.means = N_("Whoever chose the character did not know the word, read it off a "
		    "picture, or wanted filters not to find it."),
	.wrong = N_("A slip of the hand gives one of these now and then; words of the "
		    "table that are other words in another spelling are left alone."),
	.cites = "data/usage.txt; UTS 39",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
