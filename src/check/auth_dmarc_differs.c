/* check/auth_dmarc_differs.c - the two standards of DMARC disagree about this mail. */
#include "check/origin.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct dmarc_result *result)
{
	const struct dmarc_side *walk = &result->by_tree_walk;
	const struct dmarc_side *suffix = &result->by_public_suffix;
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "domain", result->domain);
	finding_str(finding, "walk", str_c(dmarc_code_name(walk->code)));
	finding_str(finding, "walk_policy", str_c(dmarc_policy_name(walk->policy)));
	finding_str(finding, "walk_organization", or_dash(walk->organizational_domain));
	finding_str(finding, "suffix", str_c(dmarc_code_name(suffix->code)));
	finding_str(finding, "suffix_policy", str_c(dmarc_policy_name(suffix->policy)));
	finding_str(finding, "suffix_organization",
		    or_dash(suffix->organizational_domain));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->dmarc_count; i++)
		if (auth->dmarc[i].differs)
			tell(in, self, &auth->dmarc[i]);
}

const struct check check_auth_dmarc_differs = {
	.id = "auth.dmarc-differs",
	.title = N_("DMARC for {domain}: {walk} by the tree walk, {suffix} by the public "
		    "suffix list"),
	.details = { N_("By RFC 9989 the organization is {walk_organization}, the result "
			"{walk}, the policy {walk_policy}; by RFC 7489 it is "
			"{suffix_organization}, {suffix}, {suffix_policy}. Receivers of "
			"both kinds are in use.") },
	.means = N_("Which domain speaks for another is found in two ways. Where they "
		    "differ, one receiver accepts what another refuses."),
	.wrong = N_("The owner may have meant it so, with psd= or t= in the record."),
	.cites = "RFC 9989, 4.10; RFC 7489, 3.2",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
