/* check/reg_country.c - where the registrant says to be. */
#include "check/registry_list.h"

enum { COUNTRY, PLACE };

static struct str shown(const struct registered *one, enum registry_field field)
{
	const struct registry_value *value = &one->registrant->fields[field];

	return is_shown(value) ? value->text : STR_NONE;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	struct str country = shown(one, REGISTRY_COUNTRY);
	struct str state = shown(one, REGISTRY_STATE);
	struct finding *finding;

	if (!country.n)
		return;
	finding = registered_finding(in, self, one);
	finding_variant(finding, state.n ? PLACE : COUNTRY);
	finding_str(finding, "country", country);
	finding_str(finding, "state", or_dash(state));
	finding_str(finding, "city", or_dash(shown(one, REGISTRY_CITY)));
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_country = {
	.id = "reg.country",
	.title = N_("The registrant of {domain} gave {country} as the country"),
	.details = { N_("Registered with an address in {country}; the rest of it is not "
			"shown. It is what the registrant wrote."),
		     N_("Registered with an address in {country}, {state}. It is what "
			"the registrant wrote.") },
	.means = N_("A country that does not fit the sender is a reason to look closer; "
		    "an old site far away may have been broken into."),
	.wrong = N_("Firms register names through agents in other countries, and nobody "
		    "checks the address."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
