/* check/own_host.c - see own_host.h. */
#include "check/own_host.h"

static const struct {
	enum domain_question question;
	enum network_place place;
	const char *name;
} places[] = {
	{ OF_DOMAIN_MX, BY_MX, "MX" },
	{ OF_DOMAIN_NS, BY_NS, "NS" },
};

static bool is_of(const struct inspection *in, const struct brand *brand,
		  enum network_place place, struct str name)
{
	const struct network *network =
	    network_of_name(&in->env->tables->networks, place, name);

	return brand_is_official(brand, in->env->site, name) ||
	       (network && str_eq(network->brand, brand->id));
}

/* Our own server under our own name shows nothing. */
bool own_host_shows(struct inspection *in, const struct brand *brand, struct pieces *ret)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->domain_count; i++) {
		const struct survey_domain *domain = &survey->domains[i];

		if (!(domain->roles & 1u << SEEN_OWN))
			continue;
		for (size_t k = 0; k < COUNT(places); k++) {
			const struct fact *fact = &domain->facts[places[k].question];

			for (uint32_t n = 0; n < fact->count && fact->state == FACT_FOUND;
			     n++) {
				struct str name = fact->records[n]->data;

				if (is_of(in, brand, places[k].place, name))
					pieces_add(in->arena, ret,
						   arena_printf(in->arena, "%s %.*s",
								places[k].name,
								STR_ARG(name)));
			}
		}
	}
	return ret->count > 0;
}

bool own_host_is_known(const struct inspection *in)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->domain_count; i++) {
		const struct survey_domain *domain = &survey->domains[i];

		if ((domain->roles & 1u << SEEN_OWN) &&
		    fact_is_known(&domain->facts[OF_DOMAIN_MX]) &&
		    fact_is_known(&domain->facts[OF_DOMAIN_NS]))
			return true;
	}
	return false;
}

bool own_host_is_claimed(struct inspection *in, const struct claim *claim,
			 struct pieces *ret)
{
	if (claim->standing != STANDING_CONTRADICTED)
		return false;
	return own_host_shows(in, claim->brand, ret) || claim->is_hoster;
}
