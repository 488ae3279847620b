/* check/reg_freemail.c - the registrant's mailbox is one that anybody opens. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	const struct registry_value *email = &one->registrant->fields[REGISTRY_EMAIL];
	const struct domain_class *class_ =
	    tables_class(in->env->tables, domain_of(email->text));
	struct finding *finding;

	if (!is_shown(email) || !class_ || !str_eq(class_->class_, STR("freemail")))
		return;
	finding = registered_finding(in, self, one);
	finding_str(finding, "mailbox", email->text);
	finding_str(finding, "service", class_->name);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
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
