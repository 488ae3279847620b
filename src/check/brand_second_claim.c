/* check/brand_second_claim.c - several organisations are claimed, and not all fit. */
#include "base/limits.h"
#include "check/brand_claim.h"

enum { SENDERS, IN_THE_TEXT };

struct named {
	struct str names[LIMIT_CLAIMS], names_ja[LIMIT_CLAIMS];
	const struct claim *claims[LIMIT_CLAIMS];
	uint32_t count;
	bool contradicted, inside;
};

static bool is_house_of_another(const struct named *named, const struct brand *brand)
{
	for (uint32_t i = 0; i < named->count; i++) {
		if (brands_are_one_house(brand, named->claims[i]->brand))
			return true;
	}
	return false;
}

static void add(struct named *named, const struct claim *claim)
{
	const struct brand *brand = claim->brand;

	if (is_house_of_another(named, brand))
		return;
	named->names[named->count] = brand->name_en;
	named->names_ja[named->count] =
	    brand->name_ja.n ? brand->name_ja : brand->name_en;
	named->claims[named->count++] = claim;
	named->inside |= claim_is_inside(claim);
}

/* Everybody who speaks; beside a false name also who is spoken of inside: what a link is
 * called after says nothing. Where nobody is falsely named, texts name others every day.
 */
static bool counts(const struct claim *claim, bool contradicted)
{
	if (!claim_is_inside(claim))
		return true;
	return contradicted && claim->voice != VOICE_SHOWN;
}

static void run(struct inspection *in, const struct check *self)
{
	struct named named = { 0 };
	struct finding *finding;

	for (uint32_t i = 0; i < in->claims.count; i++)
		named.contradicted |=
		    in->claims.items[i].standing == STANDING_CONTRADICTED;
	for (uint32_t i = 0; i < in->claims.count; i++) {
		if (counts(&in->claims.items[i], named.contradicted))
			add(&named, &in->claims.items[i]);
	}
	if (named.count < 2)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, named.inside ? IN_THE_TEXT : SENDERS);
	finding_list(finding, "brands", named.names, named.count);
	finding_list(finding, "brands_ja", named.names_ja, named.count);
	finding_int(finding, "count", named.count);
	if (!named.contradicted || is_delivery_report(in->message))
		finding_severity(finding, SEVERITY_NOTE);
	for (uint32_t i = 0; i < named.count; i++)
		finding_at_claim(finding, &named.claims[i]->places[0]);
}

const struct check check_brand_second_claim = {
	.id = "brand.second-claim",
	.title = N_("More than one organisation is named as if it were the sender"),
	.details = { N_("Named: {brands}. Sender's name, address and subject do not "
			"speak for "
			"one organisation."),
		     N_("Named: {brands}. Sender, subject and text together do not speak "
			"for one organisation: a false name, and others that the text "
			"brings in beside it.") },
	.means =
	    N_("Genuine mail speaks for one organisation. Kits that are used for brand "
	       "after brand leave names of the last one behind; and a police force or a "
	       "bank in the text lends weight to a threat."),
	.wrong =
	    N_("A shop writes about a card or a parcel service, a payment service about "
	       "a shop."),
	.cites = "data/brands.txt",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
