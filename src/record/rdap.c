/* record/rdap.c - see rdap.h.
 *
 * An object is walked once; objects within it are kept as slices of the text on a list
 * and walked in their turn, so that depth costs a pass over the text for each level that
 * is read, and nothing for those that are not. */
#include "record/rdap.h"

#include "base/json_read.h"
#include "record/rdap_card.h"
#include "record/registry_date.h"
#include "record/whois_key.h"

enum { OBJECTS = LIMIT_REGISTRY_CONTACTS * 2 };

struct object {
	struct str json;
	uint32_t depth;
	uint32_t above; /* roles of the entity that it belongs to */
};

struct reader {
	struct arena *arena;
	struct registry_facts *facts;
	struct object objects[OBJECTS]; /* entities to come */
	uint32_t count, next;
	struct str class, name, range_first, range_last;
	struct registry_network network;
	struct str prefix;   /* of cidr0 */
	struct str redacted; /* the array of RFC 9537 */
	uint64_t error;
	struct str title;
};

/* The text of the next value, which is stepped over. */
static struct str slice(struct json_walk *walk)
{
	struct str from;

	json_walk_peek(walk);
	from = walk->rest;
	if (!json_walk_skip(walk))
		return STR_NONE;
	return str_sub(from, 0, from.n - walk->rest.n);
}

static void text_or_skip(struct json_walk *walk, struct str *ret)
{
	if (json_walk_peek(walk) == '"')
		json_walk_text(walk, ret);
	else
		json_walk_skip(walk);
}

static void number_or_skip(struct json_walk *walk, uint64_t *ret)
{
	if (ascii_is_digit(json_walk_peek(walk)))
		json_walk_count(walk, ret);
	else
		json_walk_skip(walk);
}

/* True where an array was opened; what is none was stepped over. */
static bool array(struct json_walk *walk)
{
	if (json_walk_peek(walk) == '[')
		return json_walk_open(walk, '[');
	json_walk_skip(walk);
	return false;
}

/* The same for an object; inside an array the loop goes on. */
static bool object(struct json_walk *walk)
{
	if (json_walk_peek(walk) == '{')
		return json_walk_open(walk, '{');
	json_walk_skip(walk);
	return false;
}

/* --- parts of objects ------------------------------------------------------------ */

static void read_statuses(struct reader *reader, struct json_walk *walk)
{
	struct str text;

	if (!array(walk))
		return;
	while (json_walk_item(walk)) {
		text = STR_NONE;
		text_or_skip(walk, &text);
		registry_add_status(reader->arena, reader->facts, text);
	}
}

struct event {
	struct str action, date;
};

static void read_event(struct json_walk *walk, struct event *ret)
{
	struct str key;

	*ret = (struct event){ .action = STR_NONE };
	if (!object(walk))
		return;
	while (json_walk_member(walk, &key))
		if (str_eq(key, STR("eventAction")))
			text_or_skip(walk, &ret->action);
		else if (str_eq(key, STR("eventDate")))
			text_or_skip(walk, &ret->date);
		else
			json_walk_skip(walk);
}

static void read_events(struct json_walk *walk, struct registry_facts *facts)
{
	static const struct registry_dates plain = { .month_first = false };
	const struct {
		struct str action;
		struct registry_time *time;
	} kinds[] = {
		{ STR("registration"), &facts->created },
		{ STR("expiration"), &facts->expires },
		{ STR("last changed"), &facts->updated },
		{ STR("registrar expiration"), &facts->registrar_expires },
	};
	struct event event;

	if (!array(walk))
		return;
	while (json_walk_item(walk)) {
		read_event(walk, &event);
		for (size_t i = 0; i < COUNT(kinds); i++)
			if (str_eq_nocase(event.action, kinds[i].action) &&
			    !kinds[i].time->ok)
				registry_date_parse(event.date, &plain, kinds[i].time);
	}
}

static void read_addresses(struct reader *reader, struct json_walk *walk,
			   struct registry_host *host)
{
	struct str key, text;
	struct ip ip;

	if (!object(walk))
		return;
	while (json_walk_member(walk, &key)) {
		if (!array(walk))
			continue;
		while (json_walk_item(walk)) {
			text = STR_NONE;
			text_or_skip(walk, &text);
			if (host && ip_parse(text, &ip))
				registry_add_address(reader->facts, host, &ip);
		}
	}
}

