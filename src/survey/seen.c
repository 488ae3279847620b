/* survey/seen.c - the list of the things seen in a message, the sender's side first. */
#include "survey/part.h"

#include "base/limits.h"

#define N_(text) text

/* --- names ------------------------------------------------------------------- */

static bool is_host_byte(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.';
}

/* Lower case, ASCII, at least two labels, no address: a name that somebody can have
 * published. */
static bool normalise(struct arena *arena, struct str name, struct str *ret)
{
	struct host host;
	struct ip ip;
	bool ascii = true;

	if (name.n && name.p[name.n - 1] == '.')
		name = str_sub(name, 0, name.n - 1);
	for (size_t i = 0; i < name.n; i++)
		ascii &= (unsigned char)name.p[i] < 0x80;
	if (!ascii) {
		host_parse(arena, name, &host);
		if (!host.ok)
			return false;
		name = host.ascii;
	}
	for (size_t i = 0; i < name.n; i++)
		if (!is_host_byte(name.p[i]) ||
		    (name.p[i] == '.' && (i == 0 || name.p[i - 1] == '.')))
			return false;
	if (name.n > 253 || str_find(name, '.') == STR_NPOS || ip_parse(name, &ip))
		return false;
	*ret = arena_lower(arena, name);
	return true;
}

/* Each once: a link that stands there a hundred times is one name. */
static void leave_out(struct survey *survey, struct str name)
{
	for (uint32_t i = 0; i < survey->left_out; i++)
		if (str_eq(survey->left[i], name))
			return;
	if (survey->left_out == LIMIT_SURVEY_LEFT)
		return;
	ARENA_GROW(survey->arena, survey->left, survey->left_out, survey->left_cap);
	survey->left[survey->left_out++] = name;
}

static struct survey_domain *find_domain(const struct survey *survey, struct str name)
{
	for (uint32_t i = 0; i < survey->domain_count; i++)
		if (str_eq(survey->domains[i].name, name))
			return &survey->domains[i];
	return NULL;
}

static struct survey_host *find_host(const struct survey *survey, struct str name)
{
	for (uint32_t i = 0; i < survey->host_count; i++)
		if (str_eq(survey->hosts[i].name, name))
			return &survey->hosts[i];
	return NULL;
}

/* A brand's own site, or a service of many, that a link leads to says nothing of this
 * message: people link to them from everywhere. */
static const char *why_shallow(const struct survey_domain *domain, enum seen_role role)
{
	if (!(SEEN_SITES & 1u << role))
		return NULL;
	if (domain->roles & 1u << SEEN_ASKED)
		return NULL;
	if (domain->class_)
		return N_("a service of many: its own records say nothing of this "
			  "message");
	if (domain->brand && domain->related != RELATED_YES)
		return N_("a well-known site that the message does not claim to be");
	return NULL;
}

static void describe(struct survey *survey, struct survey_domain *domain)
{
	const struct survey_query *query = &survey->query;

	domain->own = site_is_own_domain(query->site, domain->name);
	domain->class_ = tables_class(query->tables, domain->name);
	domain->brand = brand_of_domain(query->tables, domain->name);
	for (uint32_t i = 0; i < query->claims->count; i++)
		if (!claim_is_inside(&query->claims->items[i]) &&
		    brand_is_official(query->claims->items[i].brand, query->site,
				      domain->name)) {
			domain->brand = query->claims->items[i].brand;
			domain->related = RELATED_YES;
		}
}

static uint32_t count_deep(const struct survey *survey)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < survey->domain_count; i++)
		n += survey->domains[i].deep;
	return n;
}

/* Everything of the first ones, name servers and addresses of the rest. */
static void set_depth(struct survey *survey, struct survey_domain *domain,
		      enum seen_role role, bool registrable)
{
	const char *why = why_shallow(domain, role);

	if (domain->deep)
		return;
	if (!registrable && role != SEEN_ASKED)
		why = N_("a name under which strangers register theirs");
	domain->why = why;
	if (why || count_deep(survey) >= LIMIT_SURVEY_DEEP)
		return;
	domain->deep = true;
}

static struct survey_domain *seen_domain(struct survey *survey, enum seen_role role,
					 struct str host)
{
	struct str registrable = host_registrable(survey->arena, host);
	struct str name = registrable.n ? registrable : host;
	struct survey_domain *domain = find_domain(survey, name);

	if (!domain) {
		if (survey->domain_count == LIMIT_SURVEY_DOMAINS) {
			leave_out(survey, name);
			return NULL;
		}
		ARENA_GROW(survey->arena, survey->domains, survey->domain_count,
			   survey->domain_cap);
		domain = &survey->domains[survey->domain_count++];
		*domain =
		    (struct survey_domain){ .name = arena_str(survey->arena, name) };
		describe(survey, domain);
		set_depth(survey, domain, role, registrable.n > 0);
	} else if (domain->why && !(SEEN_SITES & 1u << role)) {
		set_depth(survey, domain, role, registrable.n > 0);
	}
	domain->roles |= 1u << role;
	return domain;
}

