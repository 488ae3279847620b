/* check/reg_freemail.c - the registrant's mailbox is one that anybody opens. */
#include "check/registry_list.h"

static void run(struct inspection *in, const struct check *self)
{
	registered_by_mailbox(in, self, STR("freemail"));
}

const struct check check_reg_freemail = {
	.id = "reg.freemail",
	.title = N_("{domain} was registered with a free mailbox at {service}"),
	.details = { N_(
	    "The registrant gave {mailbox} (characters that are masked there stay "
	    "masked). Whoever opens such a mailbox need not say who he is.") },
	.means = N_("Organisations register names with mailboxes of their own."),
	.wrong = N_("Private persons and small firms register names with the mailbox "
		    "that they have."),
	.cites = "data/domains.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
