/* check/brand_claims_our_host.c - the organisation claimed is the one that runs our mail
 * (site profile, "hoster"), and the sender is not theirs. */
#include "check/brand_claim.h"
#include "check/own_host.h"

enum { BY_PROFILE, BY_RECORDS };

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];
		struct pieces records = { 0 };
		struct finding *finding;

		if (!own_host_is_claimed(in, claim, &records))
			continue;
		finding = finding_add(in, self);
		finding_variant(finding, claim->is_hoster ? BY_PROFILE : BY_RECORDS);
		/* A text that names it speaks less loudly than a sender. */
		if (claim_is_inside(claim))
			finding_severity(finding, SEVERITY_CAUTION);
		claim_values(finding, claim);
		finding_str(finding, "name", claim->places[0].text);
		finding_list(finding, "records", records.items, records.count);
	}
}

const struct check check_brand_claims_our_host = {
	.id = "brand.claims-our-host",
	.title = N_("It speaks in the name of our own provider, {brand}"),
	.details = { N_("\"{name}\" is a name of {brand}, which runs our mail (site "
			"profile). The sender's domain {domain} is none of theirs: "
			"{official}."),
		     N_("\"{name}\" is a name of {brand}, which runs our mail: anybody "
			"can "
			"read that in the records of our own domain ({records}). The "
			"sender's domain {domain} is none of theirs: {official}.") },
	.means = N_(
	    "The sender chose the one company whose mails about our mailboxes we would "
	    "believe. That needs no inside knowledge."),
	.wrong = N_("The provider may write from a domain that the table does not know."),
	.cites = "site profile: hoster; RFC 5321, 5.1",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
