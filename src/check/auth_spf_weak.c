/* check/auth_spf_weak.c - AU-10: an SPF pass that many could have. */
#include "check/evaluated.h"
#include "link/host.h"

enum { EVERYBODY, SHARED, REVERSE_NAME };

static bool is_term(struct str term, const char *word)
{
	struct str name = str_c(word), behind;

	str_eat_char(&term, '+');
	if (term.n < name.n || !str_eq_nocase(str_sub(term, 0, name.n), name))
		return false;
	behind = str_skip(term, name.n);
	return behind.n == 0 || behind.p[0] == ':' || behind.p[0] == '/';
}

/* The term that let the client in: of includes the innermost, which is told first. */
static const struct spf_step *deciding(const struct spf_result *result)
{
	const struct spf_step *best = NULL;

	for (uint32_t i = 0; i < result->trace_count; i++) {
		const struct spf_step *step = result->trace[i];

		if (strcmp(step->outcome, "match") == 0 && step->term.n &&
		    (!best || step->depth > best->depth))
			best = step;
	}
	return best;
}

static bool lets_everybody_in(const struct spf_query *query,
			      const struct spf_result *result,
			      const struct spf_step *step)
{
	return is_term(step->term, "all") ||
	       result->addresses_log2 == (query->ip.kind == IP_V6 ? 128 : 32);
}

static void tell(struct inspection *in, const struct check *self, uint32_t i)
{
	const struct spf_result *result = &in->authentication.spf[i];
	const struct spf_step *step = deciding(result);
	struct finding *finding;
	int variant;

	if (result->code != SPF_PASS || !step)
		return;
	if (lets_everybody_in(&in->authentication.spf_query[i], result, step))
		variant = EVERYBODY;
	else if (is_term(step->term, "ptr"))
		variant = REVERSE_NAME;
	else if (step->depth && !host_related(in->arena, step->domain, result->domain))
		variant = SHARED;
	else
		return;
	finding = finding_add(in, self);
	finding_variant(finding, variant);
	if (variant == EVERYBODY && result->scope == SPF_MAILFROM)
		finding_severity(finding, SEVERITY_CAUTION);
	finding_str(finding, "domain", result->domain);
	finding_str(finding, "term", step->term);
	finding_str(finding, "owner", step->domain);
	finding_int(finding, "log2",
		    result->addresses_log2 < 0 ? 0 : result->addresses_log2);
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->authentication.spf_count; i++)
		tell(in, self, i);
}

const struct check check_auth_spf_weak = {
	.id = "auth.spf-weak",
	.title = N_("SPF pass for {domain}, by a term that others meet too: {term}"),
	.details = { N_("The record of {domain} permits every address there is ({term}): "
			"its pass says nothing about who sent this."),
		     N_("{domain} permits what {owner}, another organization, permits: "
			"{term}, 2^{log2} addresses in that range. Everybody who relies "
			"on {owner} shares them; whether {owner} keeps its customers "
			"apart is not known here."),
		     N_("The record of {domain} decides by the reverse name of the "
			"client "
			"({term}): whoever is given such a name may send for it.") },
	.means = N_("A pass is worth as much as the range that it rests on. Providers, "
		    "clouds and proxies rent addresses to many, and mail of one customer "
		    "may pass for another's domain."),
	.wrong = N_("Most honest domains leave their mail to a provider in just this "
		    "way, and good providers check whose domain a customer uses."),
	.cites = "RFC 7208, 5.5, 11.1 and 11.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
