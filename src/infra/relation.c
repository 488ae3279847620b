/* infra/relation.c - see relation.h. */
#include "infra/relation.h"

#include "base/limits.h"

#define N_(text) text

enum {
	DAY = 86400,
	NEAR_DAYS = 30,
	CLOSE_DAYS = 2,
	SAME_HOUR = 15 * 60, /* of the day, a few minutes apart */
	SAME_MINUTE = 60,
	TELLING_NAME = 3, /* "-" and "NA" are nobody */
};

struct finder {
	struct arena *arena;
	const struct relations_query *query;
	struct relations *ret;
	uint32_t one, other;
};

static void add(struct finder *finder, const struct relation *relation)
{
	struct relations *ret = finder->ret;

	if (ret->count == LIMIT_RELATIONS) {
		ret->cut = true;
		return;
	}
	ARENA_GROW(finder->arena, ret->items, ret->count, ret->cap);
	ret->items[ret->count] = *relation;
	ret->items[ret->count].one = finder->one;
	ret->items[ret->count++].other = finder->other;
}

/* --- addresses
 * --------------------------------------------------------------------------
 */

static bool has_address(const struct fact *fact, const struct ip *ip)
{
	for (uint32_t i = 0; i < fact->count && fact->state == FACT_FOUND; i++) {
		struct ip one = fact_address(fact->records[i]);

		if (ip_eq(&one, ip))
			return true;
	}
	return false;
}

/* An address that hosts of both lead to, and no network of many has. */
static void compare_addresses(struct finder *finder)
{
	const struct survey *survey = finder->query->survey;

	for (uint32_t i = 0; i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];
		bool one = false, other = false, shared = address->network != NULL;

		for (uint32_t k = 0; k < survey->host_count; k++) {
			const struct survey_host *host = &survey->hosts[k];
			bool here = has_address(address->ip.kind == IP_V4 ? &host->a
									  : &host->aaaa,
						&address->ip);

			one |= here && host->domain == finder->one;
			other |= here && host->domain == finder->other;
			shared |= here && host->network;
		}
		if (!one || !other || shared)
			continue;
		add(finder,
		    &(struct relation){
			.kind = TIE_ADDRESS,
			.strength = TIE_STRONG,
			.reason = N_("no network that many share is known to have "
				     "that address"),
			.what = address->text });
		return;
	}
}

/* --- registrations
 * ----------------------------------------------------------------------
 */

static const struct registration *registration_of(const struct finder *finder,
						  uint32_t domain)
{
	const struct enquiries *enquiries = finder->query->enquiries;

	return enquiries ? enquired_registration(&enquiries->domains[domain]) : NULL;
}

static bool is_published(const struct registry_value *value)
{
	return value->standing == REGISTRY_PUBLISHED && value->text.n >= TELLING_NAME &&
	       str_find(value->text, '*') == STR_NPOS;
}

/* A mailbox or a handle is one's own; a name may be many people's. */
static bool compare_registrants(struct finder *finder, const struct registration *one,
				const struct registration *other)
{
	static const struct {
		enum registry_field field;
		enum tie_strength strength;
		const char *reason;
	} rows[] = {
		{ REGISTRY_EMAIL, TIE_STRONG, N_("one mailbox has one holder") },
		{ REGISTRY_ORGANIZATION, TIE_MEDIUM,
		  N_("a name is free text, which anybody can write") },
		{ REGISTRY_NAME, TIE_MEDIUM,
		  N_("a name is free text, which anybody can write") },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct registry_value *a = &one->registrant.fields[rows[i].field];
		const struct registry_value *b = &other->registrant.fields[rows[i].field];

		if (!is_published(a) || !is_published(b) ||
		    !str_eq_nocase(a->text, b->text))
			continue;
		add(finder, &(struct relation){ .kind = TIE_REGISTRANT,
						.strength = rows[i].strength,
						.reason = rows[i].reason,
						.what = a->text });
		return true;
	}
	return false;
}

static bool is_told(const struct registry_value *value)
{
	return (value->standing == REGISTRY_PUBLISHED ||
		value->standing == REGISTRY_MASKED) &&
	       value->text.n >= TELLING_NAME;
}

/* "99339**" and "haolong****": stars hide characters, and what they leave differs. */
static bool cannot_be_same(struct str a, struct str b)
{
	for (size_t i = 0; i < a.n && i < b.n; i++) {
		if (a.p[i] == '*' || b.p[i] == '*')
			break;
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
			return true;
	}
	for (size_t i = 1; i <= a.n && i <= b.n; i++) {
		if (a.p[a.n - i] == '*' || b.p[b.n - i] == '*')
			return false;
		if (ascii_lower(a.p[a.n - i]) != ascii_lower(b.p[b.n - i]))
			return true;
	}
	return false;
}

