/* check/auth_dmarc_evaluated.c - DMARC of each domain in From, as evaluated here. */
#include "check/identity_list.h"
#include "check/origin.h"
#include "check/results.h"

enum { PASSES, FAILS, NO_RECORD, OPEN };

/* Our own people at our own server: neither SPF nor a signature is due there. */
static bool is_submission(const struct inspection *in)
{
	const struct identity *from = from_of(in);

	return !came_from_outside(in) ||
	       (from && from->own && in->path.origin.auth_user.n);
}

/* Already counted where our own server recorded the same. */
static bool is_news(const struct inspection *in, const struct dmarc_result *result)
{
	return result->code == DMARC_FAIL &&
	       result->by_tree_walk.policy != DMARC_P_NONE && !is_submission(in) &&
	       !results_is(results_ours(in, "dmarc"), "fail");
}

static int variant_of(enum dmarc_code code)
{
	return code == DMARC_PASS   ? PASSES
	       : code == DMARC_FAIL ? FAILS
	       : code == DMARC_NONE ? NO_RECORD
				    : OPEN;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct dmarc_result *result)
{
	const struct dmarc_side *side = &result->by_tree_walk;
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "result", str_c(dmarc_code_name(result->code)));
	finding_str(finding, "domain", or_dash(result->domain));
	finding_str(finding, "policy_domain", or_dash(side->policy_domain));
	finding_str(finding, "policy", str_c(dmarc_policy_name(side->policy)));
	finding_bool(finding, "spf", side->spf_aligned);
	finding_bool(finding, "dkim", side->dkim_aligned);
	finding_variant(finding, variant_of(result->code));
	if (is_news(in, result))
		finding_severity(finding, SEVERITY_CAUTION);
	finding_at_slice(finding, in->message->from.items[0].raw);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->dmarc_count; i++)
		tell(in, self, &auth->dmarc[i]);
}

const struct check check_auth_dmarc_evaluated = {
	.id = "auth.dmarc-evaluated",
	.title = N_("DMARC evaluated here: {result} for {domain}"),
	.details = { N_("With the answers given, SPF or DKIM passed for a domain that "
			"belongs together with {domain}, the domain in From. The policy "
			"of {policy_domain} is {policy}."),
		     N_("With the answers given, neither SPF nor DKIM passed for a "
			"domain "
			"that belongs together with {domain}, the domain in From. "
			"{policy_domain} asks for {policy}."),
		     N_("With the answers given, neither {domain} nor a domain above it "
			"publishes a DMARC record. That is not a failure: nothing was "
			"said."),
		     N_("With the answers given, DMARC of {domain} could not be decided: "
			"{result}.") },
	.means = N_("DMARC ties what SPF and DKIM established to the domain that is "
		    "shown. A pass says that the domain in From took part, not that "
		    "the text is true."),
	.wrong =
	    N_("Mailing lists and forwarding break it honestly, and records change."),
	.cites = "RFC 9989",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
