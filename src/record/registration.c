/* record/registration.c - see registration.h. */
#include "record/registration.h"

const char *registration_source_name(enum registration_source source)
{
	static const char *const names[] = {
		[REGISTRATION_REGISTRY_RDAP] = "registry-rdap",
		[REGISTRATION_REGISTRY_WHOIS] = "registry-whois",
		[REGISTRATION_REGISTRAR_RDAP] = "registrar-rdap",
		[REGISTRATION_REGISTRAR_WHOIS] = "registrar-whois",
	};

	return names[source];
}

struct merge {
	struct arena *arena;
	const struct registry_facts *answers[REGISTRATION_SOURCES];
	struct registration *ret;
};

static void keep(struct merge *merge, enum registration_item item,
		 enum registration_source source)
{
	merge->ret->known[item] = true;
	merge->ret->from[item] = source;
}

static void note(struct merge *merge, enum registration_item item,
		 enum registration_source other_from, struct str kept, struct str other)
{
	struct registration *ret = merge->ret;

	/* one for each item: who reads it looks at both answers anyway */
	for (uint32_t i = 0; i < ret->conflict_count; i++)
		if (ret->conflicts[i].item == item)
			return;
	ret->conflicts[ret->conflict_count++] =
	    (struct registration_conflict){ .item = item,
					    .kept_from = ret->from[item],
					    .other_from = other_from,
					    .kept = kept,
					    .other = other };
}

/* --- names
 * ------------------------------------------------------------------------------ */

/* "Example, Inc." and "EXAMPLE INC" are one. */
static bool same_words(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && !ascii_is_alnum(a.p[i]) && !(a.p[i] & 0x80))
			i++;
		while (k < b.n && !ascii_is_alnum(b.p[k]) && !(b.p[k] & 0x80))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (ascii_lower(a.p[i++]) != ascii_lower(b.p[k++]))
			return false;
	}
}

static void merge_registrar(struct merge *merge)
{
	struct registry_facts *facts = &merge->ret->facts;

	for (unsigned i = 0; i < REGISTRATION_SOURCES; i++) {
		const struct registry_facts *answer = merge->answers[i];

		if (!answer || !answer->registrar.n)
			continue;
		if (!facts->registrar.n) {
			facts->registrar = answer->registrar;
			keep(merge, REGISTRATION_REGISTRAR, i);
		} else if (!same_words(facts->registrar, answer->registrar)) {
			note(merge, REGISTRATION_REGISTRAR, i, facts->registrar,
			     answer->registrar);
		}
	}
}

/* Small things of which the first that is there is as good as any. */
static void take_first(struct str *at, struct str value)
{
	if (!at->n)
		*at = value;
}

static void merge_plain(struct merge *merge)
{
	struct registry_facts *facts = &merge->ret->facts;

	for (unsigned i = 0; i < REGISTRATION_SOURCES; i++) {
		const struct registry_facts *answer = merge->answers[i];

		if (!answer)
			continue;
		take_first(&facts->domain, answer->domain);
		take_first(&facts->domain_id, answer->domain_id);
		take_first(&facts->registrar_id, answer->registrar_id);
		take_first(&facts->registrar_url, answer->registrar_url);
		take_first(&facts->referral, answer->referral);
		take_first(&facts->referral_rdap, answer->referral_rdap);
		take_first(&facts->dnssec, answer->dnssec);
		if (facts->signed_ < 0)
			facts->signed_ = answer->signed_;
		if (!facts->registrar_expires.ok)
			facts->registrar_expires = answer->registrar_expires;
		for (uint32_t k = 0; k < answer->abuse_count; k++)
			registry_add_abuse(merge->arena, facts, &answer->abuse[k]);
		facts->cut |= answer->cut;
	}
}

/* --- times
 * -------------------------------------------------------------------------------- */

enum { DAY = 24 * 60 * 60 };

/* A day stands for any moment of it; a zone that was assumed may be off by most of one.
 */
