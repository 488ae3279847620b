/* indicator/whose.c - whose is a name: ours, a brand's, a service that strangers use, an
 * old name that was probably taken over, or the one of whoever is accused? */
#include "indicator/gather.h"

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

/* Its name is made to look like somebody's: it was registered for that. */
static bool imitates(const struct gathering *g, struct str registrable)
{
	static const uint32_t made = 1u << LIKENESS_WORDS | 1u << LIKENESS_OTHER_TLD |
				     1u << LIKENESS_LOOK_ALIKE | 1u << LIKENESS_DIGITS |
				     1u << LIKENESS_EDIT;
	const struct links *links = &g->in->links;

	for (uint32_t i = 0; i < links->count; i++) {
		const struct link *link = &links->items[i];

		if (!str_eq(link_target_host(link)->registrable_domain, registrable))
			continue;
		for (uint32_t k = 0; k < link->likeness_count; k++)
			if (made >> link->likenesses[k].how & 1u)
				return true;
	}
	return false;
}

static bool is_old(const struct gathering *g, struct str registrable)
{
	const struct enquired_domain *domain =
	    g->in->enquiries ? enquired_domain_of(g->in->enquiries, registrable) : NULL;

	return domain && enquired_registration(domain) && domain->life.has_age &&
	       domain->life.age_days >= OLD_DAYS && !imitates(g, registrable);
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

static struct part_played accused(const struct gathering *g, const struct charge *charge)
{
	return (struct part_played){
		.role = ROLE_BAD,
		.basis = BY_CHARGE,
		.confidence = charge_confidence(g, charge),
		.source = charge->source,
	};
}

struct part_played part_of_host(const struct gathering *g, struct str host,
				const struct charge *charge, const char *source)
{
	const struct tables *tables = g->in->env->tables;
	const struct domain_class *class_ = tables_class(tables, host);
	bool holds = charge_holds(g, charge);

	if (site_is_own_domain(g->in->env->site, host))
		return (struct part_played){ ROLE_VICTIM, BY_SITE, 90, "site" };
	if (holds && is_lent_corner(g, class_, host))
		return accused(g, charge);
	if (holds && class_)
		return (struct part_played){ ROLE_ABUSED, BY_TABLE, 85, charge->source };
	if (brand_of_domain(tables, host))
		return (struct part_played){ ROLE_CONTEXT, BY_BRAND, 90, source };
	if (!holds)
		return part_plain(source);
	if (is_old(g, host_registrable(g->in->arena, host)))
		return (struct part_played){ ROLE_ABUSED, BY_TABLE, 50, "reg.age" };
	return accused(g, charge);
}
