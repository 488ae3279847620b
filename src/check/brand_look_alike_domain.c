/* check/brand_look_alike_domain.c - a From domain that the eye takes for a brand's. */
#include "check/brand_claim.h"

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];
		int place = claim_place(claim, "from.address");
		struct finding *finding;

		if (claim->standing != STANDING_CONTRADICTED || place < 0 ||
		    !claim->places[place].look_alike)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "label", claim->places[place].text);
		claim_values(finding, claim);
	}
}

const struct check check_brand_look_alike_domain = {
	.id = "brand.look-alike-domain",
	.title = N_("The sender's domain looks like one of {brand}"),
	.details = { N_(
	    "\"{label}\" in {domain} differs from a name of {brand} by letters "
	    "that look alike, or by a slip of one letter. Known domains: "
	    "{official}.") },
	.means =
	    N_("Such domains are registered to be misread: a digit for a letter, two "
	       "letters that look like one, neighbours swapped, one left out."),
	.wrong = N_("Another organisation can honestly have a similar name."),
	.cites = "UTS 39, 4",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