static bool same_time(const struct registry_time *a, const struct registry_time *b)
{
	int64_t apart = a->utc > b->utc ? a->utc - b->utc : b->utc - a->utc;

	if (a->day_only || b->day_only || a->zone == REGISTRY_ZONE_ASSUMED ||
	    b->zone == REGISTRY_ZONE_ASSUMED)
		return apart <= DAY;
	return apart < 60;
}

static struct str time_text(struct arena *arena, const struct registry_time *time)
{
	char text[REGISTRY_TIME_TEXT];

	return arena_str(arena, registry_time_text(time, text));
}

static void merge_time(struct merge *merge, enum registration_item item,
		       struct registry_time *kept, size_t offset)
{
	for (unsigned i = 0; i < REGISTRATION_SOURCES; i++) {
		const struct registry_time *time;

		if (!merge->answers[i])
			continue;
		time = (const void *)((const char *)merge->answers[i] + offset);
		if (!time->ok)
			continue;
		if (!kept->ok) {
			*kept = *time;
			keep(merge, item, i);
		} else if (!same_time(kept, time)) {
			note(merge, item, i, time_text(merge->arena, kept),
			     time_text(merge->arena, time));
		}
	}
}

/* --- lists
 * -------------------------------------------------------------------------------- */

static bool has_host(const struct registry_facts *facts, struct str name)
{
	for (uint32_t i = 0; i < facts->host_count; i++)
		if (str_eq(facts->hosts[i].name, name))
			return true;
	return false;
}

static bool same_hosts(const struct registry_facts *a, const struct registry_facts *b)
{
	if (a->host_count != b->host_count)
		return false;
	for (uint32_t i = 0; i < a->host_count; i++)
		if (!has_host(b, a->hosts[i].name))
			return false;
	return true;
}

static struct str host_list(struct arena *arena, const struct registry_facts *facts)
{
	struct str list = STR("");

	for (uint32_t i = 0; i < facts->host_count; i++) {
		if (i)
			list = arena_concat(arena, list, STR(", "));
		list = arena_concat(arena, list, facts->hosts[i].name);
	}
	return list;
}

static void merge_hosts(struct merge *merge)
{
	struct registry_facts *facts = &merge->ret->facts;

	for (unsigned i = 0; i < REGISTRATION_SOURCES; i++) {
		const struct registry_facts *answer = merge->answers[i];

		if (!answer || !answer->host_count)
			continue;
		if (!facts->host_count) {
			facts->hosts = answer->hosts;
			facts->host_count = answer->host_count;
			keep(merge, REGISTRATION_NAME_SERVERS, i);
		} else if (!same_hosts(facts, answer)) {
			note(merge, REGISTRATION_NAME_SERVERS, i,
			     host_list(merge->arena, facts),
			     host_list(merge->arena, answer));
		}
	}
}

/* All that anybody sees: a hold that one of them names is one. */
static void merge_statuses(struct merge *merge)
{
	for (unsigned i = 0; i < REGISTRATION_SOURCES; i++) {
		const struct registry_facts *answer = merge->answers[i];

		if (!answer || !answer->status_count)
			continue;
		if (!merge->ret->known[REGISTRATION_STATUSES])
			keep(merge, REGISTRATION_STATUSES, i);
		for (uint32_t k = 0; k < answer->status_count; k++)
			registry_add_status(merge->arena, &merge->ret->facts,
					    answer->statuses[k]);
	}
}

/* --- the registrant
 * -------------------------------------------------------------------------- */

static int rank(enum registry_standing standing)
{
	static const int ranks[] = {
		[REGISTRY_NOT_COLLECTED] = 0, [REGISTRY_EMPTY] = 1,
		[REGISTRY_REDACTED] = 2,      [REGISTRY_PRIVACY] = 3,
		[REGISTRY_MASKED] = 4,	      [REGISTRY_PUBLISHED] = 5,
	};

	return ranks[standing];
}