static void read_host(struct reader *reader, struct json_walk *walk)
{
	struct registry_host *host = NULL;
	struct str key, name = STR_NONE, addresses = STR_NONE;
	struct json_walk inner;

	if (!object(walk))
		return;
	while (json_walk_member(walk, &key))
		if (str_eq(key, STR("ldhName")))
			text_or_skip(walk, &name);
		else if (str_eq(key, STR("ipAddresses")))
			addresses = slice(walk);
		else
			json_walk_skip(walk);
	host = registry_add_host(reader->arena, reader->facts, name);
	json_walk_init(&inner, reader->arena, addresses);
	read_addresses(reader, &inner, host);
}

static void read_hosts(struct reader *reader, struct json_walk *walk)
{
	if (!array(walk))
		return;
	while (json_walk_item(walk))
		read_host(reader, walk);
}

static void read_secure(struct reader *reader, struct json_walk *walk)
{
	struct str key;

	if (!object(walk))
		return;
	while (json_walk_member(walk, &key)) {
		char c = json_walk_peek(walk);

		if (str_eq(key, STR("delegationSigned")) && (c == 't' || c == 'f'))
			reader->facts->signed_ = c == 't';
		json_walk_skip(walk);
	}
}

struct link {
	struct str rel, type, href;
};

static void read_link(struct json_walk *walk, struct link *ret)
{
	struct str key;

	*ret = (struct link){ .rel = STR_NONE };
	if (!object(walk))
		return;
	while (json_walk_member(walk, &key))
		if (str_eq(key, STR("rel")))
			text_or_skip(walk, &ret->rel);
		else if (str_eq(key, STR("type")))
			text_or_skip(walk, &ret->type);
		else if (str_eq(key, STR("href")))
			text_or_skip(walk, &ret->href);
		else
			json_walk_skip(walk);
}

/* The registrar's own RDAP; an object of its own, not a page for people. */
static void read_links(struct reader *reader, struct json_walk *walk)
{
	struct link link;

	if (!array(walk))
		return;
	while (json_walk_item(walk)) {
		read_link(walk, &link);
		if (str_eq_nocase(link.rel, STR("related")) &&
		    str_find_str_nocase(link.type, STR("rdap+json")) != STR_NPOS &&
		    !reader->facts->referral_rdap.n)
			reader->facts->referral_rdap = link.href;
	}
}

static void read_about(struct json_walk *walk, struct registry_contact *contact,
		       struct arena *arena)
{
	struct link link;

	if (!array(walk))
		return;
	while (json_walk_item(walk)) {
		read_link(walk, &link);
		if (str_eq_nocase(link.rel, STR("about")))
			registry_contact_add(arena, contact, REGISTRY_URL, link.href);
	}
}

/* --- entities -------------------------------------------------------------------- */

static const struct {
	struct str name;
	enum registry_role role;
} roles[] = {
	{ STR("registrant"), REGISTRY_REGISTRANT },
	{ STR("administrative"), REGISTRY_ADMIN },
	{ STR("technical"), REGISTRY_TECH },
	{ STR("billing"), REGISTRY_BILLING },
	{ STR("abuse"), REGISTRY_ABUSE },
	{ STR("registrar"), REGISTRY_REGISTRAR },
	{ STR("sponsor"), REGISTRY_REGISTRAR },
	{ STR("reseller"), REGISTRY_RESELLER },
	{ STR("noc"), REGISTRY_OTHER },
};

static uint32_t read_roles(struct json_walk *walk)
{
	uint32_t all = 0;
	struct str text;

	if (!array(walk))
		return 0;
	while (json_walk_item(walk)) {
		text = STR_NONE;
		text_or_skip(walk, &text);
		for (size_t i = 0; i < COUNT(roles); i++)
			if (str_eq_nocase(text, roles[i].name))
				all |= (uint32_t)roles[i].role;
	}
	return all;
}

