/* check/dns_withheld.c - hosts that were not asked for, as their names look made for one
 * recipient; what a name that nobody was given leads to; and whether every name does. */
#include "check/survey_list.h"

enum { LEADS, NO_LEAD, UNKNOWN };

static int variant_of(const struct survey_host *host)
{
	if (host->a.state == FACT_FOUND || host->aaaa.state == FACT_FOUND)
		return LEADS;
	return fact_is_empty(&host->a) && fact_is_empty(&host->aaaa) ? NO_LEAD : UNKNOWN;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];
		struct finding *finding;

		if (!host->withheld)
			continue;
		finding = finding_add(in, self);
		finding_variant(finding, variant_of(host));
		finding_str(finding, "host", host->name);
		finding_str(finding, "parent", host->parent);
		finding_at_host(finding, host);
	}
}

const struct check check_dns_withheld = {
	.id = "dns.withheld",
	.title = N_("{host} was not asked for: it looks made for one recipient"),
	.details = { N_("Whoever asks the DNS for {host} tells the owner of its name "
			"servers who is looking. Asked in its place for a name below "
			"{parent} that nobody was given, the DNS led somewhere."),
		     N_("Whoever asks the DNS for {host} tells the owner of its name "
			"servers who is looking. A name below {parent} that nobody was "
			"given leads nowhere; whether {host} does is not known."),
		     N_("Whoever asks the DNS for {host} tells the owner of its name "
			"servers who is looking. Nothing else was learnt.") },
	.means = N_("A name with the recipient's own name in it, or with a number that "
		    "counts, can be told apart by the one who runs its name servers."),
	.wrong = N_("Services number their customers and machines the same way; then "
		    "nothing would have been given away."),
	.cites = "RFC 7626, 2.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
