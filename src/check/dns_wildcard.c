/* check/dns_wildcard.c - every name below it leads somewhere: a name that nobody was
 * given got an answer. */
#include "check/survey_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);
	struct pieces told = { 0 };

	for (uint32_t i = 0; survey && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];
		struct pieces addresses = { 0 };
		struct finding *finding;
		uint32_t before = told.count;

		if (!host->withheld)
			continue;
		pieces_add_records(in->arena, &addresses, &host->a);
		pieces_add_records(in->arena, &addresses, &host->aaaa);
		if (addresses.count == 0)
			continue;
		pieces_add(in->arena, &told, host->parent);
		if (told.count == before)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "parent", host->parent);
		finding_str(finding, "probe", host->probe);
		finding_str(finding, "host", host->name);
		finding_list(finding, "addresses", addresses.items, addresses.count);
		finding_at_host(finding, host);
	}
}

const struct check check_dns_wildcard = {
	.id = "dns.wildcard",
	.title = N_("Every name below {parent} leads to the same place"),
	.details = { N_("{probe}, a name that nobody was given, leads to {addresses}. So "
			"the labels in front of {parent} can be chosen freely, one for "
			"each recipient, and {host} leads there too unless it has "
			"records of its own.") },
	.means = N_("With a wildcard any text can stand in front of the domain: "
		    "a recipient's name, a brand's, or a number that tells who clicked."),
	.wrong = N_("Services that give each customer a name of his own work so."),
	.cites = "RFC 4592",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
