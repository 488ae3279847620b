/* report/ties.c - see ties.h. */
#include "report/ties.h"

#include "check/registry_list.h"

#include <stdlib.h>

struct finder {
	const struct inspection *in;
	struct ties *ties;
};

/* --- domains ----------------------------------------------------------------------- */

/* The sender's side first, then the sites, then what is only there to be compared. */
static int order_of(const struct survey_domain *domain)
{
	if (domain->own)
		return 4;
	if (domain->roles & (SEEN_SENDERS | SEEN_WANTED))
		return 1;
	if (domain->roles & SEEN_SITES)
		return 2;
	return domain->roles & 1u << SEEN_BRAND ? 3 : 4;
}

static void find_domains(struct finder *f)
{
	const struct survey *survey = f->in->survey;
	struct ties *ties = f->ties;

	for (int order = 1; order < 4; order++)
		for (uint32_t i = 0; i < survey->domain_count; i++) {
			if (order_of(&survey->domains[i]) != order)
				continue;
			if (ties->domain_count == TIES_DOMAINS) {
				ties->domains_left_out++;
				continue;
			}
			ties->indices[ties->domain_count] = i;
			ties->domains[ties->domain_count++] = &survey->domains[i];
		}
}

/* The bit of a domain that is shown; 0: it is not. */
static uint32_t bit_of(const struct finder *f, uint32_t index)
{
	for (uint32_t i = 0; i < f->ties->domain_count; i++)
		if (f->ties->indices[i] == index)
			return 1u << i;
	return 0;
}

static uint32_t bit_of_host(const struct finder *f, struct str name)
{
	const struct survey_host *host = survey_host_of(f->in->survey, name);

	return host ? bit_of(f, host->domain) : 0;
}

/* --- things ------------------------------------------------------------------------ */

static struct thing_shown *thing_add(struct finder *f, const struct thing_shown *thing)
{
	struct ties *ties = f->ties;

	if (ties->thing_count == TIES_THINGS) {
		ties->things_left_out++;
		return NULL;
	}
	ties->things[ties->thing_count] = *thing;
	return &ties->things[ties->thing_count++];
}

static struct thing_shown *thing_of_key(struct finder *f, const void *key)
{
	for (uint32_t i = 0; key && i < f->ties->thing_count; i++)
		if (f->ties->things[i].key == key)
			return &f->ties->things[i];
	return NULL;
}

static struct str holder_of(const struct finder *f, const struct survey_address *address)
{
	struct held one;

	for (uint32_t i = 0; f->in->enquiries && held_next(f->in, &i, &one);)
		if (one.address == address)
			return held_name(one.network);
	return address->network ? address->network->name : STR("");
}

/* What a reverse name says, its owner says: a loose tie, unless it leads back. */
static void tie_names(struct finder *f, const struct survey_address *address,
		      struct thing_shown *thing)
{
	for (uint32_t i = 0; i < address->host_count; i++)
		thing->domains |= bit_of_host(f, address->hosts[i]);
	for (uint32_t i = 0; i < address->name_count; i++) {
		uint32_t bit = bit_of_host(f, address->names[i].name);

		if (!(thing->domains & bit))
			thing->loose |= bit;
		thing->domains |= bit;
	}
}

/* All addresses of a CDN are one thing: they are the proxy's. */
static void add_address(struct finder *f, const struct survey_address *address)
{
	bool cdn = address->network && address->network->kind == NETWORK_CDN;
	struct thing_shown *known = thing_of_key(f, cdn ? address->network : NULL);
	struct thing_shown thing = {
		.kind = THING_SERVER,
		.word = address->roles & 1u << SEEN_CLIENT ? N_("it handed it over")
							   : N_("address"),
		.name = address->text,
		.remark = cdn ? address->network->name : holder_of(f, address),
		.key = cdn ? (const void *)address->network : address,
		.count = 1,
	};

	if (address->roles & 1u << SEEN_OWN)
		return;
	tie_names(f, address, known ? known : &thing);
	if (known)
		known->count++;
	else if (thing.domains || address->roles & 1u << SEEN_CLIENT)
		thing_add(f, &thing);
}

