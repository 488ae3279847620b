/* check/reg_not_published.c - what this registry does not publish of anybody. */
#include "check/registry_list.h"

static const enum registry_field asked[] = { REGISTRY_NAME,   REGISTRY_ORGANIZATION,
					     REGISTRY_STREET, REGISTRY_COUNTRY,
					     REGISTRY_PHONE,  REGISTRY_EMAIL };

/* Some of it is there, and neither where he lives nor how he is called up: no answer of
 * this registry has such lines. Where a country stands, or something is withheld, the
 * registry has them and this registrant's are left out. */
static bool is_left_out(const struct registry_contact *registrant)
{
	static const enum registry_field lines[] = { REGISTRY_STREET, REGISTRY_COUNTRY,
						     REGISTRY_PHONE };

	for (size_t i = 0; i < COUNT(lines); i++)
		if (registrant->fields[lines[i]].standing != REGISTRY_NOT_COLLECTED)
			return false;
	for (unsigned i = 0; i < REGISTRY_FIELDS; i++)
		if (registrant->fields[i].standing == REGISTRY_REDACTED ||
		    registrant->fields[i].standing == REGISTRY_PRIVACY)
			return false;
	return registry_contact_known(registrant);
}

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	struct pieces missing = { 0 };
	struct finding *finding;

	for (size_t i = 0; i < COUNT(asked); i++)
		if (one->registrant->fields[asked[i]].standing == REGISTRY_NOT_COLLECTED)
			pieces_add(in->arena, &missing,
				   str_c(registry_field_name(asked[i])));
	if (!is_left_out(one->registrant))
		return;
	finding = registered_finding(in, self, one);
	finding_list(finding, "fields", missing.items, missing.count);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_not_published = {
	.id = "reg.not-published",
	.title = N_("This registry does not publish the whole registrant of {domain}"),
	.details = { N_("The answer has no such lines: {fields}. That is how this "
			"registry publishes; it is neither redaction nor a privacy "
			"service, and says nothing of this registrant.") },
	.means = N_("What is not published is known to the registrar, who can be asked "
		    "by the authorities."),
	.wrong = N_("The registrar may publish more than the registry."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
