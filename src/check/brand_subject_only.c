/* check/brand_subject_only.c - only the subject speaks for a brand. */
#include "check/brand_claim.h"

static void run(struct inspection *in, const struct check *self)
{
	/* People on lists write about products, and name them in front. */
	if (header_first(&in->message->header, FIELD_LIST_ID) ||
	    is_delivery_report(in->message))
		return;
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];
		struct finding *finding;

		if (claim->standing != STANDING_CONTRADICTED ||
		    !claim_in_subject_only(claim))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "name", claim->places[0].text);
		claim_values(finding, claim);
	}
}

const struct check check_brand_subject_only = {
	.id = "brand.subject-only",
	.title = N_("The subject speaks for {brand}; the sender does not belong to it"),
	.details = { N_(
	    "\"{name}\" stands in the subject where a sender's name stands. The "
	    "sender's domain is {domain}; known domains of {brand}: "
	    "{official}.") },
	.means = N_("Readers take a name in brackets or at the head of a subject for the "
		    "sender's. It is text like any other."),
	.wrong = N_("Newsletters, shops and friends write about brands in their subjects "
		    "every day."),
	.cites = "RFC 5322, 3.6.5",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
