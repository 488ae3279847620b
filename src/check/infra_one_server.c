/* check/infra_one_server.c - names of the message that lead to the very address that
 * handed it over. */
#include "check/survey_list.h"

static bool leads_to(const struct survey_host *host, const struct ip *ip)
{
	const struct fact *fact = ip->kind == IP_V4 ? &host->a : &host->aaaa;

	for (uint32_t i = 0; i < fact->count && fact->state == FACT_FOUND; i++) {
		struct ip one = fact_address(fact->records[i]);

		if (ip_eq(&one, ip))
			return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);
	const struct survey *survey = survey_of(in);
	struct pieces hosts = { 0 }, domains = { 0 };
	struct finding *finding;

	for (uint32_t i = 0; client && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];

		if (host->withheld || !leads_to(host, &client->ip))
			continue;
		pieces_add(in->arena, &hosts, host->name);
		pieces_add(in->arena, &domains, survey->domains[host->domain].name);
	}
	/* The name of the server itself is no news. */
	if (domains.count < 2 || (client && client->network))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "ip", client->text);
	finding_list(finding, "hosts", hosts.items, hosts.count);
	finding_int(finding, "count", domains.count);
	if (origin_hop(in))
		finding_at_hop(finding, origin_hop(in)->n);
}

const struct check check_infra_one_server = {
	.id = "infra.one-server",
	.title = N_("{count} domains of this message lead to the client itself, {ip}"),
	.details = { N_("{hosts} all lead to {ip}, which handed the message over and "
			"belongs to no network known to be shared: a strong tie.") },
	.means = N_("Whoever runs that machine runs what these names show, or their "
		    "owners share it."),
	.wrong = N_("Small hosting companies put many customers on one address."),
	.cites = "RFC 1035, 3.4.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
