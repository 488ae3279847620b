/* record/blocklist.h - the lists that can be asked what they hold against an address, a
 * domain or a URL; what their answers mean, and which of them are no answers.
 *
 * A row says how a list is asked and what each of its codes means. Lists answer with
 * codes for errors too (asked too often, through a public resolver): such a code is never
 * "listed". Nothing is asked here. */
#pragma once
#include "base/arena.h"
#include "mail/ip.h"

/* What a list takes. */
enum {
	LIST_TAKES_IPV4 = 1,
	LIST_TAKES_IPV6 = 2,
	LIST_TAKES_DOMAIN = 4,
	LIST_TAKES_URL = 8,
};

enum list_means {
	LIST_BY_DNS,	   /* an address record below its zone */
	LIST_BY_KEYED_DNS, /* the same, below a name that holds the customer's key */
	LIST_BY_PREFIX,	   /* the first bytes of hashes: Safe Browsing */
	LIST_BY_COPY,	   /* a copy of it on this machine */
	LIST_BY_POST,	   /* a request with a key: it is told the whole URL */
	LIST_BY_LOGS,	   /* no list: what the public logs of certificates hold */
};

/* What it says of the thing that is on it. */
enum listing {
	LISTING_BAD,	/* seen to do harm */
	LISTING_ABUSED, /* a lawful owner's, used by others: a victim */
	LISTING_WEAK,	/* seen in bulk mail, by machines; honest ones are among them */
	LISTING_POLICY, /* a range that should not send mail by itself; no reproach */
	LISTING_ERROR,	/* the list refuses to answer, or this is no answer of a list */
};

struct list_code {
	uint32_t code; /* "127.0.0.2" as a number; of a mask the bit */
	enum listing listing;
	const char *meaning; /* N_() */
};

enum { LIST_CODES = 16 };

struct blocklist {
	const char *id;	  /* in the site profile: "zen.spamhaus.org" */
	const char *name; /* "Spamhaus ZEN" */
	enum list_means means;
	unsigned takes;
	bool mask; /* the last octet is a set of bits */
	struct list_code codes[LIST_CODES];
	const char *host; /* that is contacted over HTTPS; NULL: none */
};

/* NULL: no such list. */
const struct blocklist *blocklist_find(struct str id);
/* One after the other, from NULL; NULL at the end. */
const struct blocklist *blocklist_next(const struct blocklist *after);
/* What an address that a list answered with means: at most `most` codes, at least one.
 * What no list can have said, and what is not known, is an error. */
uint32_t blocklist_read(const struct blocklist *list, const struct ip *answer,
			const struct list_code **ret, uint32_t most);
const char *listing_name(enum listing listing); /* "abused", in JSON */
