/* check/lang_pretext_list_request.c - a list of debtors or of the staff is to be sent. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_LIST_REQUEST);
}

const struct check check_lang_pretext_list_request = {
	.id = "lang.pretext-list-request",
	.title = N_("Pretext: a list of who owes money, or of the staff, is to be sent"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("With the list of open invoices a stranger writes to each customer "
		    "that the bank account has changed; with the list of the staff he "
		    "writes to each of them, or takes over their wages. It is asked for "
		    "in a superior's name, and looks harmless."),
	.wrong = N_("Auditors, insurers, payroll offices and one's own management ask "
		    "for such lists; they have an address that one knows."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
