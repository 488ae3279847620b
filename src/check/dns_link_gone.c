/* check/dns_link_gone.c - a link to a host that does not exist, today. */
#include "check/survey_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];
		struct finding *finding;

		if (!(host->roles & 1u << SEEN_LINK) || host->withheld ||
		    host->a.state != FACT_NO_NAME || host->aaaa.state != FACT_NO_NAME)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "host", host->name);
		finding_at_host(finding, host);
	}
}

const struct check check_dns_link_gone = {
	.id = "dns.link-gone",
	.title = N_("A link leads to a host that does not exist today: {host}"),
	.details = { N_("The DNS knows no {host}. Whoever opens the link now reaches "
			"nothing; the name may come back.") },
	.means = N_("The name was taken away, has expired, or never was there. Sites of "
		    "fraudsters often live for days only."),
	.wrong = N_("Old mail is full of links to names that are gone."),
	.cites = "RFC 2308",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