static void add_registrar(struct finder *f, uint32_t at)
{
	const struct enquired_domain *domain =
	    &f->in->enquiries->domains[f->ties->indices[at]];
	const struct registration *found = enquired_registration(domain);

	if (!found || !found->facts.registrar.n)
		return;
	for (uint32_t i = 0; i < f->ties->thing_count; i++) {
		struct thing_shown *thing = &f->ties->things[i];

		if (thing->kind != THING_REGISTRAR ||
		    !str_eq_nocase(thing->name, found->facts.registrar))
			continue;
		thing->domains |= 1u << at;
		thing->loose |= 1u << at;
		return;
	}
	thing_add(f, &(struct thing_shown){ .kind = THING_REGISTRAR,
					    .word = N_("registrar"),
					    .name = found->facts.registrar,
					    .domains = 1u << at,
					    .loose = 1u << at });
}

static struct str name_of(const struct certificate_name *name)
{
	struct str text = certificate_name_get(name, STR("CN"));

	return text.n ? text : name->text;
}

static void add_certificate(struct finder *f, const struct handshake *handshake)
{
	const struct certificate *leaf = &handshake->chain[0];

	for (uint32_t i = 0; i < f->ties->thing_count; i++) {
		struct thing_shown *thing = &f->ties->things[i];

		if (thing->kind == THING_LEAF &&
		    strcmp(((const struct certificate *)thing->key)->sha256,
			   leaf->sha256) == 0) {
			thing->domains |= bit_of_host(f, handshake->host);
			return;
		}
	}
	thing_add(f, &(struct thing_shown){ .kind = THING_LEAF,
					    .word = N_("certificate"),
					    .name = name_of(&leaf->subject),
					    .remark = name_of(&leaf->issuer),
					    .domains = bit_of_host(f, handshake->host),
					    .key = leaf });
}

static const char *bond_word(enum tie kind)
{
	switch (kind) {
	case TIE_REGISTRANT:
		return N_("one registrant");
	case TIE_ISSUED_TOGETHER:
		return N_("certificates of one minute");
	case TIE_DATES:
		return N_("registered within thirty days");
	default:
		return NULL; /* they hang on one thing, which is shown */
	}
}

/* Ties of one kind stand as one thing: those of three domains would be three. */
static void add_bond(struct finder *f, const struct relation *relation)
{
	const char *word = bond_word(relation->kind);
	uint32_t bits = bit_of(f, relation->one) | bit_of(f, relation->other);
	struct thing_shown *thing;

	if (!word || !bit_of(f, relation->one) || !bit_of(f, relation->other))
		return;
	thing = thing_of_key(f, word);
	if (!thing)
		thing = thing_add(f, &(struct thing_shown){
					 .kind = THING_BOND, .word = word, .key = word });
	if (!thing)
		return;
	thing->domains |= bits;
	if (relation->strength < TIE_MEDIUM)
		thing->loose |= bits;
	if (relation->kind == TIE_REGISTRANT)
		thing->name = relation->what;
}

/* --- order ------------------------------------------------------------------------- */

static int mean_of(uint32_t domains)
{
	int sum = 0, count = 0;

	for (int i = 0; i < TIES_DOMAINS; i++)
		if (domains >> i & 1) {
			sum += i * 100;
			count++;
		}
	return count ? sum / count : TIES_DOMAINS * 100;
}

static int compare(const void *a, const void *b)
{
	const struct thing_shown *one = a, *other = b;

	if (one->order != other->order)
		return one->order < other->order ? -1 : 1;
	return one->kind < other->kind ? -1 : one->kind > other->kind;
}

static void sort(struct ties *ties)
{
	for (uint32_t i = 0; i < ties->thing_count; i++)
		ties->things[i].order =
		    mean_of(ties->things[i].domains) * TIES_THINGS + (int)i;
	qsort(ties->things, ties->thing_count, sizeof *ties->things, compare);
}

void ties_find(const struct inspection *in, struct ties *ret)
{
	struct finder f = { in, ret };
	const struct visits *visits = in->visits;

	*ret = (struct ties){ .domain_count = 0 };
	if (!in->survey)
		return;
	find_domains(&f);
	for (uint32_t i = 0; i < in->survey->address_count; i++)
		add_address(&f, &in->survey->addresses[i]);
	for (uint32_t i = 0; visits && i < visits->count; i++)
		for (uint32_t k = 0; k < visits->items[i].handshake_count; k++)
			if (visits->items[i].handshakes[k].count)
				add_certificate(&f, &visits->items[i].handshakes[k]);
	for (uint32_t i = 0; in->enquiries && i < ret->domain_count; i++)
		add_registrar(&f, i);
	for (uint32_t i = 0; i < in->relations.count; i++)
		add_bond(&f, &in->relations.items[i]);
	sort(ret);
}
