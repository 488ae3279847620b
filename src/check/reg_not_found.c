/* check/reg_not_found.c - a domain that its registry does not know. */
#include "check/registry_list.h"

enum { IN_DNS, NOWHERE, RESERVED, NOWHERE_NOW };

static bool is_in_dns(const struct survey_domain *domain)
{
	return domain->facts[OF_DOMAIN_NS].state == FACT_FOUND ||
	       domain->facts[OF_DOMAIN_SOA].state == FACT_FOUND;
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; enquired_next(in, &i, &one);) {
		enum enquiry_state state = one.at->enquiry->state;
		struct finding *finding;

		if (state != ENQUIRY_NOT_FOUND && state != ENQUIRY_RESERVED)
			continue;
		finding = registered_finding(in, self, &one);
		finding_variant(finding, state == ENQUIRY_RESERVED ? RESERVED
					 : is_in_dns(one.domain)   ? IN_DNS
					 : in->thing		   ? NOWHERE_NOW
								   : NOWHERE);
		finding_str(finding, "server", last_server(one.at->enquiry));
	}
}

const struct check check_reg_not_found = {
	.id = "reg.not-found",
	.title = N_("{domain} is not in its registry"),
	.details = { N_("{server} says that there is no such registration, and the DNS "
			"leads there: the registry may hide it, or one of the two is "
			"behind the other."),
		     N_("{server} says that there is no such registration: nobody has "
			"this name today. It may have had an owner when the message "
			"came."),
		     N_("{server} says that the name is reserved: nobody can have it."),
		     N_("{server} says that there is no such registration: nobody has "
			"this name today.") },
	.means = N_("A name that is used in a mail and that nobody has was invented, or "
		    "has been deleted since."),
	.wrong = N_("Some registries answer so for names that exist, when they are asked "
		    "too often or in a way that they do not like."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