static void queue_entities(struct reader *reader, struct json_walk *walk, uint32_t depth,
			   uint32_t above)
{
	if (!array(walk))
		return;
	while (json_walk_item(walk)) {
		struct str json = slice(walk);

		if (depth >= LIMIT_RDAP_DEPTH || reader->count == OBJECTS) {
			reader->facts->cut = true;
			continue;
		}
		reader->objects[reader->count++] =
		    (struct object){ .json = json, .depth = depth, .above = above };
	}
}

static struct str read_public_id(struct json_walk *walk)
{
	struct str key, type = STR_NONE, id = STR_NONE;

	if (!object(walk))
		return STR_NONE;
	while (json_walk_member(walk, &key))
		if (str_eq(key, STR("type")))
			text_or_skip(walk, &type);
		else if (str_eq(key, STR("identifier")))
			text_or_skip(walk, &id);
		else
			json_walk_skip(walk);
	return str_find_str_nocase(type, STR("iana")) != STR_NPOS ? id : STR_NONE;
}

static struct str read_public_ids(struct json_walk *walk)
{
	struct str id = STR_NONE, next;

	if (json_walk_peek(walk) == '{')
		return read_public_id(walk); /* some give one instead of a list */
	if (!array(walk))
		return STR_NONE;
	while (json_walk_item(walk)) {
		next = read_public_id(walk);
		id = id.n ? id : next;
	}
	return id;
}

/* RFC 9083, 10.2.1: a remark that part of an object was held back. */
static bool tells_redaction(struct json_walk *walk)
{
	struct str key, text;
	bool told = false;

	if (!array(walk))
		return false;
	while (json_walk_item(walk)) {
		if (!object(walk))
			continue;
		while (json_walk_member(walk, &key)) {
			text = STR_NONE;
			if (!str_eq(key, STR("type")) && !str_eq(key, STR("title"))) {
				json_walk_skip(walk);
				continue;
			}
			text_or_skip(walk, &text);
			told |= str_find_str_nocase(text, STR("redacted")) != STR_NPOS ||
				str_find_str_nocase(text, STR("due to authorization")) !=
				    STR_NPOS;
		}
	}
	return told;
}

/* What is then empty, or missing though every contact has it, was withheld. */
static void mark_redacted(struct registry_contact *contact)
{
	static const enum registry_field usual[] = { REGISTRY_NAME, REGISTRY_STREET,
						     REGISTRY_PHONE, REGISTRY_EMAIL };

	for (unsigned i = 0; i < REGISTRY_FIELDS; i++)
		if (contact->fields[i].standing == REGISTRY_EMPTY)
			contact->fields[i].standing = REGISTRY_REDACTED;
	for (size_t i = 0; i < COUNT(usual); i++)
		if (contact->fields[usual[i]].standing == REGISTRY_NOT_COLLECTED)
			contact->fields[usual[i]].standing = REGISTRY_REDACTED;
}

struct entity {
	uint32_t roles;
	struct str handle, card, id, entities, remarks, links;
	struct registry_contact contact;
};

static bool walk_entity(struct reader *reader, struct str json, struct entity *ret)
{
	struct json_walk walk;
	struct str key;

	*ret = (struct entity){ .roles = 0 };
	json_walk_init(&walk, reader->arena, json);
	if (json_walk_peek(&walk) != '{')
		return false;
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);)
		if (str_eq(key, STR("roles")))
			ret->roles = read_roles(&walk);
		else if (str_eq(key, STR("handle")))
			text_or_skip(&walk, &ret->handle);
		else if (str_eq(key, STR("vcardArray")))
			ret->card = slice(&walk);
		else if (str_eq(key, STR("publicIds")))
			ret->id = read_public_ids(&walk);
		else if (str_eq(key, STR("entities")))
			ret->entities = slice(&walk);
		else if (str_eq(key, STR("remarks")))
			ret->remarks = slice(&walk);
		else if (str_eq(key, STR("links")))
			ret->links = slice(&walk);
		else
			json_walk_skip(&walk);
	return !walk.broken;
}

static void fill_contact(struct reader *reader, struct entity *entity)
{
	struct arena *arena = reader->arena;
	struct json_walk walk;

	if (entity->handle.n)
		registry_contact_add(arena, &entity->contact, REGISTRY_HANDLE,
				     entity->handle);
	if (entity->card.n)
		rdap_card_read(arena, entity->card, &entity->contact);
	if (entity->links.n) {
		json_walk_init(&walk, arena, entity->links);
		read_about(&walk, &entity->contact, arena);
	}
	if (entity->remarks.n) {
		json_walk_init(&walk, arena, entity->remarks);
		if (tells_redaction(&walk))
			mark_redacted(&entity->contact);
	}
}

