/* desk/scene.c - see scene.h. */
#include "desk/scene.h"

#include "check/link_list.h"
#include "check/results.h"
#include "check/target.h"
#include "registry/enquiries.h"

/* From that age on a name has most likely an honest history. */
enum { OLD_DAYS = 730 };

/* --- names that nobody is told of ---------------------------------------------------
 */

static bool is_innocent(const struct inspection *in, struct str domain)
{
	const struct survey_domain *seen =
	    in->survey ? survey_domain_of(in->survey, domain) : NULL;

	return domain.n == 0 || site_is_own_domain(in->env->site, domain) ||
	       brand_of_domain(in->env->tables, domain) ||
	       (seen && (seen->own || seen->related == RELATED_YES));
}

static const struct registration_life *life_of(const struct inspection *in,
					       struct str domain)
{
	const struct enquired_domain *at =
	    in->enquiries ? enquired_domain_of(in->enquiries, domain) : NULL;

	return at && enquired_registration(at) ? &at->life : NULL;
}

static bool is_old(const struct inspection *in, struct str domain)
{
	const struct registration_life *life = life_of(in, domain);

	return life && life->has_age && life->age_days >= OLD_DAYS;
}

/* --- sites --------------------------------------------------------------------------
 */

/* By link number: something adverse points at it. */
static bool *links_against(const struct inspection *in)
{
	bool *against = arena_alloc_array(in->arena, in->links.count + 1, sizeof(bool));

	for (uint32_t i = 0; i < in->finding_count; i++) {
		const struct finding *finding = in->findings[i];

		if (finding->severity != SEVERITY_ADVERSE)
			continue;
		for (uint32_t k = 0; k < finding->evidence_count; k++)
			if (finding->evidence[k].kind == AT_LINK &&
			    finding->evidence[k].index <= in->links.count)
				against[finding->evidence[k].index] = true;
	}
	return against;
}

/* A link that a person is to click, and that leads to none of those we know. */
static bool is_foreign(const struct inspection *in, const struct link *link)
{
	const struct host *host = link_target_host(link);

	return link->part && host && host->ok && url_is_http(link_target(link)) &&
	       !(link->flags & (LINK_OWN | LINK_OFFICIAL)) && !link->inert &&
	       !is_innocent(in, link_domain(link));
}

/* The mail leads to one foreign place and no other. */
static bool leads_to_one(const struct inspection *in)
{
	const struct link *link = NULL, *first = NULL;

	while ((link = link_next(in, link, 0))) {
		if (!is_foreign(in, link))
			continue;
		if (!first)
			first = link;
		else if (!str_eq(link_domain(first), link_domain(link)))
			return false;
	}
	return first;
}

static void add_name(struct scene *scene, struct str domain, bool sender, bool old)
{
	for (uint32_t i = 0; i < scene->name_count; i++)
		if (str_eq(scene->names[i].domain, domain))
			return;
	ARENA_GROW(scene->arena, scene->names, scene->name_count, scene->name_cap);
	scene->names[scene->name_count++] =
	    (struct bad_name){ .domain = domain, .sender = sender, .old = old };
}

static void add_site(struct scene *scene, const struct link *link,
		     const struct host *host, const struct domain_class *shared)
{
	struct bad_site site = { .host = host->ascii,
				 .domain = host->registrable_domain,
				 .link = link,
				 .shared = shared };

	if (site.domain.n == 0)
		site.domain = site.host;
	for (uint32_t i = 0; i < scene->site_count; i++)
		if (str_eq(scene->sites[i].host, site.host))
			return;
	if (scene->site_count == LIMIT_DESK_SITES)
		return;
	ARENA_GROW(scene->arena, scene->sites, scene->site_count, scene->site_cap);
	scene->sites[scene->site_count++] = site;
	if (!shared && host->registrable_domain.n)
		add_name(scene, site.domain, false, is_old(scene->in, site.domain));
}

/* Where a redirect of the site led us, where that is foreign too. */
static void add_visited(struct scene *scene, const struct link *link)
{
	const struct inspection *in = scene->in;

	for (uint32_t i = 0; in->visits && i < in->visits->count; i++) {
		const struct visit *visit = &in->visits->items[i];

		if (visit->link != link)
			continue;
		for (uint32_t k = 1; k < visit->hop_count; k++) {
			const struct visit_hop *hop = &visit->hops[k];
			struct str domain = hop->host.registrable_domain;

			if (hop->host.ok &&
			    !is_innocent(in, domain.n ? domain : hop->host.ascii))
				add_site(scene, link, &hop->host,
					 tables_class_link(in->env->tables,
							   hop->host.ascii,
							   hop->url.path));
		}
	}
}

static void read_sites(struct scene *scene)
{
	const struct inspection *in = scene->in;
	const bool *against = links_against(in);
	bool all = in->verdict.class_ == VERDICT_FRAUDULENT && leads_to_one(in);
	const struct link *link = NULL;

	while ((link = link_next(in, link, 0))) {
		if (!is_foreign(in, link) || !(all || against[link->n]))
			continue;
		add_site(scene, link, link_target_host(link), link->shared);
		add_visited(scene, link);
	}
}

