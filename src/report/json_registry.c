/* report/json_registry.c - see json_registry.h. */
#include "report/json_registry.h"

static void text_or_null(struct json *json, const char *key, struct str value)
{
	json_key_str_or_null(json, key, value.n ? value : STR_NONE);
}

static void add_time(struct json *json, const char *key, const struct registry_time *time)
{
	char text[REGISTRY_TIME_TEXT];

	json_key_str_or_null(json, key, registry_time_text(time, text));
}

static void add_time_source(struct json *json, const char *key,
			    const struct registry_time *time)
{
	static const char *const zones[] = { [REGISTRY_ZONE_STATED] = "stated",
					     [REGISTRY_ZONE_KNOWN] = "known",
					     [REGISTRY_ZONE_ASSUMED] = "assumed" };

	if (!time->ok) {
		json_key_null(json, key);
		return;
	}
	json_key(json, key);
	json_object(json);
	json_key_str(json, "raw", time->raw);
	json_key_c(json, "zone", time->day_only ? NULL : zones[time->zone]);
	json_object_end(json);
}

static void add_times(struct json *json, const struct registry_facts *facts)
{
	add_time(json, "created", &facts->created);
	add_time(json, "updated", &facts->updated);
	add_time(json, "expires", &facts->expires);
	add_time(json, "registrar_expires", &facts->registrar_expires);
	json_key(json, "as_written");
	json_object(json);
	add_time_source(json, "created", &facts->created);
	add_time_source(json, "updated", &facts->updated);
	add_time_source(json, "expires", &facts->expires);
	add_time_source(json, "registrar_expires", &facts->registrar_expires);
	json_object_end(json);
}

