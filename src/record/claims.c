/* record/claims.c - the list of claims, and whether the sender's domain fits each. */
#include "record/claims.h"

#include "base/limits.h"
#include "link/host.h"
#include "record/brand_index.h"

/* --- whose a domain is ---------------------------------------------------------------
 */

/* "google" of "mail.google.co.kr", "google.de" and "google.com.sg": what stands in front
 * of a country's own suffix. Empty where the top level is no country's. */
static struct str country_label(struct str domain)
{
	static const struct str seconds[] = { STR("co"),  STR("com"), STR("ne"),
					      STR("net"), STR("or"),  STR("org") };
	struct str rest, label;

	if (!str_cut_last(domain, '.', &rest, &label) || label.n != 2)
		return STR_NONE;
	for (int level = 0; level < 2; level++) {
		bool second = false;

		if (!str_cut_last(rest, '.', &domain, &label))
			return rest;
		for (size_t i = 0; i < COUNT(seconds); i++)
			second |= str_eq_nocase(label, seconds[i]);
		if (!second)
			return label;
		rest = domain;
	}
	return STR_NONE;
}

bool brand_owns(const struct brand *brand, struct str domain)
{
	for (uint32_t i = 0; i < brand->domain_count; i++) {
		if (str_is_domain_or_below(domain, brand->domains[i]))
			return true;
	}
	for (uint32_t i = 0; i < brand->country_label_count; i++) {
		if (str_eq_nocase(country_label(domain), brand->country_labels[i]))
			return true;
	}
	return false;
}

/* Is `domain` shared by strangers, and not a host that the brand lists by itself? */
bool brand_shares(const struct brand *brand, const struct domain_class *class_,
		  struct str domain)
{
	for (uint32_t i = 0; class_ && i < brand->domain_count; i++) {
		if (brand->domains[i].n > class_->domain.n &&
		    str_is_domain_or_below(domain, brand->domains[i]))
			return false;
	}
	return class_ != NULL;
}

static bool site_says_official(const struct site *site, const struct brand *brand,
			       struct str domain)
{
	for (uint32_t i = 0; i < site->brand_domains.count; i++) {
		struct str id, name;

		if (str_cut(site->brand_domains.items[i], ':', &id, &name) &&
		    str_eq(str_trim(id), brand->id) &&
		    str_is_domain_or_below(domain, str_trim(name)))
			return true;
	}
	return false;
}

bool brand_is_official(const struct brand *brand, const struct site *site,
		       struct str domain)
{
	return domain.n &&
	       (brand_owns(brand, domain) || site_says_official(site, brand, domain));
}

static const struct brand *brand_of_country_label(const struct tables *tables,
						  struct str label)
{
	const struct brand_index *index = tables->brand_index;

	for (uint32_t i = 0; label.n && i < index->country_count; i++) {
		if (str_eq_nocase(label, index->countries[i].domain))
			return &tables->brands[index->countries[i].brand];
	}
	return NULL;
}

const struct brand *brand_of_domain(const struct tables *tables, struct str domain)
{
	const struct brand_index *index = tables->brand_index;
	struct str name = domain, before;

	if (!index || domain.n == 0 || domain.n > 253)
		return NULL;
	for (;;) {
		uint32_t row = name_index_find(&index->domain_index, name);

		if (row != NAME_INDEX_NONE)
			return &tables->brands[index->domains[row].brand];
		if (!str_cut(name, '.', &before, &name))
			return brand_of_country_label(tables, country_label(domain));
	}
}

bool brands_are_one_house(const struct brand *a, const struct brand *b)
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

/* --- the list ------------------------------------------------------------------------
 */

static struct claim *claim_of(struct arena *arena, struct claims *claims,
			      const struct brand *brand)
{
	struct claim *claim;

	for (uint32_t i = 0; i < claims->count; i++) {
		if (claims->items[i].brand == brand)
			return &claims->items[i];
	}
	if (claims->count >= LIMIT_CLAIMS) {
		claims->cut = true;
		return NULL;
	}
	ARENA_GROW(arena, claims->items, claims->count, claims->cap);
	claim = &claims->items[claims->count++];
	*claim = (struct claim){ .brand = brand, .by_look_alike = true, .by_slip = true };
	return claim;
}

struct claim *claims_add(struct arena *arena, struct claims *claims,
			 const struct brand *brand, const struct claim_place *place)
{
	struct claim *claim = claim_of(arena, claims, brand);

	if (!claim)
		return NULL;
	/* "Found only through skeletons": one plain place is enough to say no. */
	claim->by_look_alike &= place->look_alike;
	claim->by_slip &= place->slip;
	if (place->voice > claim->voice)
		claim->voice = place->voice;
	for (uint32_t i = 0; i < claim->place_count; i++) {
		if (strcmp(claim->places[i].where, place->where) == 0)
			return claim;
	}
	if (claim->place_count < CLAIM_PLACES)
		claim->places[claim->place_count++] = *place;
	return claim;
}

