/* check/dns_no_mx.c - a domain that sends and takes no answer. */
#include "check/survey_list.h"

enum { NULL_MX, ADDRESS_ONLY, NEITHER };

static bool is_null_mx(const struct fact *mx)
{
	return mx->state == FACT_FOUND && mx->count == 1 &&
	       (mx->records[0]->data.n == 0 || str_eq(mx->records[0]->data, STR(".")));
}

static bool has_address(const struct survey_host *host)
{
	return host->a.state == FACT_FOUND || host->aaaa.state == FACT_FOUND;
}

/* False: mail can be delivered there, or that is not known. */
static bool judge(const struct survey_host *host, int *ret)
{
	if (is_null_mx(&host->mx))
		*ret = NULL_MX;
	else if (host->mx.state != FACT_NONE)
		return false;
	else if (has_address(host))
		*ret = ADDRESS_ONLY;
	else if (fact_is_empty(&host->a) && fact_is_empty(&host->aaaa))
		*ret = NEITHER;
	else
		return false;
	return true;
}

static void run(struct inspection *in, const struct check *self)
{
	enum { SHOWN = 1u << SEEN_FROM | 1u << SEEN_REPLY_TO };
	const struct survey *survey = survey_of(in);
	int variant;

	for (uint32_t i = 0; survey && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];
		struct finding *finding;

		if (!(host->roles & SHOWN) || !judge(host, &variant))
			continue;
		finding = finding_add(in, self);
		finding_variant(finding, variant);
		finding_str(finding, "host", host->name);
		if (variant != ADDRESS_ONLY)
			finding_severity(finding, SEVERITY_CAUTION);
		finding_at_host(finding, host);
	}
}

const struct check check_dns_no_mx = {
	.id = "dns.no-mx",
	.title = N_("{host} names no server that takes mail"),
	.details = { N_("{host} says that it takes no mail at all (\"null MX\"). Whoever "
			"answers this message reaches nobody."),
		     N_("{host} publishes no mail exchanger. Mail to it would go to its "
			"address, where most such domains run no mail server."),
		     N_("{host} publishes neither a mail exchanger nor an address. "
			"Whoever answers this message reaches nobody.") },
	.means = N_("Organisations that write also take answers, or say by another "
		    "address where to. Domains put up to send once save the trouble."),
	.wrong = N_("Services that send notices only; small sites whose one machine does "
		    "all."),
	.cites = "RFC 5321, 5.1; RFC 7505",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
