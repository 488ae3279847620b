/* check/brand_not_official.c - a brand is claimed, and the sender's domain is none of its
 * known ones. The subject alone is no such claim (see brand_subject_only.c), nor the text
 * (see brand_body_differs.c). */
#include "check/brand_claim.h"

/* In the display name or the domain. A local part is often chosen by a person, who may
 * like a brand, and Reply-To is rarely seen. */
static bool is_prominent(const struct claim *claim)
{
	return claim_place(claim, "from.name") >= 0 ||
	       claim_place(claim, "from.address") >= 0;
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];
		struct finding *finding;

		if (claim->standing != STANDING_CONTRADICTED ||
		    claim->voice != VOICE_SENDER)
			continue;
		finding = finding_add(in, self);
		claim_values(finding, claim);
		finding_str(finding, "as_of", claim->brand->as_of);
		if (is_delivery_report(in->message))
			finding_severity(finding, SEVERITY_NOTE);
		else if (!is_prominent(claim))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_brand_not_official = {
	.id = "brand.not-official",
	.title = N_("{domain} is not among the known domains of {brand}"),
	.details = { N_(
	    "Known domains of {brand} (as of {as_of}): {official}. The sender's "
	    "domain is {domain}.") },
	.means = N_("A domain belongs to whoever registered it. Mail that speaks for an "
		    "organisation normally comes from one of its own domains."),
	.wrong =
	    N_("The table of domains has a date and is not complete: a genuine mail from "
	       "a domain it does not know looks the same. Look the domain up before "
	       "you judge by this alone."),
	.cites = "data/brands.txt",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