static void use_entity(struct reader *reader, const struct object *object,
		       struct entity *entity, bool network)
{
	struct registry_facts *facts = reader->facts;
	struct registry_contact *contact = &entity->contact;
	struct registry_abuse abuse = {
		.email = contact->fields[REGISTRY_EMAIL].text,
		.phone = contact->fields[REGISTRY_PHONE].text,
		.name = contact->fields[REGISTRY_NAME].text,
		.of = network ? REGISTRY_HOLDER : REGISTRY_REGISTRAR,
	};
	uint64_t number;

	if (entity->roles & REGISTRY_ABUSE)
		registry_add_abuse(reader->arena, facts, &abuse);
	if ((entity->roles & REGISTRY_REGISTRAR) && !facts->registrar.n) {
		facts->registrar = contact->fields[REGISTRY_NAME].text;
		if (!facts->registrar.n)
			facts->registrar = contact->fields[REGISTRY_ORGANIZATION].text;
		if (!facts->registrar.n)
			facts->registrar = entity->handle;
		/* the handle of a registrar is its number (ICANN's profile of 2019) */
		facts->registrar_id = entity->id.n ? entity->id
				      : str_to_u64(entity->handle, &number)
					  ? entity->handle
					  : STR_NONE;
		facts->registrar_url = contact->fields[REGISTRY_URL].text;
	}
	/* People of a registrar are not those of the domain. */
	if (object->above & REGISTRY_REGISTRAR)
		entity->roles &= REGISTRY_ABUSE;
	if (network && (entity->roles & REGISTRY_REGISTRANT))
		entity->roles ^= REGISTRY_REGISTRANT | REGISTRY_HOLDER;
	if (entity->roles) {
		contact->roles = entity->roles;
		*registry_add_contact(reader->arena, facts, 0) = *contact;
	}
}

static void read_entities(struct reader *reader, bool network)
{
	while (reader->next < reader->count) {
		struct object object = reader->objects[reader->next++];
		struct entity entity;
		struct json_walk walk;
		uint32_t roles_said;

		if (!walk_entity(reader, object.json, &entity))
			continue;
		roles_said = entity.roles;
		fill_contact(reader, &entity);
		use_entity(reader, &object, &entity, network);
		if (!entity.entities.n)
			continue;
		json_walk_init(&walk, reader->arena, entity.entities);
		queue_entities(reader, &walk, object.depth + 1,
			       roles_said | object.above);
	}
}

/* --- redaction (RFC 9537) -------------------------------------------------------- */

/* "name": {"type": "Registrant Name"} or {"description": …}: the words of WHOIS keys. */
static struct str read_redacted_name(struct json_walk *walk)
{
	struct str key, name = STR_NONE;

	if (!object(walk))
		return STR_NONE;
	while (json_walk_member(walk, &key))
		if (str_eq(key, STR("type")) || str_eq(key, STR("description")))
			text_or_skip(walk, &name);
		else
			json_walk_skip(walk);
	return name;
}

static void redact(struct reader *reader, struct str name)
{
	struct whois_key key = whois_key_find(name);
	struct registry_facts *facts = reader->facts;
	bool found = false;

	if (key.what != WHOIS_FIELD || !key.role)
		return;
	for (uint32_t i = 0; i < facts->contact_count; i++) {
		if (!(facts->contacts[i].roles & key.role))
			continue;
		facts->contacts[i].fields[key.field].standing = REGISTRY_REDACTED;
		found = true;
	}
	if (!found)
		registry_add_contact(reader->arena, facts, key.role)
		    ->fields[key.field]
		    .standing = REGISTRY_REDACTED;
}

