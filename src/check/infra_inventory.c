/* check/infra_inventory.c - what stands behind the message, counted: the sending side and
 * the sites that its links lead to. */
#include "auth/spf_record.h"
#include "check/survey_list.h"

enum { BOTH, SENDER_ONLY };

struct inventory {
	struct pieces senders, sites; /* domains */
	struct pieces servers,
	    proxies; /* addresses of sites; networks in front of them */
	struct pieces spf, dkim, dmarc; /* domains with such a record, or signature */
	struct pieces unknown; /* domains that nobody answered for, or not asked */
};

static bool has_spf(const struct survey_domain *domain)
{
	const struct fact *txt = &domain->facts[OF_DOMAIN_TXT];

	for (uint32_t i = 0; i < txt->count && txt->state == FACT_FOUND; i++)
		if (spf_record_is(txt->records[i]->data))
			return true;
	return false;
}

static void count_domain(struct arena *arena, const struct survey_domain *domain,
			 struct inventory *ret)
{
	bool sends = domain->roles & SEEN_SENDERS;

	if (domain->own)
		return;
	if (sends)
		pieces_add(arena, &ret->senders, domain->name);
	else if (domain->roles & SEEN_CLICKED)
		pieces_add(arena, &ret->sites, domain->name);
	else
		return;
	if (!fact_is_known(&domain->facts[OF_DOMAIN_TXT]) ||
	    !fact_is_known(&domain->facts[OF_DOMAIN_DMARC]))
		pieces_add(arena, &ret->unknown, domain->name);
	if (has_spf(domain))
		pieces_add(arena, &ret->spf, domain->name);
	if (fact_text(&domain->facts[OF_DOMAIN_DMARC], STR("v=DMARC1")).n)
		pieces_add(arena, &ret->dmarc, domain->name);
}

static void count_host(struct arena *arena, const struct survey *survey,
		       const struct survey_host *host, struct inventory *ret)
{
	if (!(host->roles & SEEN_CLICKED) || survey->domains[host->domain].own)
		return;
	if (host->network && host->network->kind == NETWORK_CDN) {
		pieces_add(arena, &ret->proxies, host->network->name);
		return;
	}
	pieces_add_records(arena, &ret->servers, &host->a);
	pieces_add_records(arena, &ret->servers, &host->aaaa);
}

/* Records below a registrable domain, and signatures, come from the evaluation. */
static void count_evaluated(const struct inspection *in, struct inventory *ret)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->spf_count; i++)
		if (auth->spf[i].record.n)
			pieces_add(in->arena, &ret->spf, auth->spf[i].domain);
	for (uint32_t i = 0; i < auth->dkim.count; i++)
		pieces_add(in->arena, &ret->dkim, auth->dkim.items[i].domain);
	for (uint32_t i = 0; i < auth->dmarc_count; i++)
		if (auth->dmarc[i].by_tree_walk.record.text.n)
			pieces_add(in->arena, &ret->dmarc,
				   auth->dmarc[i].by_tree_walk.policy_domain);
}

static void add_list(struct finding *finding, const char *key,
		     const struct pieces *pieces)
{
	static const struct str none = { "-", 1 };

	if (pieces->count)
		finding_list(finding, key, pieces->items, pieces->count);
	else
		finding_list(finding, key, &none, 1);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);
	struct inventory all = { 0 };
	struct finding *finding;

	for (uint32_t i = 0; survey && i < survey->domain_count; i++)
		count_domain(in->arena, &survey->domains[i], &all);
	for (uint32_t i = 0; survey && i < survey->host_count; i++)
		count_host(in->arena, survey, &survey->hosts[i], &all);
	count_evaluated(in, &all);
	if (all.senders.count == 0)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, all.sites.count ? BOTH : SENDER_ONLY);
	finding_str(finding, "client", or_dash(in->path.origin.ip));
	add_list(finding, "senders", &all.senders);
	add_list(finding, "sites", &all.sites);
	add_list(finding, "servers", &all.servers);
	add_list(finding, "proxies", &all.proxies);
	add_list(finding, "spf", &all.spf);
	add_list(finding, "dkim", &all.dkim);
	add_list(finding, "dmarc", &all.dmarc);
	add_list(finding, "unknown", &all.unknown);
}

const struct check check_infra_inventory = {
	.id = "infra.inventory",
	.title = N_("What stands behind it"),
	.details = { N_("Sending side: client {client}; domains {senders}. Sites: "
			"{sites}; "
			"addresses of their own {servers}; behind a CDN, whose addresses "
			"are not counted as servers: {proxies}. An SPF record publish: "
			"{spf}; the message is signed (DKIM) by: {dkim}; a DMARC record "
			"publish: {dmarc}. Not asked, or no answer: {unknown}."),
		     N_("Sending side: client {client}; domains {senders}. It leads to "
			"no "
			"other site. An SPF record publish: {spf}; the message is signed "
			"(DKIM) by: {dkim}; a DMARC record publish: {dmarc}. Not "
			"asked, or no answer: {unknown}.") },
	.means = N_("The list of what would have to be switched off, and how much care "
		    "went into it."),
	.wrong = N_("Only what the DNS published when it was asked; records change."),
	.cites = "RFC 1034",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
