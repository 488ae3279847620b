/* check/infra_unrelated.c - nothing that was found belongs to the brand that the message
 * claims: each domain, one by one. */
#include "check/brand_claim.h"
#include "check/survey_list.h"

enum { NAMED = SEEN_SENDERS | 1u << SEEN_LINK, COMPARED = NAMED | 1u << SEEN_LED };

static const struct claim *contradicted(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->claims.count; i++)
		if (in->claims.items[i].standing == STANDING_CONTRADICTED &&
		    in->claims.items[i].voice == VOICE_SENDER)
			return &in->claims.items[i];
	return NULL;
}

/* False: something belongs to the brand, or may. */
static bool collect(const struct inspection *in, const struct survey *survey,
		    struct pieces *ret)
{
	for (uint32_t i = 0; i < survey->domain_count; i++) {
		const struct survey_domain *domain = &survey->domains[i];

		if (!(domain->roles & COMPARED) || domain->own || domain->why)
			continue;
		/* Copies send their visitors on to the genuine site. */
		if (!(domain->roles & NAMED) && domain->related != RELATED_NO)
			continue;
		if (domain->related != RELATED_NO)
			return false;
		pieces_add(in->arena, ret, domain->name);
	}
	return ret->count > 0;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);
	const struct claim *claim = survey ? contradicted(in) : NULL;
	struct pieces domains = { 0 };
	struct finding *finding;

	if (!claim || !collect(in, survey, &domains))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "brand", claim->brand->name_en);
	finding_str(finding, "brand_ja", claim->brand->name_ja);
	finding_list(finding, "domains", domains.items, domains.count);
	finding_list(finding, "official", claim->brand->domains,
		     claim->brand->domain_count);
	for (uint32_t i = 0; i < claim->place_count; i++)
		finding_at_field(finding, claim->places[i].field);
}

const struct check check_infra_unrelated = {
	.id = "infra.unrelated-to-brand",
	.title = N_("Nothing was found here that belongs to {brand}"),
	.details = { N_("Compared with {official}: {domains}. None of them is official, "
			"none names a server of the brand's, and none shares a server or "
			"an address with it that is not shared by strangers.") },
	.means = N_("Whoever sent this and whoever runs its links has no visible tie to "
		    "the organisation that it speaks for."),
	.wrong = N_("Organisations have mail sent by service companies, and own domains "
		    "that the table does not know."),
	.cites = "data/brands.txt",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