static void read_redacted(struct reader *reader)
{
	struct json_walk walk;
	struct str key, name;

	if (!reader->redacted.n)
		return;
	json_walk_init(&walk, reader->arena, reader->redacted);
	if (!array(&walk))
		return;
	while (json_walk_item(&walk)) {
		name = STR_NONE;
		if (!object(&walk))
			continue;
		while (json_walk_member(&walk, &key))
			if (str_eq(key, STR("name")))
				name = read_redacted_name(&walk);
			else
				json_walk_skip(&walk);
		if (name.n)
			redact(reader, name);
	}
}

/* --- the object itself ----------------------------------------------------------- */

static void read_origins(struct reader *reader, struct json_walk *walk)
{
	uint64_t number;

	if (!array(walk))
		return;
	while (json_walk_item(walk)) {
		number = 0;
		number_or_skip(walk, &number);
		if (!reader->network.asn && number <= UINT32_MAX)
			reader->network.asn = (uint32_t)number;
	}
}

/* {"title": "description", "description": ["Example Ltd", …]}: what WHOIS has as
 * "descr:".
 */
static void read_remark(struct reader *reader, struct json_walk *walk)
{
	struct str key, title = STR_NONE, text = STR_NONE, line;

	if (!object(walk))
		return;
	while (json_walk_member(walk, &key)) {
		if (str_eq(key, STR("title"))) {
			text_or_skip(walk, &title);
		} else if (str_eq(key, STR("description")) && array(walk)) {
			while (json_walk_item(walk)) {
				line = STR_NONE;
				text_or_skip(walk, &line);
				if (!text.n)
					text = line;
			}
		} else if (!str_eq(key, STR("description"))) {
			json_walk_skip(walk);
		}
	}
	if (str_eq_nocase(title, STR("description")) && !reader->network.description.n)
		reader->network.description = text;
}

static void read_remarks(struct reader *reader, struct json_walk *walk)
{
	if (!array(walk))
		return;
	while (json_walk_item(walk))
		read_remark(reader, walk);
}

static bool read_text_member(struct reader *reader, struct json_walk *walk,
			     struct str key)
{
	const struct {
		struct str key;
		struct str *at;
	} texts[] = {
		{ STR("objectClassName"), &reader->class },
		{ STR("ldhName"), &reader->name },
		{ STR("handle"), &reader->network.handle },
		{ STR("startAddress"), &reader->range_first },
		{ STR("endAddress"), &reader->range_last },
		{ STR("name"), &reader->network.name },
		{ STR("type"), &reader->network.kind },
		{ STR("country"), &reader->network.country },
		{ STR("parentHandle"), &reader->network.parent },
		{ STR("port43"), &reader->facts->referral },
		{ STR("title"), &reader->title },
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		if (!str_eq(key, texts[i].key))
			continue;
		text_or_skip(walk, texts[i].at);
		return true;
	}
	return false;
}

static void read_member(struct reader *reader, struct json_walk *walk, struct str key)
{
	uint64_t number = 0;

	if (read_text_member(reader, walk, key))
		return;
	if (str_eq(key, STR("status"))) {
		read_statuses(reader, walk);
	} else if (str_eq(key, STR("events"))) {
		read_events(walk, reader->facts);
	} else if (str_eq(key, STR("nameservers"))) {
		read_hosts(reader, walk);
	} else if (str_eq(key, STR("secureDNS"))) {
		read_secure(reader, walk);
	} else if (str_eq(key, STR("links"))) {
		read_links(reader, walk);
	} else if (str_eq(key, STR("entities"))) {
		queue_entities(reader, walk, 1, 0);
	} else if (str_eq(key, STR("remarks"))) {
		read_remarks(reader, walk);
	} else if (str_eq(key, STR("redacted"))) {
		reader->redacted = slice(walk);
	} else if (str_eq(key, STR("errorCode"))) {
		number_or_skip(walk, &reader->error);
	} else if (str_eq(key, STR("startAutnum"))) {
		number_or_skip(walk, &number);
		reader->network.asn = number <= UINT32_MAX ? (uint32_t)number : 0;
	} else if (str_eq(key, STR("arin_originas0_originautnums"))) {
		read_origins(reader, walk);
	} else {
		json_walk_skip(walk);
	}
}

static bool is_class(const struct reader *reader, const char *name)
{
	return str_eq_nocase(reader->class, str_c(name));
}

