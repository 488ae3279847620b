/* check/auth_dmarc_none.c - domains of the sender's side that publish no DMARC record:
 * nothing was said, which is no failure. */
#include "check/survey_list.h"

static bool counts(const struct survey_domain *domain)
{
	return (domain->roles & SEEN_SENDERS) && !domain->own;
}

/* As the evaluation found for From, which looks above the name too; of the others the
 * record of the registrable domain. */
static void collect(struct inspection *in, const struct survey *survey,
		    struct pieces *ret)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->dmarc_count; i++)
		if (auth->dmarc[i].code == DMARC_NONE && auth->dmarc[i].domain.n)
			pieces_add(in->arena, ret, auth->dmarc[i].domain);
	for (uint32_t i = 0; survey && i < survey->domain_count; i++) {
		const struct survey_domain *domain = &survey->domains[i];
		const struct fact *fact = &domain->facts[OF_DOMAIN_DMARC];

		if (counts(domain) &&
		    (fact_is_empty(fact) || (fact->state == FACT_FOUND &&
					     fact_text(fact, STR("v=DMARC1")).n == 0)))
			pieces_add(in->arena, ret, domain->name);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);
	struct pieces domains = { 0 };
	struct finding *finding;

	if (!survey)
		return;
	collect(in, survey, &domains);
	if (domains.count == 0)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "domains", domains.items, domains.count);
}

const struct check check_auth_dmarc_none = {
	.id = "auth.dmarc-none",
	.title = N_("No DMARC record is published: {domains}"),
	.details = { N_(
	    "Asked for the DMARC records of {domains}, the DNS says that none "
	    "is published. That is not a failure: their owners have said "
	    "nothing.") },
	.means = N_("Without a record nobody learns from the owner what to do with mail "
		    "that only pretends to be his."),
	.wrong = N_("Many small organisations have none."),
	.cites = "RFC 9989",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
