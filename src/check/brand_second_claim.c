/* check/brand_second_claim.c - several organisations are claimed, and not all fit. */
#include "base/limits.h"
#include "check/brand_claim.h"

/* 楽天カード and 楽天 are one house: they share a domain. */
static bool are_one_house(const struct brand *a, const struct brand *b)
{
	for (uint32_t i = 0; i < a->domain_count; i++) {
		for (uint32_t j = 0; j < b->domain_count; j++) {
			if (str_is_domain_or_below(a->domains[i], b->domains[j]) ||
			    str_is_domain_or_below(b->domains[j], a->domains[i]))
				return true;
		}
	}
	return false;
}

static bool stands_alone(const struct claims *claims, uint32_t i)
{
	for (uint32_t j = 0; j < i; j++) {
		if (are_one_house(claims->items[i].brand, claims->items[j].brand))
			return false;
	}
	return true;
}

static void run(struct inspection *in, const struct check *self)
{
	struct str names[LIMIT_CLAIMS], names_ja[LIMIT_CLAIMS];
	uint32_t count = 0;
	bool contradicted = false;
	struct finding *finding;

	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct brand *brand = in->claims.items[i].brand;

		contradicted |= in->claims.items[i].standing == STANDING_CONTRADICTED;
		if (!stands_alone(&in->claims, i))
			continue;
		names[count] = brand->name_en;
		names_ja[count++] = brand->name_ja.n ? brand->name_ja : brand->name_en;
	}
	if (count < 2)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "brands", names, count);
	finding_list(finding, "brands_ja", names_ja, count);
	finding_int(finding, "count", count);
	if (!contradicted || is_delivery_report(in->message))
		finding_severity(finding, SEVERITY_NOTE);
	for (uint32_t i = 0; i < in->claims.count; i++)
		finding_at_field(finding, in->claims.items[i].places[0].field);
}

const struct check check_brand_second_claim = {
	.id = "brand.second-claim",
	.title = N_("More than one organisation is named as if it were the sender"),
	.details = { N_(
	    "Named: {brands}. Sender's name, address and subject do not speak for "
	    "one organisation.") },
	.means =
	    N_("Genuine mail speaks for one organisation. Kits that are used for brand "
	       "after brand leave names of the last one behind."),
	.wrong =
	    N_("A shop writes about a card or a parcel service, a payment service about "
	       "a shop."),
	.cites = "data/brands.txt",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
