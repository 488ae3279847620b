/* check/auth_spf_differs.c - our side recorded another SPF result than the one found
 * here.
 */
#include "check/origin.h"
#include "check/results.h"

/* "hardfail" and "unknown" are old words for two of them. */
static bool same(struct str recorded, enum spf_code code)
{
	if (str_eq(recorded, STR("hardfail")))
		recorded = STR("fail");
	if (str_eq(recorded, STR("unknown")))
		recorded = STR("permerror");
	return str_eq(recorded, str_c(spf_code_name(code)));
}

static const struct spf_result *mailfrom(const struct inspection *in)
{
	const struct authentication *auth = &in->authentication;

	return auth->spf_count && auth->spf[0].scope == SPF_MAILFROM ? &auth->spf[0]
								     : NULL;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct recorded *recorded = results_ours(in, "spf");
	const struct spf_result *result = mailfrom(in);
	struct finding *finding;

	/* Of what could not be found out now, nothing differs. */
	if (!recorded || !result || result->code == SPF_UNCHECKED ||
	    result->code == SPF_TEMPERROR || same(recorded->method->result, result->code))
		return;
	if (!str_eq_nocase(domain_of(recorded->method->identity), result->domain))
		return;
	finding = results_finding(in, self, recorded);
	finding_str(finding, "today", str_c(spf_code_name(result->code)));
}

const struct check check_auth_spf_differs = {
	.id = "auth.spf-differs",
	.title = N_("SPF for {domain}: {result} as recorded, {today} here"),
	.details = { N_("{by} recorded {result} for {ip} and {domain}; evaluated here it "
			"is {today}. The record was changed since, or one of the two "
			"knew another client or another sender.") },
	.means = N_("The result at the time of receipt and the one found here are two "
		    "statements; both stand."),
	.wrong = N_("Owners change their records every day, and a server may count "
		    "another hop as the client."),
	.cites = "RFC 7208, 2.6; RFC 8601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
