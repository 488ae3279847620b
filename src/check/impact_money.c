/* check/impact_money.c - what paying would cause. */
#include "check/impact_list.h"

static void run(struct inspection *in, const struct check *self)
{
	static const char *const ids[] = { "text.extortion",
					   "text.coin-address",
					   "from.superior",
					   "text.payment-diverted",
					   "lang.pretext-gift-cards",
					   "text.callback-number",
					   "lang.pretext-extortion",
					   "lang.pretext-violence",
					   "lang.pretext-inheritance",
					   "lang.pretext-loan",
					   "lang.pretext-job",
					   "lang.pretext-crypto",
					   "lang.pretext-investment",
					   "lang.pretext-romance",
					   "lang.pretext-register-offer",
					   "lang.pretext-invoice",
					   "lang.pretext-unpaid",
					   NULL };
	const struct finding *cause = impact_of(in, ids);

	if (cause && impact_is_likely(in))
		impact_finding(in, self, cause);
}

const struct check check_impact_money = {
	.id = "impact.money",
	.title = N_("What paying would cause"),
	.details = { N_("Money that is sent to a stranger, in coins, vouchers or by "
			"transfer, does not come back; who pays once is asked again. Ask "
			"whom it is said to be for by a way that you know.") },
	.means = N_(
	    "What is wanted is told before it is done. It rests on the finding {cause} "
	    "and on what such messages are made for; nobody tried it out."),
	.wrong = N_("A real debt exists whatever mail tells of it; ask the creditor by a "
		    "known way."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
