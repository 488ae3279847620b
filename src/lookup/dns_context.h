/* lookup/dns_context.h - libunbound, set up the way we need it. */
#pragma once
#include "lookup/resolver.h"

struct ub_ctx;
struct ub_event_base;

struct dns_context_options {
	const struct resolver_list *resolvers; /* all is forwarded there */
	struct str trust_anchor; /* DS or DNSKEY records, one a line; empty: no
				    validation */
	unsigned in_flight;	 /* questions at once */
	unsigned timeout_ms;	 /* that one question may take */
};

/* Opened, and used once, so that nothing remains to be opened; NULL says why. It asks
 * nobody yet. */
struct ub_ctx *dns_context_new(struct ub_event_base *base,
			       const struct dns_context_options *options,
			       struct err *err);
/* Is `name` (canonical) at or below the owner of a trust anchor? Elsewhere "insecure"
 * would be more than is known. */
bool dns_context_is_anchored(struct str trust_anchor, struct str name);
