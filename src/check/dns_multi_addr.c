/* check/dns_multi_addr.c - several addresses of one host are not several servers. */
#include "check/survey_list.h"

enum { SEVERAL, REPEATED };

/* Do the last four bytes of an IPv6 address repeat the IPv4 address, as proxies write
 * theirs? */
static bool repeats(const struct dns_record *aaaa, const struct dns_record *a)
{
	return aaaa->data.n == 16 && a->data.n == 4 &&
	       memcmp(aaaa->data.p + 12, a->data.p, 4) == 0;
}

static void find_repeated(struct arena *arena, const struct survey_host *host,
			  struct pieces *ret)
{
	for (uint32_t i = 0; i < host->aaaa.count; i++)
		for (uint32_t k = 0; k < host->a.count; k++)
			if (repeats(host->aaaa.records[i], host->a.records[k]))
				pieces_add(
				    arena, ret,
				    arena_printf(arena, "%.*s = %.*s",
						 STR_ARG(dns_record_text(
						     arena, host->aaaa.records[i])),
						 STR_ARG(dns_record_text(
						     arena, host->a.records[k]))));
}

static void tell(struct inspection *in, const struct check *self,
		 const struct survey_host *host)
{
	struct pieces addresses = { 0 }, repeated = { 0 };
	struct finding *finding;

	pieces_add_records(in->arena, &addresses, &host->a);
	pieces_add_records(in->arena, &addresses, &host->aaaa);
	if (addresses.count < 2)
		return;
	if (host->a.state == FACT_FOUND && host->aaaa.state == FACT_FOUND)
		find_repeated(in->arena, host, &repeated);
	finding = finding_add(in, self);
	finding_variant(finding, repeated.count ? REPEATED : SEVERAL);
	finding_str(finding, "host", host->name);
	finding_int(finding, "count", addresses.count);
	finding_list(finding, "addresses", addresses.items, addresses.count);
	finding_list(finding, "repeated", repeated.items, repeated.count);
	finding_at_host(finding, host);
}

static void run(struct inspection *in, const struct check *self)
{
	enum { SITES = SEEN_WANTED | SEEN_CLICKED };
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];

		if ((host->roles & (SITES | SEEN_SENDERS)) && !host->withheld &&
		    !survey->domains[host->domain].own)
			tell(in, self, host);
	}
}

const struct check check_dns_multi_addr = {
	.id = "dns.multi-addr",
	.title = N_("{host} has {count} addresses"),
	.details = { N_("{host} leads to {addresses}. That many addresses are not that "
			"many servers: one machine may have several, and one address may "
			"stand for many machines."),
		     N_("{host} leads to {addresses}. The last part of the IPv6 "
			"addresses "
			"repeats the IPv4 ones ({repeated}): these are the same places "
			"under two names.") },
	.means = N_("Several addresses share out visitors, or belong to a service that "
		    "stands in front of the real server."),
	.wrong = N_("Almost every large site has several."),
	.cites = "RFC 1794",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
