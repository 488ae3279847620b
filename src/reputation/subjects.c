/* reputation/subjects.c - what lists are asked about: the client, domains of the sender
 * and of links, the sites' own addresses, and the URLs that a person would open.
 *
 * What strangers share (a CDN's addresses, services of many, well-known sites) says
 * nothing of this message. */
#include "reputation/part.h"

#include "base/limits.h"
#include "visit/alter.h"

#include <openssl/sha.h>

/* Domains that speak for the sender, or that a click leads to. */
#define ASKED_DOMAINS (SEEN_SENDERS | SEEN_WANTED | SEEN_CLICKED | 1u << SEEN_DETOUR)
#define ASKED_SITES (1u << SEEN_ASKED | SEEN_CLICKED | 1u << SEEN_DETOUR)

static const uint32_t most[REPUTATION_KINDS] = {
	[REPUTATION_ADDRESS] = LIMIT_LIST_ADDRESSES,
	[REPUTATION_DOMAIN] = LIMIT_LIST_DOMAINS,
	[REPUTATION_URL] = LIMIT_LIST_URLS,
};

/* --- one subject ---------------------------------------------------------------------
 */

static unsigned needs(const struct reputation_subject *subject)
{
	switch (subject->kind) {
	case REPUTATION_ADDRESS:
		return subject->ip.kind == IP_V4 ? LIST_TAKES_IPV4 : LIST_TAKES_IPV6;
	case REPUTATION_DOMAIN:
		return LIST_TAKES_DOMAIN;
	default:
		return LIST_TAKES_URL;
	}
}

static void make_entries(struct reputation *reputation, uint32_t index)
{
	const struct site *site = reputation->query.site;
	unsigned need = needs(&reputation->subjects[index]);

	for (uint32_t i = 0; i < site->list_count; i++) {
		if (!(site->lists[i]->takes & need))
			continue;
		ARENA_GROW(reputation->arena, reputation->entries,
			   reputation->entry_count, reputation->entry_cap);
		reputation->entries[reputation->entry_count++] =
		    (struct reputation_entry){ .list = site->lists[i], .subject = index };
	}
}

static bool is_same(const struct reputation_subject *a,
		    const struct reputation_subject *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == REPUTATION_URL)
		return str_eq(a->key, b->key) && str_eq(a->host, b->host);
	return str_eq(a->text, b->text);
}

/* Each once. */
static void add(struct reputation *reputation, const struct reputation_subject *subject)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < reputation->subject_count; i++) {
		struct reputation_subject *other = &reputation->subjects[i];

		if (is_same(other, subject)) {
			other->roles |= subject->roles;
			return;
		}
		count += other->kind == subject->kind;
	}
	if (count >= most[subject->kind]) {
		reputation->left_out++;
		return;
	}
	ARENA_GROW(reputation->arena, reputation->subjects, reputation->subject_count,
		   reputation->subject_cap);
	reputation->subjects[reputation->subject_count] = *subject;
	make_entries(reputation, reputation->subject_count++);
}

static void add_address(struct reputation *reputation, const struct ip *ip,
			uint32_t roles)
{
	struct reputation_subject subject = { .kind = REPUTATION_ADDRESS,
					      .ip = *ip,
					      .text = ip_text(reputation->arena, ip),
					      .roles = roles };

	if (ip->kind != IP_NONE && !ip_is_private(ip))
		add(reputation, &subject);
}

/* --- domains -------------------------------------------------------------------------
 */

static void add_domains(struct reputation *reputation)
{
	const struct survey *survey = reputation->query.survey;

	for (uint32_t i = 0; i < survey->domain_count; i++) {
		const struct survey_domain *domain = &survey->domains[i];
		struct reputation_subject subject = { .kind = REPUTATION_DOMAIN,
						      .text = domain->name,
						      .roles = domain->roles };

		/* `why`: of many, well-known, or none that somebody registered */
		if ((domain->roles & ASKED_DOMAINS) && !domain->own && !domain->why &&
		    !domain->class_ && domain->related != RELATED_YES)
			add(reputation, &subject);
	}
}

/* --- URLs ----------------------------------------------------------------------------
 */

static bool is_opened(const struct link *link)
{
	if (link->inert || (link->flags & (LINK_BROKEN | LINK_OWN | LINK_OFFICIAL)))
		return false;
	if ((link->flags & LINK_LOADS) && !(link->flags & LINK_FORM))
		return false;
	return url_is_http(link_target(link));
}

static bool carries(const struct reputation *reputation, struct str text)
{
	const struct token_needles *secrets = reputation->query.secrets;

	return secrets && token_in_text(reputation->arena, secrets, text);
}

