/* registry/address.c - who holds an address. */
#include "record/whois_stub.h"
#include "registry/form.h"
#include "registry/part.h"

static const struct str iana = { "whois.iana.org", 14 };

/* IANA hands out blocks: the block is asked for, so that addresses of one block are one
 * question (none of its blocks of version 6 is smaller than a /32). */
static struct str block(struct arena *arena, const struct ip *ip)
{
	struct ip first = { .kind = ip->kind };

	memcpy(first.bytes, ip->bytes, ip->kind == IP_V4 ? 1 : 4);
	return ip_text(arena, &first);
}

/* --- RDAP ------------------------------------------------------------------------------
 */

/* The registry redirects to the region that keeps the block. */
static bool by_rdap(const struct enquiry_how *how, struct enquiry *enquiry,
		    bool *ret_done)
{
	struct str base = how->bootstrap
			      ? bootstrap_find_address(how->bootstrap, &enquiry->ip)
			      : STR_NONE;
	struct str url = arena_concat(
	    how->arena, base, arena_concat(how->arena, STR("ip/"), enquiry->name));
	struct enquiry_step *step = NULL;

	*ret_done = false;
	if (!base.n)
		return true;
	if (!step_rdap(how, enquiry, PEER_REGISTRY, url, &step))
		return false;
	*ret_done = step && !step->points_on && step->state >= ENQUIRY_NOT_FOUND;
	return true;
}

/* --- WHOIS -----------------------------------------------------------------------------
 */

/* Where an answer sends us: by a referral of its own, or because it is only the shell of
 * a block that another region keeps. Empty: nowhere. */
static struct str next_server(const struct enquiry *enquiry, struct enquiry_step *step,
			      struct whois_peer *peer)
{
	struct str server = STR_NONE;

	peer->port = 0;
	peer->rwhois = false;
	if (step_refers(step)) {
		server = step->facts->referral;
		peer->port = step->facts->referral_port;
		peer->rwhois = step->facts->referral_rwhois;
	} else if (step->state == ENQUIRY_FOUND) {
		server = form_region(whois_transferred_to(step->answer->bytes));
	}
	if (!server.n || step_was_asked(enquiry, server))
		return STR_NONE;
	/* What a provider's own server tells is about his customer; he stays the holder.
	 */
	step->points_on = !peer->rwhois;
	return server;
}

static bool by_whois(const struct enquiry_how *how, struct enquiry *enquiry)
{
	struct whois_peer peer = { .peer = PEER_ROOT,
				   .server = iana,
				   .query = block(how->arena, &enquiry->ip) };

	for (uint32_t referrals = 0;; referrals++) {
		struct enquiry_step *step = step_whois(how, enquiry, &peer);

		if (!step || step->state == ENQUIRY_WAITING)
			return !step;
		peer.server = next_server(enquiry, step, &peer);
		if (!peer.server.n)
			return true;
		if (referrals == LIMIT_WHOIS_REFERRALS) {
			enquiry->too_many = true;
			return true;
		}
		peer.peer = peer.rwhois ? PEER_REGISTRAR : PEER_REGISTRY;
		peer.query = form_address(how->arena, peer.server, enquiry->name);
	}
}

/* --- the network
 * ------------------------------------------------------------------------ */

/* Does `a` lie within `b`? */
static bool is_within(const struct registry_network *a, const struct registry_network *b)
{
	return enquiry_covers(b, &a->first) && enquiry_covers(b, &a->last);
}

/* The most specific one that holds the address; of equals the last, as ARIN lists them.
 */
static const struct registry_network *network_of(const struct registry_facts *facts,
						 const struct ip *ip)
{
	const struct registry_network *found = NULL;

	for (uint32_t i = 0; i < facts->network_count; i++)
		if (enquiry_covers(&facts->networks[i], ip) &&
		    (!found || is_within(&facts->networks[i], found)))
			found = &facts->networks[i];
	return found;
}

/* The last who knows it knows best. */
static void find_network(struct enquiry *enquiry)
{
	for (uint32_t i = enquiry->step_count; i-- > 0 && !enquiry->network;) {
		const struct enquiry_step *step = &enquiry->steps[i];

		if (step->state != ENQUIRY_FOUND || step->points_on ||
		    step->peer == PEER_ROOT)
			continue;
		enquiry->network = network_of(step->facts, &enquiry->ip);
		if (enquiry->network)
			enquiry->facts = step->facts;
	}
}

bool enquire_address(const struct enquiry_how *how, const struct ip *ip,
		     struct enquiry *ret)
{
	bool done;

	*ret = (struct enquiry){ .name = ip_text(how->arena, ip),
				 .ip = *ip,
				 .state = ENQUIRY_WAITING };
	if (!by_rdap(how, ret, &done) || (!done && !by_whois(how, ret)))
		return false;
	step_settle(ret);
	find_network(ret);
	return true;
}