static void compare_unlike(struct finder *finder, const struct registration *one,
			   const struct registration *other)
{
	const struct registry_value *a = &one->registrant.fields[REGISTRY_EMAIL];
	const struct registry_value *b = &other->registrant.fields[REGISTRY_EMAIL];

	if (is_told(a) && is_told(b) && cannot_be_same(a->text, b->text))
		add(finder, &(struct relation){
				.kind = TIE_DIFFER,
				.strength = TIE_AGAINST,
				.reason = N_("one person may have several mailboxes, "
					     "and several people may work together"),
				.what = a->text,
				.what_other = b->text });
}

/* By its number at IANA where both have one. */
static bool same_registrar(const struct registry_facts *a, const struct registry_facts *b)
{
	if (a->registrar_id.n && b->registrar_id.n)
		return str_eq(a->registrar_id, b->registrar_id);
	return a->registrar.n && str_eq_nocase(a->registrar, b->registrar);
}

static int64_t distance(int64_t a, int64_t b)
{
	return a < b ? b - a : a - b;
}

/* Of the day, over midnight too. */
static bool same_hour(const struct registry_time *a, const struct registry_time *b)
{
	int64_t apart = distance(a->utc, b->utc) % DAY;

	if (a->day_only || b->day_only)
		return false;
	return apart <= SAME_HOUR || apart >= DAY - SAME_HOUR;
}

static void compare_dates(struct finder *finder, const struct registry_time *a,
			  const struct registry_time *b)
{
	int64_t apart;
	struct relation relation = { .kind = TIE_DATES,
				     .at_one = a->utc,
				     .at_other = b->utc };

	if (!a->ok || !b->ok)
		return;
	apart = distance(a->utc, b->utc);
	relation.days = (int32_t)((apart + DAY / 2) / DAY);
	if (apart > NEAR_DAYS * (int64_t)DAY)
		return;
	relation.strength = apart <= CLOSE_DAYS * DAY ? TIE_WEAK : TIE_CONTEXT;
	relation.same_hour = relation.days >= 1 && same_hour(a, b);
	if (relation.same_hour)
		relation.strength = TIE_WEAK;
	relation.reason = N_("many names are registered every day; alone it ties nobody");
	add(finder, &relation);
}

static void compare_registrations(struct finder *finder)
{
	const struct registration *one = registration_of(finder, finder->one);
	const struct registration *other = registration_of(finder, finder->other);

	if (!one || !other)
		return;
	if (!compare_registrants(finder, one, other))
		compare_unlike(finder, one, other);
	compare_dates(finder, &one->facts.created, &other->facts.created);
	if (same_registrar(&one->facts, &other->facts))
		add(finder, &(struct relation){
				.kind = TIE_REGISTRAR,
				.strength = TIE_CONTEXT,
				.reason = N_("a registrar has very many customers"),
				.what = one->facts.registrar });
}

/* --- certificates
 * ------------------------------------------------------------------------
 */

/* The next handshake with a host of that domain. */
static const struct handshake *next_handshake(const struct finder *finder,
					      uint32_t domain, uint32_t *visit,
					      uint32_t *at)
{
	const struct visits *visits = finder->query->visits;
	const struct survey *survey = finder->query->survey;

	for (; visits && *visit < visits->count; ++*visit, *at = 0)
		while (*at < visits->items[*visit].handshake_count) {
			const struct handshake *handshake =
			    &visits->items[*visit].handshakes[(*at)++];

			if (handshake->count &&
			    survey_domain_of(survey, handshake->host) ==
				&survey->domains[domain])
				return handshake;
		}
	return NULL;
}

static bool names_domain(const struct handshake *handshake, struct str domain)
{
	for (uint32_t i = 0; i < handshake->sibling_count; i++)
		if (str_eq_nocase(handshake->siblings[i], domain))
			return true;
	return false;
}

static const struct network *network_of(const struct finder *finder, struct str host)
{
	const struct survey_host *of = survey_host_of(finder->query->survey, host);

	return of ? of->network : NULL;
}

