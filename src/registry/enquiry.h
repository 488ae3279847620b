/* registry/enquiry.h - who registered a domain, and who holds an address: asked of those
 * who keep the records, until one of them says so.
 *
 * RDAP first, where the bootstrap names a server (RFC 9224). Otherwise WHOIS, from IANA
 * along what each server refers to: the registry, the registrar; the regional registry,
 * another region's. Nobody is guessed: a referral that is empty, goes back, or is one too
 * many ends the way.
 *
 * Straight-line code over the door, to be run again from its start; every server is
 * preceded by the question for its addresses (door/reach.h). */
#pragma once
#include "door/door.h"
#include "record/bootstrap.h"
#include "record/registration.h"

/* What came of it, as different things; of several servers the highest stands. */
enum enquiry_state {
	ENQUIRY_UNASKED, /* `why` */
	ENQUIRY_WAITING,
	ENQUIRY_NO_SERVER,  /* nobody is known who could be asked */
	ENQUIRY_NO_ANSWER,  /* timeout, failure */
	ENQUIRY_UNREADABLE, /* or about something else */
	ENQUIRY_RETIRED,    /* port 43 is empty or shut, where RDAP has taken its place,
			     * or says so itself */
	ENQUIRY_REFUSED,
	ENQUIRY_THROTTLED,
	ENQUIRY_NOT_FOUND,
	ENQUIRY_RESERVED,
	ENQUIRY_FOUND,
	ENQUIRY_STATES
};
const char *enquiry_state_name(enum enquiry_state state); /* "not-found", in JSON */

/* Who was asked, on the way. */
enum enquiry_peer {
	PEER_ROOT, /* IANA: only for the name of the next */
	PEER_REGISTRY,
	PEER_REGISTRAR, /* of addresses: whoever the registry refers to */
	ENQUIRY_PEERS
};
const char *enquiry_peer_name(enum enquiry_peer peer); /* "root", in JSON */

struct enquiry_step {
	enum enquiry_peer peer;
	bool rdap;
	struct str server;
	struct str question;	     /* its text; empty: there is no such question */
	const struct answer *answer; /* NULL: waiting, or never asked */
	enum enquiry_state state;
	const char *why; /* N_(): of not asked, of no answer; NULL */
	/* What was read; NULL where nothing was. */
	const struct registry_facts *facts;
	/* It found something, and only says who knows: an early allocation of another
	 * region's; a redirect. */
	bool points_on;
	struct str elsewhere; /* the URL of such a redirect */
};

struct enquiry {
	struct str name; /* domain; or the address as text */
	struct ip ip;	 /* IP_NONE: a domain */
	enum enquiry_state state;
	const char *why; /* N_() of the state; NULL */
	struct enquiry_step steps[LIMIT_ENQUIRY_STEPS];
	uint32_t step_count;
	bool too_many; /* referrals: the last was not followed */
	/* Of a domain: all answers together. */
	struct registration registration;
	/* Of an address: the network, whose answer it is in; NULL. */
	const struct registry_network *network;
	const struct registry_facts *facts;
	/* When it was said; only where found, not found or reserved. */
	int64_t told_at;
};

struct enquiry_how {
	struct arena *arena;
	struct door *door;
	const struct bootstrap *bootstrap; /* servers of RDAP; may be NULL */
	enum contact allowed; /* rwhois servers are the network's own: a visit */
};

/* False: waiting. `name`: a registrable domain, lower case, ASCII. */
bool enquire_domain(const struct enquiry_how *how, struct str name, struct enquiry *ret);
bool enquire_address(const struct enquiry_how *how, const struct ip *ip,
		     struct enquiry *ret);

/* A name that nobody can register (RFC 6761 and its kin), so that nobody needs to be
 * asked: N_() why; NULL for all others. */
const char *enquiry_no_domain(struct str name);
/* Is an address of the network's own range? */
bool enquiry_covers(const struct registry_network *network, const struct ip *ip);
/* The desk for abuse, of the network or of the registrar: the first with a mailbox; NULL.
 */
const struct registry_abuse *enquiry_abuse(const struct enquiry *enquiry,
					   enum registry_role of);