/* Registries give "192.0.2.0" and "192.0.2.255"; some append a mask to both. */
static bool use_range(struct reader *reader)
{
	struct ip first, last, ignored;

	if (!registry_range(reader->range_first, &first, &ignored))
		return false;
	if (!registry_range(reader->range_last, &ignored, &last) ||
	    last.kind != first.kind)
		last = ignored;
	reader->network.first = first;
	reader->network.last = last;
	reader->network.range =
	    arena_printf(reader->arena, "%.*s - %.*s", STR_ARG(reader->range_first),
			 STR_ARG(reader->range_last));
	return true;
}

static void use_network(struct reader *reader)
{
	struct registry_facts *facts = reader->facts;
	const struct registry_contact *holder = registry_holder(facts);

	if (holder) {
		reader->network.organization = holder->fields[REGISTRY_ORGANIZATION].text;
		if (!reader->network.organization.n)
			reader->network.organization = holder->fields[REGISTRY_NAME].text;
		if (!reader->network.country.n)
			reader->network.country = holder->fields[REGISTRY_COUNTRY].text;
		reader->network.holder = holder->fields[REGISTRY_HANDLE].text;
	}
	if (!reader->network.kind.n && facts->status_count)
		reader->network.kind = facts->statuses[0];
	/* the dates are the network's; a network has no end */
	reader->network.created = facts->created;
	reader->network.updated = facts->updated;
	*registry_add_network(reader->arena, facts) = reader->network;
	registry_choose_network(facts);
}

static enum registry_outcome outcome_of_error(uint64_t code)
{
	if (code == 404)
		return REGISTRY_NOT_FOUND;
	return code == 429 ? REGISTRY_THROTTLED : REGISTRY_REFUSED;
}

/* An entity by itself: who it is, without a role towards anything. */
static void use_alone(struct reader *reader, struct str json)
{
	struct entity entity;
	struct object object = { .json = json };

	if (!walk_entity(reader, json, &entity))
		return;
	fill_contact(reader, &entity);
	if (entity.id.n) {
		entity.roles |= REGISTRY_REGISTRAR;
	} else if (!entity.roles) {
		entity.roles = REGISTRY_OTHER;
	}
	use_entity(reader, &object, &entity, false);
}

static void use_object(struct reader *reader, struct str json)
{
	struct registry_facts *facts = reader->facts;
	bool network = is_class(reader, "ip network") || is_class(reader, "autnum") ||
		       reader->range_first.n;

	facts->referral = registry_host_text(reader->arena, facts->referral);
	if (is_class(reader, "entity"))
		use_alone(reader, json);
	read_entities(reader, network);
	read_redacted(reader);
	if (network) {
		use_range(reader);
		use_network(reader);
	} else if (is_class(reader, "nameserver")) {
		registry_add_host(reader->arena, facts, reader->name);
	} else if (!is_class(reader, "entity")) {
		facts->domain = registry_host_text(reader->arena, reader->name);
		facts->domain_id = reader->network.handle;
	}
	if (reader->class.n || facts->domain.n || facts->network_count)
		facts->outcome = REGISTRY_FOUND;
}

static void read_card(struct reader *reader, struct str json)
{
	struct registry_contact contact = { .roles = REGISTRY_OTHER };

	if (!rdap_card_read(reader->arena, json, &contact))
		return;
	*registry_add_contact(reader->arena, reader->facts, 0) = contact;
	reader->facts->outcome = REGISTRY_FOUND;
}

void rdap_read(struct arena *arena, struct str json, struct registry_facts *ret)
{
	struct reader *reader = arena_new_of(arena, struct reader);
	struct json_walk walk;
	struct str key;

	registry_facts_init(ret);
	*reader = (struct reader){ .arena = arena, .facts = ret };
	str_eat(&json, STR("\xEF\xBB\xBF"));
	json_walk_init(&walk, arena, json);
	if (json_walk_peek(&walk) == '[') {
		read_card(reader, json);
		return;
	}
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);)
		read_member(reader, &walk, key);
	if (!json_walk_end(&walk)) {
		registry_facts_init(ret); /* half an answer is none */
		return;
	}
	if (reader->error) {
		ret->outcome = outcome_of_error(reader->error);
		ret->said = reader->title;
		return;
	}
	use_object(reader, json);
}
