/* record/whois_network.c - networks and routes in the answers of the regional registries
 * (ARIN, RIPE, APNIC, LACNIC, AFRINIC) and of national ones (JPNIC, KRNIC, TWNIC). */
#include "record/whois_reader.h"

enum { RWHOIS = 4321 /* RFC 2167, 3.1 */ };

static struct registry_network *network_of(struct whois_reader *reader)
{
	struct registry_facts *facts = reader->facts;

	return facts->network_count ? &facts->networks[facts->network_count - 1] : NULL;
}

static void set_once(struct whois_reader *reader, struct str *at, struct str value)
{
	if (!at->n && value.n)
		*at = arena_str(reader->arena, value);
}

static bool begin(struct whois_reader *reader, struct str value)
{
	struct ip first, last;
	struct registry_network *network;

	if (!registry_range(value, &first, &last))
		return false;
	network = registry_add_network(reader->arena, reader->facts);
	network->first = first;
	network->last = last;
	network->range = arena_str(reader->arena, value);
	reader->holder = NULL;
	reader->context = (struct whois_context){ .about = WHOIS_ABOUT_NETWORK };
	return true;
}

static void begin_route(struct whois_reader *reader, struct str value)
{
	struct registry_facts *facts = reader->facts;

	if (facts->route_count == LIMIT_REGISTRY_ROUTES) {
		facts->cut = true;
		return;
	}
	ARENA_GROW(reader->arena, facts->routes, facts->route_count, facts->route_cap);
	facts->routes[facts->route_count++] =
	    (struct registry_route){ .prefix = arena_str(reader->arena, value) };
	reader->context = (struct whois_context){ .about = WHOIS_ABOUT_ROUTE };
}

static uint32_t as_number(struct str value)
{
	struct str digits = value;
	uint32_t number;

	str_eat(&digits, STR("AS"));
	digits = str_take_word(&digits);
	return str_to_u32(digits, &number) ? number : 0;
}

struct registry_contact *whois_holder(struct whois_reader *reader)
{
	if (!reader->holder)
		reader->holder =
		    registry_add_contact(reader->arena, reader->facts, REGISTRY_HOLDER);
	return reader->holder;
}

static void network_field(struct whois_reader *reader, struct registry_network *network,
			  const struct whois_key *key, struct str value)
{
	if (key->field == REGISTRY_COUNTRY)
		set_once(reader, &network->country, value);
	else if (key->field == REGISTRY_ORGANIZATION)
		set_once(reader, &network->organization, value);
	else if (key->field == REGISTRY_HANDLE && !key->role)
		set_once(reader, &network->handle, value);
	registry_contact_add(reader->arena, whois_holder(reader), key->field, value);
}

/* Whoever a network's owner names for himself is no registrant of a domain. */
static void network_handle(struct whois_reader *reader, const struct whois_key *key,
			   struct str value)
{
	if (value.n)
		whois_refer(reader,
			    key->role == REGISTRY_REGISTRANT ? REGISTRY_ADMIN : key->role,
			    value);
}

/* "remarks: Email address for abuse complaints : abuse@example.net". What stands before
 * the word is somebody else's. */
static void network_remark(struct whois_reader *reader, struct str value)
{
	static const char around[] = " \t\"'()[]<>,;";
	bool abuse = false;

	while (value.n && !reader->remarked.n) {
		size_t n = 0;
		struct str word;

		while (n < value.n && !memchr(around, value.p[n], sizeof around - 1))
			n++;
		word = str_sub(value, 0, n);
		value = str_skip(value, n + 1);
		while (word.n && (word.p[word.n - 1] == '.' || word.p[word.n - 1] == ':'))
			word.n--;
		abuse |= str_find_str_nocase(word, STR("abuse")) != STR_NPOS;
		if (abuse && registry_has_mailbox(word))
			reader->remarked = arena_str(reader->arena, word);
	}
}