static uint32_t count_hosts(const struct survey *survey, uint32_t domain)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < survey->host_count; i++)
		n += survey->hosts[i].domain == domain;
	return n;
}

/* Names that the mail system itself looked up when the message came, that stand in a
 * record already, or that a visit was led to, tell nobody anything new. */
static bool was_asked_before(enum seen_role role)
{
	return role == SEEN_ASKED || role == SEEN_NAMED || role == SEEN_FROM ||
	       role == SEEN_ENVELOPE || role == SEEN_HELO || role == SEEN_RDNS ||
	       role == SEEN_PTR || role == SEEN_DKIM || role == SEEN_LED ||
	       role == SEEN_OWN || role == SEEN_BRAND;
}

static void withhold(struct survey *survey, struct survey_host *host, struct str parent)
{
	host->withheld = true;
	host->parent = arena_str(survey->arena, parent);
	host->probe = personal_probe(survey, host->parent);
}

struct survey_host *seen_host(struct survey *survey, enum seen_role role, struct str name)
{
	struct survey_domain *domain;
	struct survey_host *host;
	struct str parent;

	if (!normalise(survey->arena, name, &name))
		return NULL;
	host = find_host(survey, name);
	domain = seen_domain(survey, role, name);
	if (!domain)
		return NULL;
	if (!host) {
		uint32_t index = (uint32_t)(domain - survey->domains);

		if (count_hosts(survey, index) == LIMIT_SURVEY_HOSTS) {
			leave_out(survey, name);
			return NULL;
		}
		ARENA_GROW(survey->arena, survey->hosts, survey->host_count,
			   survey->host_cap);
		host = &survey->hosts[survey->host_count++];
		*host = (struct survey_host){ .name = name, .domain = index };
		host->personal = personal_name(survey, name, domain->name, &parent);
		if (host->personal && !was_asked_before(role))
			withhold(survey, host, parent);
	}
	host->roles |= 1u << role;
	return host;
}

struct survey_address *seen_address(struct survey *survey, const struct ip *ip,
				    uint32_t roles, struct str host)
{
	struct survey_address *address = NULL;

	for (uint32_t i = 0; i < survey->address_count && !address; i++)
		if (ip_eq(&survey->addresses[i].ip, ip))
			address = &survey->addresses[i];
	if (!address) {
		if (survey->address_count == LIMIT_SURVEY_ADDRESSES) {
			leave_out(survey, ip_text(survey->arena, ip));
			return NULL;
		}
		ARENA_GROW(survey->arena, survey->addresses, survey->address_count,
			   survey->address_cap);
		address = &survey->addresses[survey->address_count++];
		*address = (struct survey_address){
			.ip = *ip,
			.text = ip_text(survey->arena, ip),
			.network =
			    network_of_address(&survey->query.tables->networks, ip),
		};
	}
	address->roles |= roles;
	for (uint32_t i = 0; i < address->host_count; i++)
		if (str_eq(address->hosts[i], host))
			return address;
	if (host.n) {
		ARENA_GROW(survey->arena, address->hosts, address->host_count,
			   address->host_cap);
		address->hosts[address->host_count++] = host;
	}
	return address;
}

/* --- where they stand -------------------------------------------------------- */

static const struct {
	enum identity_role id;
	enum seen_role seen;
} identity_roles[] = {
	{ ID_FROM, SEEN_FROM },
	{ ID_RETURN_PATH, SEEN_ENVELOPE },
	{ ID_HELO, SEEN_HELO },
	{ ID_RDNS, SEEN_RDNS },
	{ ID_DKIM, SEEN_DKIM },
	{ ID_SENDER, SEEN_SENDER },
	{ ID_REPLY_TO, SEEN_REPLY_TO },
	{ ID_AUTH_USER, SEEN_LOGIN },
	{ ID_MESSAGE_ID, SEEN_MESSAGE_ID },
};

static void collect_identities(struct survey *survey, enum identity_role role,
			       enum seen_role seen)
{
	const struct identities *ids = survey->query.ids;

	for (const struct identity *id = identity_first(ids, role); id;
	     id = identity_next(ids, id))
		seen_host(survey, seen, id->domain.n ? id->domain : id->text);
}

static void collect_own(struct survey *survey)
{
	const struct str_list *own = &survey->query.site->own_domains;

	for (uint32_t i = 0; i < own->count && i < LIMIT_SURVEY_OWN_DOMAINS; i++)
		seen_host(survey, SEEN_OWN, own->items[i]);
}

/* Where the brand's own site is, to lay beside the rest; not needed where the sender is
 * theirs. */
