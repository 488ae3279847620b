/* indicator/gather_path.c - the client that handed it over, and its names. */
#include "indicator/gather.h"

#include "check/identity_list.h"
#include "check/origin.h"
#include "maillog/sessions.h"

/* Some other name than the one shown is established, and was not made for this: a service
 * may have sent it, or somebody whose machine was taken over. */
static bool sends_for_others(const struct gathering *g)
{
	const struct identities *ids = &g->in->ids;
	const struct identity *from = identity_first(ids, ID_FROM);

	for (uint32_t i = 0; i < ids->count; i++) {
		const struct identity *id = &ids->items[i];

		if ((id->role == ID_RETURN_PATH || id->role == ID_DKIM) &&
		    id->registrable.n &&
		    !(from && str_eq_nocase(from->registrable, id->registrable)) &&
		    domain_is_established(g, id->registrable) &&
		    !domain_is_made_for_it(g, id->registrable))
			return true;
	}
	return false;
}

/* Machines that carry mail for others, and those that many rent by turns. */
static struct part_played part_of_client(const struct gathering *g)
{
	const struct inspection *in = g->in;
	const struct tables *tables = in->env->tables;
	const struct network *network =
	    network_of_address(&tables->networks, &in->path.origin.addr);
	const struct identity *from = identity_first(&in->ids, ID_FROM);

	if (!network && in->path.origin.rdns.n)
		network =
		    network_of_name(&tables->networks, BY_PTR, in->path.origin.rdns);
	if (!charge_holds(g, &g->sender) || !origin_is_outside(in) || mailing_list(in) ||
	    inspection_find(in, STR("role.platform")) ||
	    inspection_find(in, STR("role.forwarded")) ||
	    inspection_find(in, STR("auth.forwarded")) || sends_for_others(g) ||
	    (network &&
	     (network->kind == NETWORK_MAIL || network->kind == NETWORK_CDN)) ||
	    (from && from->class_ && domain_is_established(g, from->registrable)))
		return part_plain("path");
	if (network)
		return (struct part_played){ ROLE_ABUSED, BY_TABLE, 70, "path" };
	return (struct part_played){ ROLE_BAD, BY_CHARGE,
				     charge_confidence(g, &g->sender), g->sender.source };
}

/* Earlier and later sessions of the same client. */
static void add_sessions(struct gathering *g, struct indicator *client)
{
	const struct log_sessions *log = g->in->log;

	for (uint32_t i = 0; client && log && i < log->count; i++) {
		const struct log_session *session = &log->sessions[i];

		if (!str_eq(session->client_ip, g->in->path.origin.ip))
			continue;
		indicator_seen(client, session->begin);
		indicator_seen(client, session->end);
	}
}

/* Its names are its own only where they lead back to it, and are no better than it. */
static void add_name(struct gathering *g, struct str name, const char *source,
		     const struct part_played *client, bool leads_back)
{
	const struct charge none = { 0 };
	bool its_own = leads_back && client->role == ROLE_BAD;

	if (str_find(name, '.') != STR_NPOS)
		gather_host(g, name, its_own ? &g->sender : &none, source,
			    g->in->path.origin.hop);
}

static bool leads_back(const struct survey_address *address, struct str name)
{
	for (uint32_t i = 0; address && i < address->host_count; i++)
		if (str_eq_nocase(address->hosts[i], name))
			return true;
	for (uint32_t i = 0; address && i < address->name_count; i++)
		if (str_eq_nocase(address->names[i].name, name))
			return address->names[i].leads == LEADS_BACK;
	return false;
}

void gather_path(struct gathering *g)
{
	const struct inspection *in = g->in;
	const struct survey_address *address =
	    in->survey && in->path.origin.ip.n
		? survey_address_of(in->survey, &in->path.origin.addr)
		: NULL;
	struct part_played part;
	struct indicator *client;
	struct str helo = arena_lower(in->arena, in->path.origin.helo);
	struct str rdns = arena_lower(in->arena, in->path.origin.rdns);

	if (in->path.origin.addr.kind == IP_NONE)
		return;
	part = part_of_client(g);
	client =
	    gather_add(g, INDICATOR_IP, ip_text(in->arena, &in->path.origin.addr), &part);
	if (client)
		client->number = in->path.origin.hop;
	add_sessions(g, client);
	add_name(g, helo, "helo", &part, leads_back(address, helo));
	add_name(g, rdns, "rdns", &part, leads_back(address, rdns));
	for (uint32_t i = 0; address && i < address->name_count; i++)
		add_name(g, address->names[i].name, "ptr", &part,
			 address->names[i].leads == LEADS_BACK);
}
