/* check/auth_spf_no_such_domain.c - AU-01: the envelope sender's domain does not exist.
 */
#include "check/identity_list.h"
#include "check/origin.h"
#include "link/host.h"

enum { STRANGER, RELATED };

/* The DNS knows the name not at all; one that has other records exists. */
static bool is_unknown(const struct spf_result *result)
{
	return result->scope == SPF_MAILFROM && result->code == SPF_NONE &&
	       result->trace_count && result->trace[0]->answer_count &&
	       result->trace[0]->answers[0]->status == ANSWER_NO_SUCH_NAME;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;
	const struct identity *from = from_of(in);
	struct finding *finding;
	struct str domain;
	bool related;

	if (auth->spf_count == 0 || !is_unknown(&auth->spf[0]) ||
	    auth->spf_query[0].mail_from.n == 0)
		return;
	domain = auth->spf[0].domain;
	related = from && !str_eq_nocase(from->domain, domain) &&
		  host_related(in->arena, from->domain, domain);
	finding = finding_add(in, self);
	finding_variant(finding, related ? RELATED : STRANGER);
	if (related)
		finding_severity(finding, SEVERITY_ADVERSE);
	finding_str(finding, "domain", domain);
	finding_str(finding, "from", or_dash(from ? from->domain : STR("")));
	finding_str(finding, "helo", or_dash(in->path.origin.helo));
	finding_str(finding, "helo_result",
		    auth->spf_count > 1 ? str_c(spf_code_name(auth->spf[1].code))
					: STR("-"));
	finding_at_field(finding, header_first(&in->message->header, FIELD_RETURN_PATH));
}

const struct check check_auth_spf_no_such_domain = {
	.id = "auth.spf-no-such-domain",
	.title = N_("The domain of the envelope sender does not exist"),
	.details = { N_("With the answers given, the DNS knows no {domain}: no notice "
			"about this message can reach its sender."),
		     N_("With the answers given, the DNS knows no {domain}, which stands "
			"below the same name as {from} in From. SPF says nothing of it; "
			"the result for the HELO name {helo} ({helo_result}) belongs to "
			"{helo} alone and must not stand in for it.") },
	.means = N_("A name that does not exist has no owner who could forbid its use. "
		    "Filters that take the HELO name's pass for the envelope's, or "
		    "compare the wrong names, are led to vouch for the domain above."),
	.wrong = N_("Machines that send notices under an internal name, and domains that "
		    "have expired since."),
	.cites = "RFC 7208, 2.4 and 4.3; RFC 9989",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
