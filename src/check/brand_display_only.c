/* check/brand_display_only.c - a brand in the display name or the local part, over an
 * address whose domain has nothing to do with it. */
#include "check/brand_claim.h"

enum { IN_NAME, IN_LOCAL_PART, LOOKS_ALIKE, IN_A_REPORT, LEADS_HOME };

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];
		int name = claim_place(claim, "from.name");
		int local = claim_place(claim, "from.local");
		int place = name >= 0 ? name : local;
		struct finding *finding;

		if (claim->standing != STANDING_CONTRADICTED || place < 0)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "name", claim->places[place].text);
		claim_values(finding, claim);
		finding_variant(finding, name >= 0 ? IN_NAME : IN_LOCAL_PART);
		if (claim->places[place].look_alike)
			finding_variant(finding, LOOKS_ALIKE);
		if (is_delivery_report(in->message)) {
			finding_variant(finding, IN_A_REPORT);
			finding_severity(finding, SEVERITY_NOTE);
		} else if (name < 0) {
			finding_severity(finding, SEVERITY_CAUTION);
		} else if (!claim->places[place].look_alike &&
			   claim_leads_home(in, claim)) {
			finding_variant(finding, LEADS_HOME);
			finding_severity(finding, SEVERITY_CAUTION);
		}
	}
}

const struct check check_brand_display_only = {
	.id = "brand.display-only",
	.title =
	    N_("The sender's name imitates {brand}; the address does not belong to it"),
	.details = { N_("The display name says \"{name}\", a name of {brand}. The "
			"address "
			"is at {domain}, which has nothing to do with it."),
		     N_("The part of the address before the @ says \"{name}\", a name of "
			"{brand}. The domain {domain} has nothing to do with it."),
		     N_("The name \"{name}\" is written so that it looks like {brand}, "
			"with "
			"other letters or invisible ones. The address is at {domain}."),
		     N_("A delivery report carries the name \"{name}\". Mail servers put "
			"the name of their software there."),
		     N_("The display name says \"{name}\", a name of {brand}. The "
			"address is at {domain}, which is not known as one of its own. "
			"All links lead to {brand} itself, and there is no other way to "
			"act.") },
	.means =
	    N_("Anybody can write any name in front of an address, and many programs "
	       "show the name alone. A brand's name over somebody else's domain is "
	       "the commonest disguise there is."),
	.wrong = N_("Resellers, fans, employees with private addresses and mailing lists "
		    "write brand names too; and a brand may use a domain that the table "
		    "does not know. Add such domains to the site profile."),
	.cites = "RFC 5322, 3.4; RFC 5321, 4.1.2",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
