/* check/dns_private_address.c - a host that leads to an address that is not on the
 * Internet. */
#include "check/survey_list.h"

static bool first_private(const struct fact *fact, struct ip *ret)
{
	for (uint32_t i = 0; i < fact->count && fact->state == FACT_FOUND; i++) {
		*ret = fact_address(fact->records[i]);
		if (ret->kind != IP_NONE && ip_is_private(ret))
			return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];
		struct finding *finding;
		struct ip ip;

		if (survey->domains[host->domain].own ||
		    (!first_private(&host->a, &ip) && !first_private(&host->aaaa, &ip)))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "host", host->name);
		finding_str(finding, "ip", ip_text(in->arena, &ip));
		finding_at_host(finding, host);
	}
}

const struct check check_dns_private_address = {
	.id = "dns.private-address",
	.title = N_("{host} leads to {ip}, which is not on the Internet"),
	.details = { N_("The address {ip} of {host} is one for use inside a network or a "
			"machine. Whoever opens it reaches something near himself, or "
			"nothing.") },
	.means = N_("Resolvers that block a name answer so, owners park names so, and a "
		    "link may be meant to reach a device in the reader's own network."),
	.wrong = N_("Organisations publish names of inner servers so."),
	.cites = "RFC 1918; RFC 6890",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
