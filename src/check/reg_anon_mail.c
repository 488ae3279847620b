/* check/reg_anon_mail.c - the registrant's mailbox is made to leave no trace. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	const struct registry_value *email = &one->registrant->fields[REGISTRY_EMAIL];
	const struct domain_class *class_ =
	    tables_class(in->env->tables, domain_of(email->text));
	struct finding *finding;

	if (!is_shown(email) || !class_ || !str_eq(class_->class_, STR("anonymous")))
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
