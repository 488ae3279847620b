/* check/from_shared_domain.c - the sender's address is a free corner of a platform. */
#include "check/identity_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;

	/* Rows of names that customers choose; the name itself is the provider's. */
	if (!from || !from->class_ || !from->class_->below ||
	    !str_eq(from->class_->class_, STR("user-content")) ||
	    str_eq_nocase(from->domain, from->class_->domain))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "domain", from->domain);
	finding_str(finding, "service", from->class_->name);
	finding_at_field(finding, from->field);
}

const struct check check_from_shared_domain = {
	.id = "from.shared-domain",
	.title = N_("The sender's address is one that {service} gives to any customer"),
	.details = { N_("{domain} was not registered by the sender: {service} makes such "
			"a name for everybody who opens an account, and the good name of "
			"the service says nothing about him.") },
	.means = N_("Organisations write from a domain of their own. A name that comes "
		    "with a free or trial account is quickly made and quickly left."),
	.wrong = N_("Small companies that never set up a domain, developers who test, "
		    "and programs that nobody configured write from such names too."),
	.cites = "publicsuffix.org, private section",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
