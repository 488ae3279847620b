/* check/auth_dmarc_policy.c - AU-16: the policy in force, where it comes from, and what
 * another would have done. */
#include "check/origin.h"

enum { NOTHING, TRIED, PARTLY, INHERITED };

/* -1: its own record, in full force: nothing to add to auth.dmarc-evaluated. */
static int variant_of(const struct dmarc_result *result)
{
	const struct dmarc_side *side = &result->by_tree_walk;

	if (side->policy_domain.n == 0)
		return -1;
	if (side->record.testing)
		return TRIED;
	if (side->policy == DMARC_P_NONE)
		return NOTHING;
	if (side->record.pct < 100)
		return PARTLY;
	return str_eq(side->policy_domain, result->domain) ? -1 : INHERITED;
}

static const char *how_found(const struct dmarc_result *result)
{
	const struct dmarc_side *side = &result->by_tree_walk;

	for (uint32_t i = 0; i < side->trace_count; i++)
		if (strcmp(side->trace[i].outcome, "record") == 0 &&
		    side->record.psd != 'u')
			return N_("a record on the way says so (psd=)");
	return str_eq(side->organizational_domain, result->domain)
		   ? N_("no record stands above it")
		   : N_("its record is the uppermost");
}

static const char *what_reject_means(enum dmarc_code code)
{
	switch (code) {
	case DMARC_PASS:
		return N_("As DMARC passes here, no policy would have kept this message "
			  "out.");
	case DMARC_FAIL:
		return N_("Under \"reject\" receivers would have been asked to refuse "
			  "this message.");
	default:
		return N_("What \"reject\" would have done could not be found out.");
	}
}

static void tell(struct inspection *in, const struct check *self,
		 const struct dmarc_result *result, int variant)
{
	const struct dmarc_side *side = &result->by_tree_walk;
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, variant);
	finding_str(finding, "domain", result->domain);
	finding_str(finding, "policy", str_c(dmarc_policy_name(side->policy)));
	finding_str(finding, "tag", str_c(side->policy_tag));
	finding_str(finding, "policy_domain", side->policy_domain);
	finding_str(finding, "organization", or_dash(side->organizational_domain));
	finding_word(finding, "how", how_found(result));
	finding_word(finding, "would", what_reject_means(result->code));
	finding_int(finding, "pct", side->record.pct);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->dmarc_count; i++) {
		int variant = variant_of(&auth->dmarc[i]);

		if (variant >= 0)
			tell(in, self, &auth->dmarc[i], variant);
	}
}

const struct check check_auth_dmarc_policy = {
	.id = "auth.dmarc-policy",
	.title = N_("DMARC policy in force for {domain}: {policy}"),
	.details = { N_("{policy_domain} asks for nothing to be done with mail that "
			"fails "
			"({tag}={policy}). The organization is {organization}: {how}. "
			"{would}"),
		     N_("{policy_domain} only tries its policy (t=y), which lowers it by "
			"a step, to "
			"{policy} ({tag}=). The organization is {organization}: {how}. "
			"{would}"),
		     N_("{policy_domain} asks for {policy} ({tag}=), by RFC 7489 for "
			"{pct} of 100 "
			"messages only; RFC 9989 knows no such share. The organization "
			"is "
			"{organization}: {how}. {would}"),
		     N_("{domain} has no record of its own; {policy} ({tag}=) of "
			"{policy_domain} "
			"holds. The organization is {organization}: {how}. {would}") },
	.means = N_("The owner of a domain says what is to become of mail that fails. "
		    "Where it is nothing, a forged message arrives like any other."),
	.wrong = N_("Many honest owners only watch, for years, and receivers decide for "
		    "themselves."),
	.cites = "RFC 9989, 4.7 and 4.10; RFC 7489, 6.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
