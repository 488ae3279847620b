/* indicator/gather_link.c - where the links lead: URLs, hosts, domains. */
#include "indicator/gather.h"

#include "base/limits.h"
#include "check/link_list.h"

struct indicator *gather_host(struct gathering *g, struct str host,
			      const struct charge *charge, const char *source,
			      uint32_t number)
{
	struct str domain = host_registrable(g->in->arena, host);
	struct part_played part = part_of_host(g, host, charge, source);
	struct indicator *item;
	struct ip ip;

	if (ip_parse(host, &ip)) {
		item = gather_add(g, INDICATOR_IP, ip_text(g->in->arena, &ip), &part);
		if (item && !item->number)
			item->number = number;
		return item;
	}
	item = gather_add(g, str_eq(host, domain) ? INDICATOR_DOMAIN : INDICATOR_HOST,
			  host, &part);
	if (item && !item->number)
		item->number = number;
	if (domain.n && !str_eq(host, domain)) {
		struct indicator *whole;

		part = part_of_parent(g, host, domain, charge, source);
		whole = gather_add(g, INDICATOR_DOMAIN, domain, &part);
		if (whole && !whole->number)
			whole->number = number;
	}
	return item;
}

void gather_address(struct gathering *g, struct str address,
		    const struct part_played *part, uint32_t number)
{
	struct indicator *item;

	if (str_find(address, '@') == STR_NPOS)
		return;
	item = gather_add(g, INDICATOR_EMAIL, address, part);
	if (item && !item->number)
		item->number = number;
}

/* The page itself serves the fraud, whosever the host is. */
static struct part_played part_of_url(const struct gathering *g, const struct url *url,
				      const struct host *host,
				      const struct charge *charge)
{
	const struct tables *tables = g->in->env->tables;

	if (site_is_own_domain(g->in->env->site, host->ascii))
		return (struct part_played){ ROLE_VICTIM, BY_SITE, 90, "site" };
	if (charge_holds(g, charge))
		return (struct part_played){ ROLE_BAD, BY_CHARGE,
					     charge_confidence(g, charge),
					     charge->source };
	if (brand_of_domain(tables, host->ascii) && !tables_class(tables, host->ascii))
		return (struct part_played){ ROLE_CONTEXT, BY_BRAND, 90, "link" };
	(void)url;
	return part_plain("link");
}

/* A brand's own page stays what it is, though the mail leads there. */
static struct charge charge_for(const struct gathering *g, const struct link *link)
{
	struct charge none = { 0 };

	if (link->flags & (LINK_OFFICIAL | LINK_OWN) &&
	    !(link->flags & (LINK_SHARED_HOST | LINK_SHORTENER | LINK_REDIRECTOR)))
		return none;
	return charge_of_link(g, link);
}

static void add_mailto(struct gathering *g, const struct link *link)
{
	struct charge charge = charge_for(g, link);
	struct part_played part = part_plain("link");

	if (charge_holds(g, &charge))
		part =
		    (struct part_played){ ROLE_BAD, BY_CHARGE,
					  charge_confidence(g, &charge), charge.source };
	gather_address(g, link_address(link), &part, link->n);
}

/* Detours: a wrapper is somebody's honest service, a redirector one that is misused. */
static void add_detour(struct gathering *g, const struct link *link, bool held)
{
	struct part_played part = part_plain("link");
	struct charge none = { 0 };

	if (held && link->flags & (LINK_REDIRECTOR | LINK_SHORTENER))
		part =
		    (struct part_played){ ROLE_ABUSED, BY_TABLE, 85, "url.redirector" };
	gather_add(g, INDICATOR_URL, link->url.href, &part);
	if (!link->host.ok)
		return;
	if (part.role == ROLE_ABUSED)
		gather_add(g, INDICATOR_HOST, link->host.ascii, &part);
	else
		gather_host(g, link->host.ascii, &none, "link", link->n);
}

static bool charge_is_same(const struct charge *a, const struct charge *b)
{
	return a->source == b->source && a->weight == b->weight && a->grade == b->grade &&
	       a->adverse == b->adverse;
}

/* Most links lead to the host of the one before: nothing is new. Where the list is full,
 * each is counted that found no room. */
static bool is_gathered(const struct gathering *g, struct str host,
			const struct charge *charge)
{
	return g->list->count < LIMIT_INDICATORS && str_eq(g->last_host, host) &&
	       charge_is_same(&g->last_charge, charge);
}

static void add_target_host(struct gathering *g, struct str host,
			    const struct charge *charge, uint32_t number)
{
	if (is_gathered(g, host, charge))
		return;
	gather_host(g, host, charge, "link", number);
	g->last_host = host;
	g->last_charge = *charge;
}

static void add_link(struct gathering *g, const struct link *link)
{
	const struct url *url = link_target(link);
	const struct host *host = link_target_host(link);
	struct charge charge;
	struct part_played part;
	struct indicator *item;

	if (link_address(link).n) {
		add_mailto(g, link);
		return;
	}
	if (!url->ok || !host->ok || host->ascii.n == 0)
		return;
	charge = charge_for(g, link);
	part = part_of_url(g, url, host, &charge);
	item = gather_add(g, INDICATOR_URL, url->href, &part);
	if (item && !item->number)
		item->number = link->n;
	add_target_host(g, host->ascii, &charge, link->n);
	if (!link->chain_count)
		return;
	add_detour(g, link, charge_holds(g, &charge));
	g->last_host = STR_NONE;
}

static bool is_charged(const struct gathering *g, const struct link *link)
{
	struct charge charge = charge_for(g, link);

	return charge_holds(g, &charge);
}

/* Those that are spoken against first: the list ends somewhere. */
void gather_links(struct gathering *g)
{
	const struct links *links = &g->in->links;

	for (int charged = 1; charged >= 0; charged--)
		for (uint32_t i = 0; i < links->count; i++) {
			const struct link *link = &links->items[i];

			if (link->flags & LINK_BROKEN || link->bare ||
			    is_charged(g, link) != (charged == 1))
				continue;
			add_link(g, link);
		}
}
