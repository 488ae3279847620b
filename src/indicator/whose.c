/* indicator/whose.c - whose is a name: ours, a brand's, a service that strangers use, an
 * old name that was probably taken over, or the one of whoever is accused? */
#include "indicator/gather.h"

#include "check/by_lot.h"
#include "check/results.h"

/* A name that its owner has kept so long is more often taken over than his own tool. */
enum { OLD_DAYS = 730 };

struct part_played part_plain(const char *source)
{
	return (struct part_played){ ROLE_CONTEXT, BY_PRESENCE, 50, source };
}

static bool passes_for(const struct recorded *recorded, struct arena *arena,
		       struct str registrable)
{
	return recorded->grade != GRADE_CLAIMED && results_is(recorded, "pass") &&
	       str_eq_nocase(host_registrable(arena, results_domain(recorded->method)),
			     registrable);
}

bool domain_is_established(const struct gathering *g, struct str registrable)
{
	const struct authentication *auth = &g->in->authentication;
	const struct path *path = &g->in->path;
	struct arena *arena = g->in->arena;

	if (registrable.n == 0)
		return false;
	for (uint32_t i = 0; i < path->recorded_count; i++) {
		struct str method = path->recorded[i].method->method;

		if ((str_eq_nocase(method, STR("spf")) ||
		     str_eq_nocase(method, STR("dkim")) ||
		     str_eq_nocase(method, STR("dmarc"))) &&
		    passes_for(&path->recorded[i], arena, registrable))
			return true;
	}
	for (uint32_t i = 0; i < auth->dkim.count; i++)
		if (auth->dkim.items[i].code == DKIM_PASS &&
		    str_eq_nocase(host_registrable(arena, auth->dkim.items[i].domain),
				  registrable))
			return true;
	for (uint32_t i = 0; i < auth->spf_count; i++)
		if (auth->spf[i].scope == SPF_MAILFROM && auth->spf[i].code == SPF_PASS &&
		    str_eq_nocase(host_registrable(arena, auth->spf[i].domain),
				  registrable))
			return true;
	return false;
}

/* Made to look like somebody's: it was registered for that. */
#define MADE_NAMES \
	(1u << LIKENESS_WORDS | 1u << LIKENESS_OTHER_TLD | 1u << LIKENESS_LOOK_ALIKE | \
	 1u << LIKENESS_DIGITS | 1u << LIKENESS_EDIT)
/* Somebody's name to the left of it: whoever wrote that there runs its name servers. */
#define LEFT_NAMES (1u << LIKENESS_LABEL | 1u << LIKENESS_DOMAIN_LEFT)

static bool wears(const struct gathering *g, struct str registrable, uint32_t kinds)
{
	const struct links *links = &g->in->links;

	for (uint32_t i = 0; i < links->count; i++) {
		const struct link *link = &links->items[i];

		if (!str_eq(link_target_host(link)->registrable_domain, registrable))
			continue;
		for (uint32_t k = 0; k < link->likeness_count; k++)
			if (kinds >> link->likenesses[k].how & 1u)
				return true;
	}
	return false;
}

/* Days since it was registered, when the message came; negative: not known. */
static int32_t age_of(const struct gathering *g, struct str registrable)
{
	const struct enquired_domain *domain =
	    g->in->enquiries ? enquired_domain_of(g->in->enquiries, registrable) : NULL;

	return domain && enquired_registration(domain) && domain->life.has_age &&
		       domain->life.age_days >= 0
		   ? domain->life.age_days
		   : -1;
}

static bool is_old(const struct gathering *g, struct str registrable)
{
	return age_of(g, registrable) >= OLD_DAYS && !wears(g, registrable, MADE_NAMES);
}

bool domain_is_made_for_it(const struct gathering *g, struct str registrable)
{
	int32_t age = age_of(g, registrable);

	return (age >= 0 && age < OLD_DAYS) ||
	       (age < 0 && is_by_lot(str_until(registrable, '.'))) ||
	       wears(g, registrable, MADE_NAMES) ||
	       (age < 0 && wears(g, registrable, LEFT_NAMES));
}

/* A corner that a service lends has an owner of its own: the name in front. */
static bool is_lent_corner(const struct gathering *g, const struct domain_class *class_,
			   struct str host)
{
	return host_is_lent(g->in->arena, host) ||
	       (class_ && class_->below && class_->path.n == 0 &&
		host.n > class_->domain.n &&
		!str_eq_nocase(str_until(host, '.'), STR("www")));
}

/* Where nothing tells whether the name is his own or taken over, what was done there is
 * known, and whose it is a guess. */
static struct part_played accused(const struct gathering *g, struct str host,
				  const struct charge *charge)
{
	enum { GUESS = 50 };
	int confidence = charge_confidence(g, charge);

	if (confidence > GUESS &&
	    !domain_is_made_for_it(g, host_registrable(g->in->arena, host)))
		confidence = GUESS;
	return (struct part_played){ ROLE_BAD, BY_CHARGE, confidence, charge->source };
}

/* Mailboxes of the public: a name that says nothing of who has one. */
bool class_is_of_mailboxes(const struct domain_class *class_)
{
	return class_ && (str_eq(class_->class_, STR("freemail")) ||
			  str_eq(class_->class_, STR("subscriber")) ||
			  str_eq(class_->class_, STR("anonymous")));
}

struct part_played part_of_host(const struct gathering *g, struct str host,
				const struct charge *charge, const char *source)
{
	const struct tables *tables = g->in->env->tables;
	bool holds = charge_holds(g, charge);
	const struct domain_class *class_ = holds ? tables_class(tables, host) : NULL;

	if (site_is_own_domain(g->in->env->site, host))
		return (struct part_played){ ROLE_VICTIM, BY_SITE, 90, "site" };
	if (holds && class_ && class_is_of_mailboxes(class_) &&
	    str_eq_nocase(class_->domain, host))
		return part_plain(source);
	if (holds && class_ &&
	    (str_eq_nocase(class_->domain, host) || !is_lent_corner(g, class_, host)))
		return (struct part_played){ ROLE_ABUSED, BY_TABLE, 85, charge->source };
	if (holds && is_lent_corner(g, class_, host))
		return (struct part_played){ ROLE_BAD, BY_CHARGE,
					     charge_confidence(g, charge),
					     charge->source };
	if (brand_of_domain(tables, host))
		return (struct part_played){ ROLE_CONTEXT, BY_BRAND, 90, source };
	if (!holds)
		return part_plain(source);
	if (is_old(g, host_registrable(g->in->arena, host)))
		return (struct part_played){ ROLE_ABUSED, BY_TABLE, 50, "reg.age" };
	return accused(g, host, charge);
}

struct part_played part_of_parent(const struct gathering *g, struct str host,
				  struct str domain, const struct charge *charge,
				  const char *source)
{
	struct part_played part = part_of_host(g, domain, charge, source);

	if (part.role != ROLE_BAD)
		return part;
	/* What is below it was lent, be it by one level or by two. */
	if (tables_class(g->in->env->tables, host) || host_is_lent(g->in->arena, host))
		return (struct part_played){ ROLE_ABUSED, BY_TABLE, 70, charge->source };
	return domain_is_made_for_it(g, domain) ? part : part_plain(source);
}
