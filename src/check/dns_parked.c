/* check/dns_parked.c - a domain whose name servers are those of names that nobody uses.
 */
#include "check/survey_list.h"

static bool is_parking(const struct network *network)
{
	return network && network->kind == NETWORK_PARKING;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->domain_count; i++) {
		const struct survey_domain *domain = &survey->domains[i];
		struct finding *finding;

		if (!is_parking(domain->name_servers))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "domain", domain->name);
		finding_str(finding, "network", domain->name_servers->name);
		finding_at_domain(finding, domain);
	}
}

const struct check check_dns_parked = {
	.id = "dns.parked",
	.title = N_("{domain} is parked: {network}"),
	.details = { N_(
	    "The name servers of {domain} are those of {network}, where names "
	    "stand that have expired, are for sale or were taken out of "
	    "service.") },
	.means = N_("Today nobody uses the name for anything. It may have been in use "
		    "when the message came."),
	.wrong = N_("Some owners of names for sale use them for mail all the same."),
	.cites = "data/networks.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
