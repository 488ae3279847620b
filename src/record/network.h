/* record/network.h - networks that many strangers share, and how one knows them.
 *
 * A row of data/networks.txt names a network, its kind, and its marks: endings of names
 * (what an alias leads to, name servers, mail exchangers, reverse names) and ranges of
 * addresses that its owner publishes. An address of such a network says who runs the
 * machine, never who rents it. */
#pragma once
#include "base/arena.h"
#include "mail/ip.h"

enum network_kind {
	NETWORK_CDN,	 /* passes requests on: the server behind it does not show */
	NETWORK_CLOUD,	 /* machines by the hour */
	NETWORK_MAIL,	 /* sends or takes mail for others */
	NETWORK_HOSTER,	 /* web space, mailboxes, names */
	NETWORK_DNS,	 /* name servers alone */
	NETWORK_PARKING, /* where expired and unused names point */
	NETWORK_KINDS
};

/* Where a mark is looked for. */
enum network_place {
	BY_ALIAS, /* "cname:" */
	BY_NS,	  /* "ns:" */
	BY_MX,	  /* "mx:" */
	BY_PTR,	  /* "ptr:" */
	NETWORK_PLACES
};

struct network {
	struct str id, name;
	enum network_kind kind;
	struct str brand; /* id of the brand that runs it; empty */
	struct str reason;
};

struct network_mark {
	enum network_place place;
	/* "cloudflare.net": that name and all below it. "awsdns-*.com": the label before
	 * the end begins so. */
	struct str label, ending;
	uint32_t network;
};

struct network_range {
	struct ip_net net;
	uint32_t network;
};

struct networks {
	struct network *items;
	uint32_t count, cap;
	struct network_mark *marks;
	uint32_t mark_count, mark_cap;
	struct network_range *ranges;
	uint32_t range_count, range_cap;
};

/* One row: id, name, kind, marks ("ns:a.example net:192.0.2.0/24 brand:x"), reason.
 * False: it is none. */
bool network_read(struct arena *arena, const struct str columns[5], struct networks *ret);
/* By the longest mark that fits; NULL: no network known here. */
const struct network *network_of_name(const struct networks *networks,
				      enum network_place place, struct str name);
const struct network *network_of_address(const struct networks *networks,
					 const struct ip *ip);
const char *network_kind_name(enum network_kind kind); /* "cdn" */
