/* check/brand_look_alike_domain.c - a From domain that the eye takes for a brand's. */
#include "check/brand_claim.h"

enum { NAMED, NOT_NAMED };

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];
		int place = claim_place(claim, "from.address");
		struct finding *finding;

		if (place < 0 || !claim->places[place].look_alike ||
		    claim->standing == STANDING_CONFIRMED ||
		    (claim->standing == STANDING_UNKNOWN && !claim->by_slip))
			continue;
		finding = finding_add(in, self);
		if (claim->by_slip) {
			finding_variant(finding, NOT_NAMED);
			finding_severity(finding, SEVERITY_CAUTION);
		}
		finding_str(finding, "label", claim->places[place].text);
		claim_values(finding, claim);
	}
}

const struct check check_brand_look_alike_domain = {
	.id = "brand.look-alike-domain",
	.title = N_("The sender's domain looks like one of {brand}"),
	.details = { N_("\"{label}\" in {domain} differs from a name of {brand} by "
			"letters "
			"that look alike, or by a slip of one letter. Known domains: "
			"{official}."),
		     N_("\"{label}\" in {domain} is one letter away from a name of "
			"{brand} "
			"({official}). Nothing else in the mail names {brand}; it may be "
			"another word.") },
	.means =
	    N_("Such domains are registered to be misread: a digit for a letter, two "
	       "letters that look like one, neighbours swapped, one left out."),
	.wrong = N_("Another organisation can honestly have a similar name."),
	.cites = "UTS 39, 4",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
