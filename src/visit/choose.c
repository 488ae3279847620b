/* visit/choose.c - which links of a message are visited: those that say most against it
 * first, one for each shape of host and path, few of one host.
 *
 * Left alone are our own and the brands' own sites (of them there is nothing to find
 * out), what would do something in the recipient's name, and what cannot be asked for
 * without the very code that may tell who he is. */
#include "visit/part.h"

#include "base/limits.h"

#include <stdlib.h>

enum {
	CANDIDATES = 500, /* the first by rank that are looked at */
};

struct candidate {
	const struct link *link;
	unsigned rank;
};

/* --- may it be visited? ------------------------------------------------------------- */

static bool is_ours_alone(struct str host)
{
	static const struct str ends[] = { STR("localhost"), STR("local"),
					   STR("internal"),  STR("lan"),
					   STR("home.arpa"), STR("intranet") };

	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_is_domain_or_below(host, ends[i]))
			return true;
	return false;
}

static const char *forbids_host(const struct visits *visits, const struct url *url,
				const struct host *host)
{
	const struct brand *brand;
	struct ip ip;

	if (host->is_address || ip_parse(host->ascii, &ip)) {
		if (ip_parse(host->ascii, &ip) && ip_is_private(&ip))
			return N_("an address in a private network");
		return NULL;
	}
	if (str_find(host->ascii, '.') == STR_NPOS || is_ours_alone(host->ascii))
		return N_("a name of a private network");
	if (visits->named)
		return NULL;
	if (site_is_own_domain(visits->site, host->ascii))
		return N_("our own site");
	/* A stranger's page on a good name is not the brand's. */
	brand = brand_of_domain(visits->tables, host->ascii);
	if (brand && !tables_class_link(visits->tables, host->ascii, url->path))
		return N_("a well-known company's own site: not visited unless it is "
			  "asked for by name");
	return NULL;
}

static const struct page_rule *never_rule(const struct visits *visits,
					  const struct url *url, const struct host *host,
					  struct str text)
{
	const struct page_rules *rules = &visits->tables->pages;
	struct str registrable = host->registrable_domain, labels = STR_NONE, what;
	const struct page_rule *rule;

	if (registrable.n && host->ascii.n > registrable.n)
		labels = str_sub(host->ascii, 0, host->ascii.n - registrable.n);
	what = arena_printf(visits->arena, "%.*s %.*s %.*s", STR_ARG(labels),
			    STR_ARG(url->path), STR_ARG(url->query));
	rule = page_rule_in(rules, PAGE_NEVER, STR("url"), what, true);
	if (!rule)
		rule = page_rule_in(rules, PAGE_NEVER, STR("text"), text, true);
	if (rule)
		return rule;
	rule = page_rule_in(rules, PAGE_NEVER, STR("url+value"), what, true);
	return rule && url_has_value(visits->arena, visits->tables, url) ? rule : NULL;
}

const char *visit_forbids(const struct visits *visits, const struct url *url,
			  const struct host *host, struct str text,
			  struct str *ret_reason)
{
	const struct page_rule *rule;
	const char *why;

	*ret_reason = STR_NONE;
	if (!url->ok || !url_is_http(url) || host->ascii.n == 0)
		return N_("no page of the web");
	why = forbids_host(visits, url, host);
	if (why)
		return why;
	rule = never_rule(visits, url, host, text);
	if (!rule)
		return NULL;
	*ret_reason = rule->reason;
	return N_("a link that would do something in the recipient's name");
}

/* --- what is left alone ---------------------------------------------------------------
 */

static void leave(struct visits *visits, const struct link *link, const char *why,
		  struct str reason)
{
	struct str host = link_target_host(link)->ascii;

	for (uint32_t i = 0; i < visits->left_count; i++)
		if (visits->left[i].why == why &&
		    str_eq(link_target_host(visits->left[i].link)->ascii, host))
			return;
	if (visits->left_count == LIMIT_VISIT_LEFT) {
		visits->left_more++;
		return;
	}
	ARENA_GROW(visits->arena, visits->left, visits->left_count, visits->left_cap);
	visits->left[visits->left_count++] = (struct visit_left){ link, why, reason };
}

