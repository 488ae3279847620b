/* record/thing.h - what somebody wants looked up, as people write such things: a name, an
 * address or a link.
 *
 * From mails, tickets and tables, so also "hxxp://example[.]com/", "<joe@example.com>"
 * (its domain), "example.com:8443", "[IPv6:2001:db8::1]", "例え.jp". Facts only; nothing
 * is asked. */
#pragma once
#include "link/host.h"
#include "mail/ip.h"

enum thing_kind {
	THING_NONE, /* `why` */
	THING_NAME,
	THING_ADDRESS,
	THING_URL,	/* http or https */
	THING_QUEUE_ID, /* "queue-id ID": of a mail in a log, which itself is not there */
	THING_KINDS
};

struct thing {
	enum thing_kind kind;
	const char *why; /* N_(): why it is none of these; NULL otherwise */
	struct str
	    text; /* canonical: "example.com", "192.0.2.7", "https://example.com/" */
	struct host host; /* of a name or a link; of an address not ok */
	struct ip ip;	  /* of an address, or the host of a link; or IP_NONE */
	/* What is visited where visits are allowed: the link, or the site of the name.
	 * Empty for an address. */
	struct str url;
};

void thing_read(struct arena *arena, struct str text, struct thing *ret);
const char *thing_kind_name(enum thing_kind kind); /* "name", in JSON; NULL for none */
