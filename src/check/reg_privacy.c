/* check/reg_privacy.c - a privacy service stands in for the registrant. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	struct pieces fields = { 0 };
	struct finding *finding;

	registrant_fields(in->arena, one->registrant, REGISTRY_PRIVACY, &fields);
	if (fields.count == 0)
		return;
	finding = registered_finding(in, self, one);
	finding_list(finding, "fields", fields.items, fields.count);
	finding_str(finding, "service",
		    or_dash(registrant_value(one->registrant, REGISTRY_PRIVACY)));
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_privacy = {
	.id = "reg.privacy",
	.title = N_("A privacy service stands in for the registrant of {domain}"),
	.details = { N_("In the place of the owner stands {service}: {fields}. It knows "
			"its customer and passes letters on.") },
	.means = N_("Somebody pays, or his registrar does for him, not to be named."),
	.wrong = N_("Most registrars do this for every customer without being asked."),
	.cites = "RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
