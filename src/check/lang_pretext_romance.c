/* check/lang_pretext_romance.c - a stranger who wants to meet. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_ROMANCE);
}

const struct check check_lang_pretext_romance = {
	.id = "lang.pretext-romance",
	.title = N_("Pretext: a stranger wants to chat or to meet"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Behind the profile stands a paid chat, a page that takes card data, "
		    "or somebody who will soon need money."),
	.wrong = N_("Dating services write so to their members."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