/* --- standing ------------------------------------------------------------------------
 */

/* amazon.cn, rakuten.de: the brand's very label under the top level of another country
 * may be the brand's own and missing from the table; under a generic one it is not
 * given the benefit of the doubt. */
static bool may_be_national(struct arena *arena, const struct brand *brand,
			    struct str domain)
{
	struct str registrable = host_registrable(arena, domain), label, suffix;
	struct str country;

	if (!str_cut(registrable, '.', &label, &suffix))
		return false;
	country = str_skip(
	    suffix, str_rfind(suffix, '.') == STR_NPOS ? 0 : str_rfind(suffix, '.') + 1);
	if (country.n != 2)
		return false;
	for (uint32_t i = 0; i < brand->domain_count; i++) {
		if (str_eq(str_until(brand->domains[i], '.'), label))
			return true;
	}
	return false;
}

static enum standing standing_by(struct arena *arena, const struct claim *claim,
				 const struct site *site, const struct identity *from)
{
	const struct domain_class *class_ = from->class_;

	if (site_says_official(site, claim->brand, from->domain))
		return STANDING_CONFIRMED;
	if (brand_owns(claim->brand, from->domain))
		return brand_shares(claim->brand, class_, from->domain)
			   ? STANDING_UNKNOWN
			   : STANDING_CONFIRMED;
	return !class_ && may_be_national(arena, claim->brand, from->domain)
		   ? STANDING_UNKNOWN
		   : STANDING_CONTRADICTED;
}

static bool only_in_subject(const struct claim *claim)
{
	return claim->voice == VOICE_SUBJECT;
}

static void judge_by_sender(struct arena *arena, struct claim *claim,
			    const struct claims_context *context)
{
	const struct identity *from = identity_first(context->ids, ID_FROM);

	claim->standing = from ? STANDING_CONFIRMED : STANDING_UNKNOWN;
	for (; from; from = identity_next(context->ids, from)) {
		enum standing one = standing_by(arena, claim, context->site, from);

		if (one == STANDING_CONTRADICTED ||
		    (one == STANDING_UNKNOWN && claim->standing == STANDING_CONFIRMED))
			claim->standing = one;
		if (one == STANDING_CONTRADICTED)
			break;
	}
}

/* One brand writes about another (a shop about a card) in its subjects and texts: where
 * the sender's domain is a brand's own, a name there is no pretence. */
static void calm_mentions(struct claims *claims, bool spoken_for)
{
	bool known = false;

	for (uint32_t i = 0; i < claims->count; i++)
		known |= claims->items[i].standing == STANDING_CONFIRMED;
	for (uint32_t i = 0; i < claims->count; i++) {
		struct claim *claim = &claims->items[i];

		if (claim->standing != STANDING_CONTRADICTED)
			continue;
		if ((known && (only_in_subject(claim) || claim_is_inside(claim))) ||
		    (spoken_for && claim_is_inside(claim)) || claim->voice < VOICE_TEXT ||
		    /* A letter less makes another word (rakuten, rakuen): who imitates
		     * a brand names it somewhere. */
		    claim->by_slip)
			claim->standing = STANDING_UNKNOWN;
	}
}

void claims_judge(struct arena *arena, struct claims *claims,
		  const struct claims_context *context)
{
	const struct site *site = context->site;

	for (uint32_t i = 0; i < claims->count; i++) {
		struct claim *claim = &claims->items[i];

		judge_by_sender(arena, claim, context);
		claim->is_hoster =
		    site->hoster.n && str_eq_nocase(site->hoster, claim->brand->id);
	}
	calm_mentions(claims, context->spoken_for);
}

bool claims_outside(const struct claims *claims)
{
	for (uint32_t i = 0; i < claims->count; i++)
		if (!claim_is_inside(&claims->items[i]))
			return true;
	return false;
}

const char *standing_name(enum standing standing)
{
	static const char *const names[] = {
		[STANDING_CONFIRMED] = "confirmed",
		[STANDING_CONTRADICTED] = "contradicted",
		[STANDING_UNKNOWN] = "unknown",
	};

	return names[standing];
}

const char *voice_name(enum claim_voice voice)
{
	static const char *const names[] = {
		[VOICE_NAMED] = "named",     [VOICE_SHOWN] = "shown",
		[VOICE_TEXT] = "text",	     [VOICE_SIGNED] = "signed",
		[VOICE_SUBJECT] = "subject", [VOICE_SENDER] = "sender",
	};

	return names[voice];
}
