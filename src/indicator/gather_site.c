/* indicator/gather_site.c - what look-ups and visits added: addresses of hosts, networks,
 * certificates, further stations. */
#include "indicator/gather.h"

#include "check/link_list.h"

enum { PREFIXES = 4 };

static const struct indicator *host_item(const struct gathering *g, struct str host)
{
	const struct indicator *item = indicator_find(g->list, INDICATOR_HOST, host);

	return item ? item : indicator_find(g->list, INDICATOR_DOMAIN, host);
}

static bool serves_bad(const struct gathering *g, const struct survey_address *address)
{
	for (uint32_t i = 0; i < address->host_count; i++) {
		const struct indicator *item = host_item(g, address->hosts[i]);

		if (item && item->role == ROLE_BAD)
			return true;
	}
	return false;
}

/* An address that only one message shows may have many sites: it is bad where the sender
 * uses it too, and by nothing that it serves. */
static void add_address(struct gathering *g, const struct survey_address *address)
{
	struct part_played part = part_plain("dns");

	if (!(address->roles & SEEN_SITES))
		return;
	if (serves_bad(g, address) && address->network &&
	    (address->network->kind == NETWORK_CLOUD ||
	     address->network->kind == NETWORK_HOSTER))
		part = (struct part_played){ ROLE_ABUSED, BY_TABLE, 70, "dns" };
	gather_add(g, INDICATOR_IP, address->text, &part);
}

static void add_network(struct gathering *g, uint32_t index)
{
	const struct enquiry *enquiry = g->in->enquiries->addresses[index].enquiry;
	const struct survey_address *address = &g->in->survey->addresses[index];
	struct ip_net nets[LIMIT_REGISTRY_PREFIXES];
	struct part_played part = part_plain("registry");
	uint32_t count;

	if (!enquiry || !enquiry->network ||
	    !(address->roles & (SEEN_SITES | 1u << SEEN_CLIENT)))
		return;
	count =
	    registry_prefixes(&enquiry->network->first, &enquiry->network->last, nets);
	for (uint32_t i = 0; i < count && i < PREFIXES; i++)
		gather_add(g, INDICATOR_NETWORK,
			   arena_printf(g->in->arena, "%.*s/%u",
					STR_ARG(ip_text(g->in->arena, &nets[i].ip)),
					nets[i].bits),
			   &part);
}

/* One that names other sites as well is its provider's. */
static void add_certificate(struct gathering *g, const struct handshake *handshake)
{
	const struct indicator *host = host_item(g, handshake->host);
	struct part_played part = part_plain("tls");

	if (handshake->count == 0 || !handshake->chain[0].sha256[0])
		return;
	if (host && host->role == ROLE_BAD && handshake->covers &&
	    handshake->sibling_count == 0)
		part = (struct part_played){ ROLE_BAD, BY_CHARGE, host->confidence,
					     host->source };
	gather_add(g, INDICATOR_CERTIFICATE,
		   arena_str(g->in->arena, str_c(handshake->chain[0].sha256)), &part);
}

/* The station at the end of the way, where the page was found that is spoken against. */
static void add_visit(struct gathering *g, const struct visit *visit)
{
	struct charge charge = charge_of_link(g, visit->link), none = { 0 };
	const struct visit_hop *end = visit_end(visit);
	int64_t seen;

	for (uint32_t i = 0; i < visit->hop_count; i++) {
		const struct visit_hop *hop = &visit->hops[i];
		struct indicator *host;
		bool last = hop == end && visit->state == VISIT_LIVE;

		if (!hop->host.ok || !hop->answer || visit->altered)
			continue;
		host = gather_host(g, hop->host.ascii, last ? &charge : &none, "visit",
				   visit->link->n);
		if (host && host->role == ROLE_BAD && last && visit_seen_at(visit, &seen))
			indicator_seen(host, seen);
	}
	for (uint32_t i = 0; i < visit->handshake_count; i++)
		add_certificate(g, &visit->handshakes[i]);
}

void gather_sites(struct gathering *g)
{
	const struct inspection *in = g->in;

	for (uint32_t i = 0; in->visits && i < in->visits->count; i++)
		add_visit(g, &in->visits->items[i]);
	for (uint32_t i = 0; in->survey && i < in->survey->address_count; i++)
		add_address(g, &in->survey->addresses[i]);
	for (uint32_t i = 0; in->survey && in->enquiries && i < in->survey->address_count;
	     i++)
		add_network(g, i);
}