static void collect_brands(struct survey *survey)
{
	const struct claims *claims = survey->query.claims;
	uint32_t n = 0;

	for (uint32_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];

		/* What only the text claims is no reason to ask more. */
		if (claim->standing == STANDING_CONFIRMED || claim_is_inside(claim))
			continue;
		for (uint32_t k = 0; k < claim->brand->domain_count; k++)
			if (n < LIMIT_SURVEY_BRAND_DOMAINS && k < 2 &&
			    seen_host(survey, SEEN_BRAND, claim->brand->domains[k]))
				n++;
	}
}

static void seen_link_host(struct survey *survey, const struct link *link,
			   const struct host *at, enum seen_role role)
{
	struct survey_host *host;
	struct ip ip;

	if (!at->ok)
		return;
	if (at->is_address) {
		if (ip_parse(at->ascii, &ip))
			seen_address(survey, &ip, 1u << role, STR_NONE);
		return;
	}
	host = seen_host(survey, role, at->ascii);
	if (!host)
		return;
	if (host->links == 0)
		host->links = link->n;
	/* What carries the recipient or our own name was made for us, whatever it looks
	 * like. */
	if (!host->withheld && !(host->roles & 1u << SEEN_ASKED) &&
	    (link->flags & (LINK_RECIPIENT | LINK_OWN_NAME)) && link->token.place &&
	    strcmp(link->token.place, "host") == 0)
		withhold(survey, host, survey->domains[host->domain].name);
}

static bool is_loaded_only(const struct link *link)
{
	return (link->flags & LINK_LOADS) && !(link->flags & LINK_FORM);
}

/* In two passes: what can be clicked is worth more than what is merely loaded. */
static void collect_links(struct survey *survey, bool loaded)
{
	const struct links *links = survey->query.links;

	for (uint32_t i = 0; i < links->count; i++) {
		const struct link *link = &links->items[i];
		enum seen_role role = loaded ? SEEN_LOADED : SEEN_LINK;

		if (is_loaded_only(link) != loaded || link->inert ||
		    (link->flags & (LINK_BROKEN | LINK_OWN)))
			continue;
		seen_link_host(survey, link, link_target_host(link), role);
		if (link_target_host(link) != &link->host)
			seen_link_host(survey, link, &link->host, SEEN_DETOUR);
	}
}

/* Nothing is laid beside a thing for comparison. */
static void collect_asked(struct survey *survey, const struct thing *thing)
{
	if (thing->ip.kind != IP_NONE)
		seen_address(survey, &thing->ip, 1u << SEEN_ASKED, STR_NONE);
	else if (thing->host.ok)
		seen_host(survey, SEEN_ASKED, thing->host.ascii);
	if (thing->kind == THING_URL)
		collect_links(survey, false);
}

void seen_collect(struct survey *survey)
{
	const struct ip *client = &survey->query.path->origin.addr;

	if (survey->query.asked) {
		collect_asked(survey, survey->query.asked);
		return;
	}
	if (client->kind != IP_NONE)
		seen_address(survey, client, 1u << SEEN_CLIENT, STR_NONE);
	for (size_t i = 0; i < COUNT(identity_roles); i++)
		collect_identities(survey, identity_roles[i].id, identity_roles[i].seen);
	collect_own(survey);
	collect_brands(survey);
	collect_links(survey, false);
	collect_links(survey, true);
}

/* --- learnt by visiting -------------------------------------------------------- */

/* It is surveyed as far as anything is: a link leads there, or another visit did. */
static bool is_known_site(uint32_t roles)
{
	return roles & SEEN_CLICKED;
}

static bool seen_led_address(struct survey *survey, const struct ip *ip)
{
	const struct survey_address *known = survey_address_of(survey, ip);

	return !(known && is_known_site(known->roles)) &&
	       seen_address(survey, ip, 1u << SEEN_LED, STR_NONE);
}

static bool seen_led_host(struct survey *survey, const struct link *link, struct str name,
			  const struct answer *by)
{
	const struct survey_host *known = survey_host_of(survey, name);
	struct survey_host *host;

	/* What was made for one recipient was asked for in another form. */
	if (known && (is_known_site(known->roles) || known->withheld))
		return false;
	host = seen_host(survey, SEEN_LED, name);
	if (!host)
		return false;
	if (host->links == 0)
		host->links = link->n;
	host->led_by = by;
	return true;
}

bool seen_led(struct survey *survey, const struct link *link, const struct host *host,
	      const struct answer *by)
{
	struct ip ip;
	bool new;

	if (survey->led == LIMIT_SURVEY_LED) {
		if (!survey_host_of(survey, host->ascii))
			leave_out(survey, host->ascii);
		return false;
	}
	if (host->is_address)
		new = ip_parse(host->ascii, &ip) && seen_led_address(survey, &ip);
	else
		new = seen_led_host(survey, link, host->ascii, by);
	survey->led += new;
	return new;
}