/* --- one link ---------------------------------------------------------------------- */

static const char *why_not(const struct visits *visits, const struct link *link,
			   struct str *ret_reason)
{
	const char *why = visit_forbids(visits, link_target(link), link_target_host(link),
					link->text, ret_reason);

	if (why)
		return why;
	if (link->opaque.n && !(link->flags & LINK_SHORTENER))
		return N_("a counter of clicks that does not say where it leads: it "
			  "would tell who clicked");
	return NULL;
}

/* A place that is visited already, or as often as one host is. */
static bool is_there(struct visits *visits, struct str shape, struct str host, bool *full)
{
	uint32_t same_host = 0;

	for (uint32_t i = 0; i < visits->count; i++) {
		const struct visit *visit = &visits->items[i];

		if (str_eq(visit->shape, shape)) {
			visits->items[i].links++;
			return true;
		}
		same_host += str_eq(link_target_host(visit->link)->ascii, host);
	}
	*full = same_host >= LIMIT_VISIT_HOST || visits->count == LIMIT_VISIT_SITES;
	return false;
}

static void add(struct visits *visits, const struct link *link)
{
	static const char many[] = N_("more places than are visited for one message");
	static const char coded[] = N_("a short link whose code may be made for one "
				       "recipient, and which leads nowhere without it");
	const struct url *url = link_target(link);
	struct alter_query query = { .needles = visits->needles,
				     .tables = visits->tables,
				     .salt = visits->salt };
	struct altered altered;
	struct visit *visit;
	bool full = false;

	query.host = survey_name_for(visits->survey, link_target_host(link)->ascii);
	if (link_target_host(link)->is_address)
		query.host = STR_NONE;
	if (visits->named)
		altered = (struct altered){ .href = url->href, .shape = url->href };
	else
		url_alter(visits->arena, &query, url, &altered);
	if (is_there(visits, altered.shape, link_target_host(link)->ascii, &full))
		return;
	if (altered.path && link->flags & LINK_SHORTENER) {
		leave(visits, link, coded, STR_NONE);
		return;
	}
	if (full) {
		leave(visits, link, many, STR_NONE);
		return;
	}
	visit = &visits->items[visits->count++];
	*visit = (struct visit){ .link = link,
				 .links = 1,
				 .href = altered.href,
				 .shape = altered.shape,
				 .altered = altered.count > 0,
				 .changes = altered.changes,
				 .change_count = altered.count };
}

/* --- all -----------------------------------------------------------------------------
 */

/* A person's click opens it in a browser; fields of the header are for programs. */
static bool is_clicked(const struct link *link)
{
	const struct url *url = link_target(link);

	return !(link->flags & (LINK_LOADS | LINK_BROKEN)) && !link->inert &&
	       strncmp(link->where, "header", 6) != 0 && url_is_http(url);
}

static int by_rank(const void *a, const void *b)
{
	const struct candidate *one = a, *two = b;

	if (one->rank != two->rank)
		return one->rank > two->rank ? -1 : 1;
	return one->link->n < two->link->n ? -1 : one->link->n > two->link->n;
}

void visits_choose(struct visits *visits, const struct links *links)
{
	struct candidate *candidates =
	    arena_alloc_array(visits->arena, links->count, sizeof *candidates);
	uint32_t count = 0;

	for (uint32_t i = 0; i < links->count; i++)
		if (is_clicked(&links->items[i]))
			candidates[count++] =
			    (struct candidate){ &links->items[i],
						link_rank(&links->items[i]) };
	if (count)
		qsort(candidates, count, sizeof *candidates, by_rank);
	visits->items =
	    arena_alloc_array(visits->arena, LIMIT_VISIT_SITES, sizeof *visits->items);
	for (uint32_t i = 0; i < count; i++) {
		const char *why;
		struct str reason;

		if (i == CANDIDATES) {
			visits->left_more += count - i;
			break;
		}
		why = why_not(visits, candidates[i].link, &reason);
		if (why)
			leave(visits, candidates[i].link, why, reason);
		else
			add(visits, candidates[i].link);
	}
}
