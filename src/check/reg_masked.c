/* check/reg_masked.c - whoever published the answer put stars in it. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	struct pieces fields = { 0 };
	struct finding *finding;

	registrant_fields(in->arena, one->registrant, REGISTRY_MASKED, &fields);
	if (fields.count == 0)
		return;
	finding = registered_finding(in, self, one);
	finding_list(finding, "fields", fields.items, fields.count);
	finding_str(finding, "shown",
		    or_dash(registrant_value(one->registrant, REGISTRY_MASKED)));
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_masked = {
	.id = "reg.masked",
	.title = N_("The registrant of {domain} is shown with characters masked"),
	.details = { N_("Masked where it was published: {fields}; as shown: {shown}. The "
			"hidden characters are not guessed.") },
	.means = N_("A masked value can be compared with another one only as far as it "
		    "is shown."),
	.wrong = N_("The mask is the publisher's, and not the registrant's."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
