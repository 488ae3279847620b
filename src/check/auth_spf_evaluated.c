/* check/auth_spf_evaluated.c - SPF as evaluated here, of each identity. */
#include "check/origin.h"
#include "check/results.h"

enum { DECIDED, OPEN, WIDE };
/* A range of so many addresses: a provider's, of which many can rent one. */
enum { WIDE_V4 = 16, WIDE_V6 = 96 };

static bool is_wide(const struct spf_query *query, const struct spf_result *result)
{
	int limit = query->ip.kind == IP_V6 ? WIDE_V6 : WIDE_V4;

	return result->code == SPF_PASS && result->addresses_log2 >= limit;
}

/* Already counted where our own server recorded the same; a client that logged in needs
 * nobody's permission by SPF. */
static bool is_news(const struct inspection *in, const struct spf_result *result)
{
	const struct recorded *spf = results_ours(in, "spf");

	return (result->code == SPF_FAIL || result->code == SPF_SOFTFAIL) &&
	       result->scope == SPF_MAILFROM && in->path.origin.auth_user.n == 0 &&
	       !results_is(spf, "fail") && !results_is(spf, "hardfail") &&
	       !results_is(spf, "softfail");
}

static void tell(struct inspection *in, const struct check *self, uint32_t i)
{
	const struct spf_query *query = &in->authentication.spf_query[i];
	const struct spf_result *result = &in->authentication.spf[i];
	struct finding *finding = finding_add(in, self);
	const struct hop *hop = origin_hop(in);
	bool helo = result->scope == SPF_HELO;

	finding_str(finding, "result", str_c(spf_code_name(result->code)));
	finding_str(finding, "domain", or_dash(result->domain));
	finding_str(finding, "ip", ip_text(in->arena, &query->ip));
	finding_word(finding, "scope", helo ? N_("HELO name") : N_("envelope sender"));
	finding_str(finding, "identity",
		    helo		 ? query->helo
		    : query->mail_from.n ? query->mail_from
					 : STR("<>"));
	finding_str(finding, "term", or_dash(result->matched));
	finding_int(finding, "log2", result->addresses_log2);
	if (result->problem)
		finding_word(finding, "why", result->problem);
	else if (result->matched.n == 0)
		finding_word(finding, "why", N_("no term of its record matched"));
	finding_variant(finding, is_wide(query, result) ? WIDE
				 : result->matched.n	? DECIDED
							: OPEN);
	if (is_news(in, result))
		finding_severity(finding, SEVERITY_CAUTION);
	if (hop)
		finding_at_hop(finding, hop->n);
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->authentication.spf_count; i++)
		tell(in, self, i);
}

const struct check check_auth_spf_evaluated = {
	.id = "auth.spf-evaluated",
	.title = N_("SPF evaluated here: {result} for {domain}"),
	.details = { N_("With the answers given, {domain} has {result} for {ip} "
			"({scope}: "
			"{identity}). The term that decided is {term}."),
		     N_("With the answers given, the result for {ip} and {domain} is "
			"{result} ({scope}: {identity}): {why}."),
		     N_("With the answers given, {domain} has {result} for {ip} "
			"({scope}: "
			"{identity}). The term that decided, {term}, leads to a range of "
			"2^{log2} addresses: many others may use it too.") },
	.means = N_("What the owner of the domain says today of the server that handed "
		    "the message over, evaluated term by term."),
	.wrong = N_("Records change: at the time of receipt another may have stood "
		    "there. Forwarding without rewriting the envelope breaks SPF "
		    "honestly."),
	.cites = "RFC 7208",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