/* One certificate that names both. A CDN puts strangers together. */
static bool compare_names(struct finder *finder, uint32_t domain, uint32_t with)
{
	uint32_t visit = 0, at = 0;
	const struct handshake *handshake;
	struct str name = finder->query->survey->domains[with].name;

	while ((handshake = next_handshake(finder, domain, &visit, &at))) {
		bool cdn = network_of(finder, handshake->host) != NULL;

		if (!names_domain(handshake, name))
			continue;
		add(finder,
		    &(struct relation){
			.kind = TIE_CERTIFICATE,
			.strength = cdn ? TIE_WEAK : TIE_MEDIUM,
			.reason = cdn ? N_("the host stands behind a network that many "
					   "share, which may put strangers together")
				      : N_("whoever asked for it controlled both names "
					   "then"),
			.what = handshake->host });
		return true;
	}
	return false;
}

static bool issued_together(const struct certificate *a, const struct certificate *b)
{
	if (a->first == CERTIFICATE_NO_TIME || b->first == CERTIFICATE_NO_TIME)
		return false;
	return distance(a->first, b->first) <= SAME_MINUTE &&
	       str_eq(certificate_name_get(&a->issuer, STR("CN")),
		      certificate_name_get(&b->issuer, STR("CN")));
}

static void compare_minutes(struct finder *finder)
{
	uint32_t visit = 0, at = 0;
	const struct handshake *one, *other;

	while ((one = next_handshake(finder, finder->one, &visit, &at))) {
		uint32_t visit_other = 0, at_other = 0;

		while ((other = next_handshake(finder, finder->other, &visit_other,
					       &at_other))) {
			if (!issued_together(&one->chain[0], &other->chain[0]))
				continue;
			add(finder,
			    &(struct relation){
				.kind = TIE_ISSUED_TOGETHER,
				.strength = TIE_MEDIUM,
				.reason = N_("certificates of one minute are mostly "
					     "asked for together"),
				.what = certificate_name_get(&one->chain[0].issuer,
							     STR("CN")) });
			return;
		}
	}
}

static void compare_certificates(struct finder *finder)
{
	if (!compare_names(finder, finder->one, finder->other) &&
	    !compare_names(finder, finder->other, finder->one))
		compare_minutes(finder);
}

/* --- pairs
 * -------------------------------------------------------------------------------
 */

/* Ours, the brand's own, and services of many are tied to everybody. */
static bool is_compared(const struct survey_domain *domain)
{
	return (domain->roles & (SEEN_SENDERS | SEEN_CLICKED | 1u << SEEN_DETOUR)) &&
	       !domain->own && !domain->why && !domain->class_ &&
	       domain->related != RELATED_YES;
}

void relations_find(struct arena *arena, const struct relations_query *query,
		    struct relations *ret)
{
	struct finder finder = { .arena = arena, .query = query, .ret = ret };
	const struct survey *survey = query->survey;

	*ret = (struct relations){ 0 };
	for (uint32_t i = 0; i < survey->domain_count; i++) {
		finder.one = i;
		for (uint32_t k = i + 1; k < survey->domain_count; k++) {
			finder.other = k;
			if (!is_compared(&survey->domains[i]) ||
			    !is_compared(&survey->domains[k]))
				continue;
			compare_addresses(&finder);
			compare_registrations(&finder);
			compare_certificates(&finder);
		}
	}
}

enum tie_strength relations_between(const struct relations *relations, uint32_t one,
				    uint32_t other)
{
	enum tie_strength most = TIE_AGAINST;
	uint32_t medium = 0;

	for (uint32_t i = 0; i < relations->count; i++) {
		const struct relation *relation = &relations->items[i];

		if (relation->one != one || relation->other != other)
			continue;
		medium += relation->strength == TIE_MEDIUM;
		if (relation->strength > most)
			most = relation->strength;
	}
	return medium >= 2 ? TIE_STRONG : most;
}

const char *tie_name(enum tie kind)
{
	static const char *const names[TIES] = {
		[TIE_ADDRESS] = "address",
		[TIE_REGISTRANT] = "registrant",
		[TIE_CERTIFICATE] = "certificate",
		[TIE_ISSUED_TOGETHER] = "certificates-of-one-minute",
		[TIE_DATES] = "dates",
		[TIE_REGISTRAR] = "registrar",
		[TIE_DIFFER] = "registrants-differ",
	};

	return names[kind];
}

const char *tie_strength_name(enum tie_strength strength)
{
	static const char *const names[] = {
		[TIE_AGAINST] = "against", [TIE_CONTEXT] = "context", [TIE_WEAK] = "weak",
		[TIE_MEDIUM] = "medium",   [TIE_STRONG] = "strong",
	};

	return names[strength];
}
