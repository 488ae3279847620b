/* check/net_cdn.c - a host behind a CDN: its addresses are the proxy's, and not servers
 * of its owner. */
#include "check/survey_list.h"

enum { ONE, SEVERAL };

static bool is_behind(const struct survey_host *host)
{
	return (host->roles & (SEEN_SENDERS | SEEN_WANTED | SEEN_CLICKED)) &&
	       host->network && host->network->kind == NETWORK_CDN;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];
		struct pieces addresses = { 0 };
		struct finding *finding;

		if (!is_behind(host) || survey->domains[host->domain].own)
			continue;
		pieces_add_records(in->arena, &addresses, &host->a);
		pieces_add_records(in->arena, &addresses, &host->aaaa);
		finding = finding_add(in, self);
		finding_variant(finding, addresses.count > 1 ? SEVERAL : ONE);
		finding_str(finding, "host", host->name);
		finding_str(finding, "network", host->network->name);
		finding_list(finding, "addresses", addresses.items, addresses.count);
		finding_int(finding, "count", addresses.count);
		finding_at_host(finding, host);
	}
}

const struct check check_net_cdn = {
	.id = "net.cdn",
	.title = N_("{host} stands behind {network}: the server itself does not show"),
	.details = { N_("The address of {host} ({addresses}) belongs to {network}, which "
			"passes requests on. Where the server stands that answers them, "
			"and who runs it, cannot be seen from it."),
		     N_("The {count} addresses of {host} ({addresses}) belong to "
			"{network}, which passes requests on. They are not {count} "
			"servers of its owner; where the server stands that answers, and "
			"who runs it, cannot be seen from them.") },
	.means =
	    N_("The network of the address says nothing of the owner. Whoever wants "
	       "the server switched off asks the one who runs the CDN, which knows it."),
	.wrong = N_("Honest sites stand behind the same addresses, by the million."),
	.cites = "data/networks.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
