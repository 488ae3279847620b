/* check/lang_payment.c - money that is due or was taken. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	lever_finding(in, self, LEVER_PAYMENT);
}

const struct check check_lang_payment = {
	.id = "lang.payment",
	.title = N_("It speaks of a payment"),
	.details = { N_("Stands there: {phrases}.") },
	.means = N_("A bill that nobody remembers makes people look, and click."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