static void merge_value(struct merge *merge, enum registry_field field)
{
	enum registration_item item = REGISTRATION_REGISTRANT + field;
	struct registry_value *kept = &merge->ret->registrant.fields[field];

	for (unsigned i = 0; i < REGISTRATION_SOURCES; i++) {
		const struct registry_contact *contact =
		    merge->answers[i]
			? registry_contact_of(merge->answers[i], REGISTRY_REGISTRANT)
			: NULL;
		const struct registry_value *value =
		    contact ? &contact->fields[field] : NULL;

		if (!value || value->standing == REGISTRY_NOT_COLLECTED)
			continue;
		if (rank(value->standing) > rank(kept->standing)) {
			*kept = *value;
			keep(merge, item, i);
		} else if (value->standing == REGISTRY_PUBLISHED &&
			   kept->standing == REGISTRY_PUBLISHED &&
			   field != REGISTRY_HANDLE && /* each has its own */
			   !same_words(kept->text, value->text)) {
			note(merge, item, i, kept->text, value->text);
		}
	}
}

static void merge_registrant(struct merge *merge)
{
	struct registration *ret = merge->ret;

	ret->registrant.roles = REGISTRY_REGISTRANT;
	for (unsigned field = 0; field < REGISTRY_FIELDS; field++)
		merge_value(merge, field);
	for (unsigned field = 0; field < REGISTRY_FIELDS; field++)
		if (ret->known[REGISTRATION_REGISTRANT + field]) {
			*registry_add_contact(merge->arena, &ret->facts, 0) =
			    ret->registrant;
			return;
		}
}

/* --- the whole
 * --------------------------------------------------------------------------------- */

/* What found nothing tells nothing; what is about another name is not about this one. */
static void choose(const struct registry_facts *const answers[REGISTRATION_SOURCES],
		   struct merge *merge)
{
	struct str domain = STR_NONE;

	for (unsigned i = 0; i < REGISTRATION_SOURCES; i++) {
		const struct registry_facts *answer = answers[i];

		if (!answer || answer->outcome != REGISTRY_FOUND)
			continue;
		if (domain.n && answer->domain.n &&
		    !str_eq_nocase(domain, answer->domain))
			continue;
		if (!domain.n)
			domain = answer->domain;
		merge->answers[i] = answer;
	}
}

/* Where nobody found anything, the first that said something else decides. */
static void settle_outcome(const struct registry_facts *const answers[],
			   struct registration *ret)
{
	for (unsigned i = 0; i < REGISTRATION_SOURCES; i++)
		if (answers[i] && answers[i]->outcome == REGISTRY_FOUND) {
			ret->facts.outcome = REGISTRY_FOUND;
			return;
		}
	for (unsigned i = 0; i < REGISTRATION_SOURCES; i++)
		if (answers[i] && answers[i]->outcome != REGISTRY_UNREADABLE) {
			ret->facts.outcome = answers[i]->outcome;
			ret->facts.said = answers[i]->said;
			ret->facts.domain = answers[i]->domain;
			return;
		}
}

void registration_merge(struct arena *arena,
			const struct registry_facts *const answers[REGISTRATION_SOURCES],
			struct registration *ret)
{
	struct merge merge = { .arena = arena, .ret = ret };

	*ret = (struct registration){ .conflict_count = 0 };
	registry_facts_init(&ret->facts);
	settle_outcome(answers, ret);
	if (ret->facts.outcome != REGISTRY_FOUND)
		return;
	choose(answers, &merge);
	merge_plain(&merge);
	merge_registrar(&merge);
	merge_time(&merge, REGISTRATION_CREATED, &ret->facts.created,
		   offsetof(struct registry_facts, created));
	merge_time(&merge, REGISTRATION_UPDATED, &ret->facts.updated,
		   offsetof(struct registry_facts, updated));
	merge_time(&merge, REGISTRATION_EXPIRES, &ret->facts.expires,
		   offsetof(struct registry_facts, expires));
	merge_hosts(&merge);
	merge_statuses(&merge);
	merge_registrant(&merge);
}