static void network_time(struct whois_reader *reader, struct registry_time *time,
			 struct str value)
{
	struct registry_time read;

	if (registry_date_parse(value, &reader->dates, &read))
		*time = read;
}

/* Lines of a network's own paragraph. */
static bool take_own(struct whois_reader *reader, struct registry_network *network,
		     const struct whois_key *key, struct str value)
{
	switch (key->what) {
	case WHOIS_NET_NAME:
		set_once(reader, &network->name, value);
		return true;
	case WHOIS_NET_KIND:
	case WHOIS_STATUS:
		set_once(reader, &network->kind, value);
		return true;
	case WHOIS_NET_PARENT:
		set_once(reader, &network->parent, value);
		return true;
	case WHOIS_NET_HOLDER:
		set_once(reader, &network->holder, value);
		return true;
	case WHOIS_DESCRIPTION:
		set_once(reader, &network->description, value);
		return true;
	case WHOIS_ORIGIN:
		if (!network->asn)
			network->asn = as_number(value);
		return true;
	case WHOIS_CREATED:
		network_time(reader, &network->created, value);
		return true;
	case WHOIS_UPDATED:
		network_time(reader, &network->updated, value);
		return true;
	case WHOIS_ROLE: /* "owner:" of LACNIC */
		if (key->role != REGISTRY_REGISTRANT || !value.n)
			return false;
		set_once(reader, &network->organization, value);
		return true;
	case WHOIS_FIELD:
		if (key->role && key->role != REGISTRY_HOLDER &&
		    key->role != REGISTRY_REGISTRANT)
			return false;
		network_field(reader, network, key, value);
		return true;
	case WHOIS_HANDLE:
		network_handle(reader, key, value);
		return true;
	case WHOIS_REMARK:
		network_remark(reader, value);
		return true;
	case WHOIS_PREFIX:
	case WHOIS_HOST:
		return true;
	default:
		return false;
	}
}

static bool take_route(struct whois_reader *reader, const struct whois_key *key,
		       struct str value)
{
	struct registry_route *route =
	    &reader->facts->routes[reader->facts->route_count - 1];

	if (key->what == WHOIS_ORIGIN)
		set_once(reader, &route->origin, value);
	else if (key->what == WHOIS_DESCRIPTION)
		set_once(reader, &route->description, value);
	return key->what != WHOIS_ROUTE && key->what != WHOIS_RANGE;
}

static void open_holder(struct whois_reader *reader, enum registry_field field,
			struct str value)
{
	reader->holder =
	    registry_add_contact(reader->arena, reader->facts, REGISTRY_HOLDER);
	registry_contact_add(reader->arena, reader->holder, field, value);
	reader->context = (struct whois_context){ .about = WHOIS_ABOUT_CONTACT,
						  .contact = reader->holder };
}

/* "organisation: ORG-EX1-RIPE": the class of an object of RPSL, whose value is its
 * handle; the name has a line of its own. */
static bool take_organisation(struct whois_reader *reader, const struct whois_key *key,
			      struct str value)
{
	if (!reader->first || !reader->facts->network_count || key->role ||
	    key->what != WHOIS_FIELD || key->field != REGISTRY_ORGANIZATION ||
	    !str_starts_nocase(value, STR("ORG-")))
		return false;
	open_holder(reader, REGISTRY_HANDLE, value);
	return true;
}

/* "OrgName:" opens the paragraph of whoever holds the network above it. */
static bool take_holder(struct whois_reader *reader, const struct whois_key *key,
			struct str value)
{
	struct registry_network *network = network_of(reader);
	const struct whois_context *context = &reader->context;