static void add_hosts(struct json *json, struct arena *arena,
		      const struct registry_facts *facts)
{
	json_key(json, "name_servers");
	json_array(json);
	for (uint32_t i = 0; i < facts->host_count; i++)
		json_str(json, facts->hosts[i].name);
	json_array_end(json);
	json_key(json, "name_server_addresses");
	json_array(json);
	for (uint32_t i = 0; i < facts->host_count; i++) {
		const struct registry_host *host = &facts->hosts[i];

		if (!host->count)
			continue;
		json_object(json);
		json_key_str(json, "name", host->name);
		json_key(json, "addresses");
		json_array(json);
		for (uint32_t k = 0; k < host->count; k++)
			json_str(json, ip_text(arena, &host->addresses[k]));
		json_array_end(json);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_values(struct json *json, const struct registry_contact *contact)
{
	for (unsigned i = 0; i < REGISTRY_FIELDS; i++)
		text_or_null(json, registry_field_name(i), contact->fields[i].text);
	json_key(json, "standing");
	json_object(json);
	for (unsigned i = 0; i < REGISTRY_FIELDS; i++)
		json_key_c(json, registry_field_name(i),
			   registry_standing_name(contact->fields[i].standing));
	json_object_end(json);
}

static void add_contacts(struct json *json, const struct registry_facts *facts)
{
	static const struct registry_contact nobody;
	const struct registry_contact *registrant =
	    registry_contact_of(facts, REGISTRY_REGISTRANT);

	json_key(json, "registrant");
	json_object(json);
	add_values(json, registrant ? registrant : &nobody);
	json_object_end(json);
	json_key(json, "contacts");
	json_array(json);
	for (uint32_t i = 0; i < facts->contact_count; i++) {
		json_object(json);
		json_key(json, "roles");
		json_array(json);
		for (unsigned k = 0; k < REGISTRY_ROLES; k++)
			if (facts->contacts[i].roles & 1u << k)
				json_c(json, registry_role_name(1u << k));
		json_array_end(json);
		add_values(json, &facts->contacts[i]);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_abuse(struct json *json, const struct registry_facts *facts)
{
	json_key(json, "abuse");
	json_array(json);
	for (uint32_t i = 0; i < facts->abuse_count; i++) {
		const struct registry_abuse *abuse = &facts->abuse[i];

		json_object(json);
		text_or_null(json, "email", abuse->email);
		text_or_null(json, "phone", abuse->phone);
		text_or_null(json, "name", abuse->name);
		json_key_c(json, "of",
			   abuse->of == REGISTRY_HOLDER ? "network" : "registrar");
		json_object_end(json);
	}
	json_array_end(json);
}

static struct str prefix_text(struct arena *arena, const struct ip_net *net)
{
	struct str ip = ip_text(arena, &net->ip);

	return arena_printf(arena, "%.*s/%u", STR_ARG(ip), net->bits);
}

static void add_prefixes(struct json *json, struct arena *arena,
			 const struct registry_network *network)
{
	struct ip_net nets[LIMIT_REGISTRY_PREFIXES];
	uint32_t n = registry_prefixes(&network->first, &network->last, nets);

	json_key(json, "prefixes");
	json_array(json);
	for (uint32_t i = 0; i < n; i++)
		json_str(json, prefix_text(arena, &nets[i]));
	json_array_end(json);
}

static void add_network(struct json *json, struct arena *arena,
			const struct registry_network *network)
{
	bool known = network->first.kind != IP_NONE;

	json_object(json);
	text_or_null(json, "range", network->range);
	text_or_null(json, "first", known ? ip_text(arena, &network->first) : STR_NONE);
	text_or_null(json, "last", known ? ip_text(arena, &network->last) : STR_NONE);
	add_prefixes(json, arena, network);
	text_or_null(json, "name", network->name);
	text_or_null(json, "handle", network->handle);
	text_or_null(json, "type", network->kind);
	text_or_null(json, "country", network->country);
	text_or_null(json, "organization", network->organization);
	text_or_null(json, "organization_handle", network->holder);
	text_or_null(json, "description", network->description);
	text_or_null(json, "parent", network->parent);
	if (network->asn)
		json_key_int(json, "asn", network->asn);
	else
		json_key_null(json, "asn");
	add_time(json, "created", &network->created);
	add_time(json, "updated", &network->updated);
	json_object_end(json);
}

static void add_networks(struct json *json, struct arena *arena,
			 const struct registry_facts *facts)
{
	json_key(json, "network");
	if (facts->network_count)
		add_network(json, arena, &facts->networks[facts->network]);
	else
		json_null(json);
	json_key(json, "networks");
	json_array(json);
	for (uint32_t i = 0; i < facts->network_count; i++)
		add_network(json, arena, &facts->networks[i]);
	json_array_end(json);
	json_key(json, "routes");
	json_array(json);
	for (uint32_t i = 0; i < facts->route_count; i++) {
		json_object(json);
		json_key_str(json, "prefix", facts->routes[i].prefix);
		text_or_null(json, "origin", facts->routes[i].origin);
		text_or_null(json, "description", facts->routes[i].description);
		json_object_end(json);
	}
	json_array_end(json);
}

void json_registry(struct json *json, struct arena *arena,
		   const struct registry_facts *facts)
{
	json_key_c(json, "outcome", registry_outcome_name(facts->outcome));
	text_or_null(json, "said", facts->said);
	text_or_null(json, "domain", facts->domain);
	text_or_null(json, "domain_id", facts->domain_id);
	add_networks(json, arena, facts);
	text_or_null(json, "registrar", facts->registrar);
	text_or_null(json, "registrar_id", facts->registrar_id);
	text_or_null(json, "registrar_url", facts->registrar_url);
	add_times(json, facts);
	add_hosts(json, arena, facts);
	json_key(json, "statuses");
	json_array(json);
	for (uint32_t i = 0; i < facts->status_count; i++)
		json_str(json, facts->statuses[i]);
	json_array_end(json);
	text_or_null(json, "dnssec", facts->dnssec);
	json_key(json, "delegation_signed");
	if (facts->signed_ < 0)
		json_null(json);
	else
		json_bool(json, facts->signed_ > 0);
	add_contacts(json, facts);
	add_abuse(json, facts);
	text_or_null(json, "referral", facts->referral);
	text_or_null(json, "referral_rdap", facts->referral_rdap);
	json_key_bool(json, "cut", facts->cut);
}
