/* check/reg_anon_mail.c - the registrant's mailbox is made to leave no trace. */
#include "check/registry_list.h"

static void run(struct inspection *in, const struct check *self)
{
	registered_by_mailbox(in, self, STR("anonymous"));
}

const struct check check_reg_anon_mail = {
	.id = "reg.anon-mail",
	.title = N_("{domain} was registered with an anonymous mailbox at {service}"),
	.details = { N_("The registrant gave {mailbox} (characters that are masked there "
			"stay masked). The service is free, encrypts, and does not ask "
			"who opens the mailbox.") },
	.means = N_("It is chosen so that the trail ends there."),
	.wrong = N_("People who value their privacy choose it honestly."),
	.cites = "data/domains.txt",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