	if (!network || key->what != WHOIS_FIELD || key->role != REGISTRY_HOLDER ||
	    key->field != REGISTRY_ORGANIZATION)
		return false;
	if (context->about == WHOIS_ABOUT_CONTACT && context->contact == reader->holder &&
	    !reader->holder->fields[key->field].text.n)
		registry_contact_add(reader->arena, reader->holder, key->field, value);
	else
		open_holder(reader, key->field, value);
	/* ARIN's "Organization: Example Inc. (EXA-1)" gave name and handle in one */
	network->organization = arena_str(reader->arena, value);
	return true;
}

static bool take_abuse(struct whois_reader *reader, const struct whois_key *key,
		       struct str value)
{
	switch (key->what) {
	case WHOIS_ABUSE_EMAIL:
		if (reader->abuse.email.n)
			whois_flush_abuse(reader);
		reader->abuse.email = arena_str(reader->arena, value);
		return true;
	case WHOIS_ABUSE_PHONE:
		reader->abuse.phone = arena_str(reader->arena, value);
		return true;
	case WHOIS_ABUSE_NAME:
		reader->abuse.name = arena_str(reader->arena, value);
		return true;
	case WHOIS_ABUSE_HANDLE:
		whois_refer(reader, REGISTRY_ABUSE, value);
		return true;
	default:
		return false;
	}
}

void whois_flush_abuse(struct whois_reader *reader)
{
	reader->abuse.of =
	    reader->facts->network_count ? REGISTRY_HOLDER : REGISTRY_REGISTRAR;
	if (reader->abuse.email.n)
		registry_add_abuse(reader->arena, reader->facts, &reader->abuse);
	reader->abuse = (struct registry_abuse){ .of = REGISTRY_HOLDER };
}

/* "rwhois://rwhois.example.net:4321/x", "whois://whois.ripe.net", "whois.ripe.net". */
static void take_rwhois(struct whois_reader *reader, struct str value)
{
	size_t at = str_find_str(value, STR("://"));
	struct str peer = at == STR_NPOS ? value : str_skip(value, at + 3), port;
	struct registry_facts *facts = reader->facts;
	uint32_t number;

	peer = str_until(str_trim(peer), '/');
	if (facts->referral.n)
		return;
	facts->referral = registry_host_text(reader->arena, str_until(peer, ':'));
	facts->referral_rwhois = str_starts_nocase(value, STR("rwhois://"));
	if (facts->referral_rwhois)
		facts->referral_port = RWHOIS;
	port = str_skip(peer, str_until(peer, ':').n + 1);
	if (str_to_u32(port, &number) && number && number <= UINT16_MAX)
		facts->referral_port = (uint16_t)number;
}

bool whois_take_network(struct whois_reader *reader, const struct whois_key *key,
			struct str value)
{
	struct registry_network *network = network_of(reader);

	if (key->what == WHOIS_RANGE)
		return begin(reader, value);
	if (key->what == WHOIS_ROUTE) {
		begin_route(reader, value);
		return true;
	}
	if (key->what == WHOIS_REFERRAL_RWHOIS) {
		take_rwhois(reader, value);
		return true;
	}
	if (take_abuse(reader, key, value))
		return true;
	if (reader->context.about == WHOIS_ABOUT_ROUTE && reader->facts->route_count)
		return take_route(reader, key, value);
	if (take_organisation(reader, key, value) || take_holder(reader, key, value))
		return true;
	return network && reader->context.about == WHOIS_ABOUT_NETWORK &&
	       take_own(reader, network, key, value);
}

void whois_take_comment(struct whois_reader *reader, struct str text)
{
	struct registry_abuse abuse = { .of = REGISTRY_HOLDER };
	size_t at;

	if (!str_starts_nocase(text, STR("Abuse contact for")))
		return;
	at = str_find_str(text, STR(" is '"));
	if (at == STR_NPOS)
		return;
	abuse.email = arena_str(reader->arena, str_until(str_skip(text, at + 5), '\''));
	if (str_find(abuse.email, '@') != STR_NPOS)
		registry_add_abuse(reader->arena, reader->facts, &abuse);
}
