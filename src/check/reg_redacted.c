/* check/reg_redacted.c - what registry or registrar withhold of the registrant. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	struct pieces fields = { 0 };
	struct finding *finding;

	registrant_fields(in->arena, one->registrant, REGISTRY_REDACTED, &fields);
	if (fields.count == 0)
		return;
	finding = registered_finding(in, self, one);
	finding_list(finding, "fields", fields.items, fields.count);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_redacted = {
	.id = "reg.redacted",
	.title = N_("The registrant of {domain} is redacted"),
	.details = { N_("Withheld by registry or registrar: {fields}. They know it; they "
			"do not tell the public.") },
	.means = N_("Since the European law on data protection most registries withhold "
		    "the data of everybody."),
	.wrong = N_("It is the rule today, and tells nothing of this registrant."),
	.cites = "RFC 9537",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
