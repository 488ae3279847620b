/* check/lang_pretext_prize.c - a prize or a present. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_PRIZE);
}

const struct check check_lang_pretext_prize = {
	.id = "lang.pretext-prize",
	.title = N_("Pretext: the reader is said to have won or to be chosen"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("The prize costs a small fee, and the fee costs a card number."),
	.wrong =
	    N_("Shops do run draws and points programmes; they write to who took part."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
