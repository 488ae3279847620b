/* survey/judge.c - whose networks are these, and does anything belong to the brand?
 *
 * Names and addresses alone decide here. What strangers share (a CDN's addresses, a
 * registrar's name servers) ties nobody to anybody. */
#include "survey/part.h"

/* --- networks ----------------------------------------------------------------- */

/* The network that runs all of these servers; NULL where some are not known. */
static const struct network *network_of_servers(const struct networks *networks,
						enum network_place place,
						const struct fact *fact)
{
	const struct network *found = NULL;

	for (uint32_t i = 0; i < fact->count && fact->state == FACT_FOUND; i++) {
		const struct network *network =
		    network_of_name(networks, place, fact->records[i]->data);

		if (!network || (found && network != found))
			return NULL;
		found = network;
	}
	return found;
}

/* Only a name that leads back is more than a claim of whoever has the address. */
static void recognise_address(const struct networks *networks,
			      struct survey_address *address)
{
	for (uint32_t i = 0; i < address->name_count && !address->network; i++)
		if (address->names[i].leads == LEADS_BACK)
			address->network =
			    network_of_name(networks, BY_PTR, address->names[i].name);
}

static const struct network *network_of_chain(const struct networks *networks,
					      const struct fact *fact)
{
	const struct network *found = NULL;

	for (uint32_t i = 1; i < fact->chain_count && !found; i++)
		found = network_of_name(networks, BY_ALIAS, fact->chain[i]);
	return found;
}

/* The one network that all addresses belong to. */
static const struct network *network_of_addresses(const struct survey *survey,
						  const struct survey_host *host,
						  uint32_t *ret_count)
{
	const struct fact *facts[] = { &host->a, &host->aaaa };
	const struct network *found = NULL;

	*ret_count = 0;
	for (size_t k = 0; k < COUNT(facts); k++) {
		if (facts[k]->state != FACT_FOUND)
			continue;
		for (uint32_t i = 0; i < facts[k]->count; i++) {
			struct ip ip = fact_address(facts[k]->records[i]);
			const struct survey_address *address =
			    survey_address_of(survey, &ip);
			const struct network *network =
			    address ? address->network
				    : network_of_address(&survey->query.tables->networks,
							 &ip);

			if (!network || (found && network != found))
				return NULL;
			found = network;
			++*ret_count;
		}
	}
	return found;
}

static void recognise_host(const struct survey *survey, struct survey_host *host)
{
	const struct networks *networks = &survey->query.tables->networks;
	uint32_t count;
	const struct network *by_address = network_of_addresses(survey, host, &count);

	host->network = network_of_chain(networks, &host->a);
	if (!host->network)
		host->network = network_of_chain(networks, &host->aaaa);
	if (!host->network)
		host->network = by_address;
	host->all_shared = host->network != NULL;
}

/* --- the brand ----------------------------------------------------------------- */

static bool is_known(const struct fact *fact)
{
	return fact->state == FACT_FOUND || fact->state == FACT_NONE ||
	       fact->state == FACT_NO_NAME;
}

static bool is_official(const struct survey *survey, struct str name)
{
	const struct claims *claims = survey->query.claims;

	for (uint32_t i = 0; i < claims->count; i++)
		if (!claim_is_inside(&claims->items[i]) &&
		    brand_is_official(claims->items[i].brand, survey->query.site, name))
			return true;
	return false;
}

/* Do its servers bear names of the brand's? Anybody may write such a name into his zone,
 * so it is a hint and no proof. */
static bool names_brand(const struct survey *survey, const struct fact *fact)
{
	for (uint32_t i = 0; i < fact->count && fact->state == FACT_FOUND; i++)
		if (is_official(survey, fact->records[i]->data))
			return true;
	return false;
}

static bool shares_record(const struct fact *a, const struct fact *b)
{
	if (a->state != FACT_FOUND || b->state != FACT_FOUND)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		for (uint32_t k = 0; k < b->count; k++)
			if (str_eq(a->records[i]->data, b->records[k]->data))
				return true;
	return false;
}

/* The same servers as one of the brand's domains, and not those of a network that many
 * share. */
static bool shares_servers(const struct survey *survey,
			   const struct survey_domain *domain)
{
	for (uint32_t i = 0; i < survey->domain_count; i++) {
		const struct survey_domain *other = &survey->domains[i];

		if (other->related != RELATED_YES || other == domain)
			continue;
		if (!domain->name_servers && shares_record(&domain->facts[OF_DOMAIN_NS],
							   &other->facts[OF_DOMAIN_NS]))
			return true;
		if (!domain->exchangers && shares_record(&domain->facts[OF_DOMAIN_MX],
							 &other->facts[OF_DOMAIN_MX]))
			return true;
	}
	return false;
}

/* An address that one of the brand's hosts has too, and no shared one. */
static bool shares_address(const struct survey *survey, uint32_t domain)
{
	for (uint32_t i = 0; i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];

		if (host->domain != domain || host->network)
			continue;
		for (uint32_t k = 0; k < survey->host_count; k++) {
			const struct survey_host *other = &survey->hosts[k];

			if (survey->domains[other->domain].related == RELATED_YES &&
			    (shares_record(&host->a, &other->a) ||
			     shares_record(&host->aaaa, &other->aaaa)))
				return true;
		}
	}
	return false;
}

static void relate(struct survey *survey, uint32_t index)
{
	struct survey_domain *domain = &survey->domains[index];

	if (domain->related == RELATED_YES || !claims_outside(survey->query.claims) ||
	    !is_known(&domain->facts[OF_DOMAIN_NS]))
		return;
	if (names_brand(survey, &domain->facts[OF_DOMAIN_NS]) ||
	    names_brand(survey, &domain->facts[OF_DOMAIN_MX]) ||
	    shares_servers(survey, domain) || shares_address(survey, index))
		return;
	domain->related = RELATED_NO;
}

void survey_recognise(struct survey *survey)
{
	const struct networks *networks = &survey->query.tables->networks;

	for (uint32_t i = 0; i < survey->domain_count; i++) {
		struct survey_domain *domain = &survey->domains[i];

		domain->name_servers =
		    network_of_servers(networks, BY_NS, &domain->facts[OF_DOMAIN_NS]);
		domain->exchangers =
		    network_of_servers(networks, BY_MX, &domain->facts[OF_DOMAIN_MX]);
	}
	for (uint32_t i = 0; i < survey->address_count; i++)
		recognise_address(networks, &survey->addresses[i]);
	for (uint32_t i = 0; i < survey->host_count; i++)
		recognise_host(survey, &survey->hosts[i]);
	for (uint32_t i = 0; i < survey->domain_count; i++)
		relate(survey, i);
}
