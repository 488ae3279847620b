/* check/dns_bogus.c - answers that fail validation: nothing follows from them. */
#include "check/survey_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->domain_count; i++) {
		const struct survey_domain *domain = &survey->domains[i];
		struct pieces bogus = { 0 };
		struct finding *finding;

		for (uint32_t k = 0; k < DOMAIN_QUESTIONS; k++)
			if (domain->facts[k].state == FACT_BOGUS)
				pieces_add(in->arena, &bogus,
					   domain->facts[k].answer->question);
		for (uint32_t k = 0; k < survey->host_count; k++) {
			const struct survey_host *host = &survey->hosts[k];

			if (host->domain == i && host->a.state == FACT_BOGUS)
				pieces_add(in->arena, &bogus, host->a.answer->question);
		}
		if (bogus.count == 0)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "domain", domain->name);
		finding_list(finding, "questions", bogus.items, bogus.count);
		finding_at_domain(finding, domain);
	}
}

const struct check check_dns_bogus = {
	.id = "dns.bogus",
	.title = N_("Answers about {domain} fail validation"),
	.details = { N_("{domain} signs its records (DNSSEC), and these answers do not "
			"carry a signature that holds: {questions}. Nothing is concluded "
			"from them.") },
	.means =
	    N_("Somebody on the way gives other answers than the owner, or the owner "
	       "let his signatures run out."),
	.wrong = N_("Mistakes at renewing keys are by far the commonest reason."),
	.cites = "RFC 4035, 4.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