/* The URL, without its query where that carries the recipient, without its path where
 * that does; the host where nothing is left. */
static struct str bare_key(const struct reputation *reputation,
			   const struct canonical_url *url, bool *ret_shortened)
{
	struct str without =
	    arena_printf(reputation->arena, "%.*s://%.*s%.*s", STR_ARG(url->scheme),
			 STR_ARG(url->host), STR_ARG(url->path));
	struct str root = arena_printf(reputation->arena, "%.*s://%.*s/",
				       STR_ARG(url->scheme), STR_ARG(url->host));

	*ret_shortened = false;
	if (!carries(reputation, url->text))
		return url->text;
	*ret_shortened = true;
	if (!carries(reputation, without))
		return without;
	return carries(reputation, root) ? STR("") : root;
}

static bool is_personal(const struct reputation *reputation, struct str key)
{
	struct url url;

	return !url_parse(reputation->arena, key, NULL, &url) ||
	       url_has_value(reputation->arena, reputation->query.tables, &url);
}

static void make_expressions(const struct reputation *reputation,
			     const struct canonical_url *url,
			     struct reputation_subject *subject)
{
	struct str texts[CANONICAL_EXPRESSIONS];
	uint32_t n = canonical_expressions(reputation->arena, url, texts);

	subject->expressions =
	    arena_alloc_array(reputation->arena, n, sizeof *subject->expressions);
	for (uint32_t i = 0; i < n; i++) {
		struct reputation_expression *one;

		if (carries(reputation, texts[i]))
			continue;
		one = &subject->expressions[subject->expression_count++];
		one->text = texts[i];
		SHA256((const unsigned char *)texts[i].p, texts[i].n, one->hash);
	}
}

void subject_of_url(struct reputation *reputation, uint32_t roles, uint32_t link,
		    struct str href, struct str host)
{
	struct reputation_subject subject = { .kind = REPUTATION_URL,
					      .link = link,
					      .roles = roles };
	struct canonical_url url;

	if (!canonical_read(reputation->arena, href, &url))
		return;
	subject.key = bare_key(reputation, &url, &subject.shortened);
	if (subject.key.n == 0 || subject.key.n > LIMIT_QUESTION_BYTES / 2)
		subject.key = arena_printf(reputation->arena, "%.*s://%.*s/",
					   STR_ARG(url.scheme), STR_ARG(url.host));
	subject.text = subject.key;
	subject.personal = subject.shortened || is_personal(reputation, subject.key);
	subject.host = url.host;
	subject.shared = tables_class(reputation->query.tables, host) != NULL;
	make_expressions(reputation, &url, &subject);
	add(reputation, &subject);
}

bool subjects_are_urls(const struct site *site)
{
	for (uint32_t i = 0; i < site->list_count; i++)
		if (site->lists[i]->takes & LIST_TAKES_URL)
			return true;
	return false;
}

static void add_urls(struct reputation *reputation)
{
	const struct links *links = reputation->query.links;

	if (!subjects_are_urls(reputation->query.site))
		return;
	for (uint32_t i = 0; i < links->count; i++)
		if (is_opened(&links->items[i]))
			subject_of_url(reputation, 1u << SEEN_LINK, links->items[i].n,
				       link_target(&links->items[i])->href,
				       link_target_host(&links->items[i])->ascii);
}

void subjects_of_message(struct reputation *reputation)
{
	const struct path *path = reputation->query.path;
	const struct ip *client = &path->origin.addr;

	if (!site_is_relay(reputation->query.site, STR(""), client))
		add_address(reputation, client, 1u << SEEN_CLIENT);
	add_domains(reputation);
	add_urls(reputation);
}

/* --- what the survey found -----------------------------------------------------------
 */

/* Strangers share it, as the address itself or the names that lead to it tell. */
static bool is_shared(const struct survey *survey, const struct survey_address *address)
{
	if (address->network)
		return true;
	for (uint32_t i = 0; i < survey->host_count; i++)
		for (uint32_t k = 0; k < address->host_count; k++)
			if (survey->hosts[i].network &&
			    (str_eq(survey->hosts[i].name, address->hosts[k]) ||
			     str_eq(survey->hosts[i].probe, address->hosts[k])))
				return true;
	return false;
}

void subjects_of_survey(struct reputation *reputation)
{
	const struct survey *survey = reputation->query.survey;

	add_domains(reputation);
	for (uint32_t i = 0; i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];

		if ((address->roles & ASKED_SITES) && !is_shared(survey, address))
			add_address(reputation, &address->ip, address->roles);
	}
}
