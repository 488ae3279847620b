/* check/lang_pretext_crypto.c - coins that multiply, wallets that need care. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_CRYPTO);
}

const struct check check_lang_pretext_crypto = {
	.id = "lang.pretext-crypto",
	.title = N_("Pretext: coins are given away, or a wallet needs attention"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("Who enters the recovery phrase gives the wallet away; who sends "
		    "coins never gets twice as many back."),
	.wrong = N_("Newsletters on coins speak of all that, too."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