/* --- the sender ---------------------------------------------------------------------
 */

static bool same_domain(const struct identity *id, struct str domain)
{
	return domain.n && (str_is_domain_or_below(domain, id->registrable) ||
			    str_eq_nocase(domain, id->registrable));
}

/* The domain itself let the client send it, or signed it: as evaluated here, else as our
 * own side recorded. */
static bool is_established(const struct inspection *in, const struct identity *id)
{
	const struct authentication *auth = &in->authentication;
	static const char *const methods[] = { "spf", "dkim" };

	for (uint32_t i = 0; i < auth->spf_count; i++)
		if (auth->spf[i].scope == SPF_MAILFROM && auth->spf[i].code == SPF_PASS &&
		    same_domain(id, auth->spf[i].domain))
			return true;
	for (uint32_t i = 0; i < auth->dkim.count; i++)
		if (auth->dkim.items[i].code == DKIM_PASS &&
		    same_domain(id, auth->dkim.items[i].domain))
			return true;
	for (size_t i = 0; i < COUNT(methods); i++) {
		const struct recorded *recorded =
		    path_recorded(&in->path, str_c(methods[i]));

		if (recorded && str_eq(recorded->method->result, STR("pass")) &&
		    same_domain(id, results_domain(recorded->method)))
			return true;
	}
	return false;
}

static bool is_mailbox_class(const struct domain_class *class_)
{
	return class_ && (str_eq(class_->class_, STR("freemail")) ||
			  str_eq(class_->class_, STR("anonymous")) ||
			  str_eq(class_->class_, STR("subscriber")));
}

/* Names on the very server that handed it over are the sender's too. */
static void add_neighbours(struct scene *scene, struct str domain)
{
	const struct finding *server =
	    inspection_find(scene->in, STR("infra.one-server"));
	const struct value *hosts = server ? finding_value(server, "hosts") : NULL;
	bool there = false;

	for (uint32_t i = 0; hosts && i < hosts->count; i++)
		there = there || str_eq(hosts->items[i], domain);
	for (uint32_t i = 0; there && i < hosts->count; i++)
		if (!is_innocent(scene->in, hosts->items[i]) &&
		    !is_old(scene->in, hosts->items[i]))
			add_name(scene, hosts->items[i], true, false);
}

static void read_sender(struct scene *scene, const struct identity *id)
{
	const struct inspection *in = scene->in;
	const struct registration_life *life;

	if (id->own || !is_established(in, id))
		return;
	if (is_mailbox_class(id->class_)) {
		scene->mailbox = id->text;
		return;
	}
	if (id->class_ || is_innocent(in, id->registrable) ||
	    in->verdict.class_ != VERDICT_FRAUDULENT)
		return;
	life = life_of(in, id->registrable);
	if (is_old(in, id->registrable)) {
		scene->misused = id->registrable;
	} else if ((life && life->has_age) ||
		   inspection_find(in, STR("brand.look-alike-domain"))) {
		add_name(scene, id->registrable, true, false);
		add_neighbours(scene, id->registrable);
	}
}

static void read_reply(struct scene *scene)
{
	const struct identity *reply = identity_first(&scene->in->ids, ID_REPLY_TO);

	if (reply && !reply->own && is_mailbox_class(reply->class_) &&
	    !str_eq_nocase(reply->text, scene->mailbox))
		scene->reply_mailbox = reply->text;
}

static void read_account(struct scene *scene)
{
	const struct finding *stolen =
	    inspection_find(scene->in, STR("victim.stolen-account"));
	const struct value *user, *domain;

	if (!stolen || stolen->severity != SEVERITY_ADVERSE)
		return;
	user = finding_value(stolen, "user");
	domain = finding_value(stolen, "domain");
	if (!user || !domain)
		return;
	scene->stolen = true;
	scene->account = user->str;
	scene->account_domain = domain->str;
}

/* Established, and the organization's that it names: then it was made to send it. */
static bool is_genuine(const struct inspection *in)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);
	bool confirmed = false;

	for (uint32_t i = 0; i < in->claims.count; i++)
		confirmed =
		    confirmed || in->claims.items[i].standing == STANDING_CONFIRMED;
	return confirmed && from && is_established(in, from);
}

void scene_read(const struct inspection *in, struct scene *ret)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);

	*ret = (struct scene){ .in = in, .arena = in->arena };
	ret->told = !in->thing && (in->verdict.class_ == VERDICT_FRAUDULENT ||
				   in->verdict.class_ == VERDICT_SUSPICIOUS);
	if (!ret->told)
		return;
	ret->genuine = is_genuine(in);
	read_account(ret);
	read_sites(ret);
	if (from && !ret->genuine && !ret->stolen)
		read_sender(ret, from);
	read_reply(ret);
}

bool scene_is_attackers(const struct scene *scene, struct str host)
{
	for (uint32_t i = 0; i < scene->name_count; i++)
		if (str_is_domain_or_below(host, scene->names[i].domain) ||
		    str_eq_nocase(host, scene->names[i].domain))
			return true;
	for (uint32_t i = 0; i < scene->site_count; i++)
		if (str_eq_nocase(host, scene->sites[i].host))
			return true;
	return false;
}
