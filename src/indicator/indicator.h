/* indicator/indicator.h - what others can look for or block, each with the part it plays.
 *
 * Roles matter more than values: the address of a victim, a shared host or the imitated
 * brand is no indicator of anything bad, and never marked so. In a message that is
 * neither fraudulent nor suspicious nothing is bad, and nothing abused. */
#pragma once
#include "check/inspection.h"

enum indicator_type {
	INDICATOR_URL,
	INDICATOR_HOST,
	INDICATOR_DOMAIN, /* registrable */
	INDICATOR_IP,
	INDICATOR_NETWORK,
	INDICATOR_EMAIL,
	INDICATOR_MESSAGE_ID,
	INDICATOR_SUBJECT,
	INDICATOR_SHA256,      /* of an attachment */
	INDICATOR_CERTIFICATE, /* SHA-256 of the leaf */
	INDICATOR_TELEPHONE,
	INDICATOR_COIN,
	INDICATOR_TYPES
};
extern const char *const indicator_type_words[INDICATOR_TYPES];

enum indicator_role {
	ROLE_BAD,    /* the evidence says that it serves the fraud */
	ROLE_ABUSED, /* somebody else's, misused: a shared host, a stolen account */
	ROLE_VICTIM, /* who was aimed at */
	ROLE_CONTEXT /* seen, nothing said against it: the imitated brand, relays */
};
extern const char
    *const indicator_role_words[]; /* "bad", "abused", "victim", "context" */

struct indicator {
	enum indicator_type type;
	enum indicator_role role;
	struct str
	    value; /* canonical: host names lower case, URLs as a browser reads them */
	struct str name;	       /* of a file; empty */
	int64_t first_seen, last_seen; /* UTC; 0: not known */
	int confidence; /* 0..100, made of the grade and weight of what speaks for it */
	const char *source; /* finding id or place ("link", "path"): why it is here */
	uint32_t number;    /* of the link, hop, attachment; 0 */
	bool allowed;	    /* on the site's allow-list: weighs less, hidden nowhere */
};

struct indicators {
	struct indicator
	    *items; /* bad first, then abused, victim, context; no value twice */
	uint32_t count, cap;
	uint64_t left_out;
};

/* Of an examination that is finished; in its arena. Never NULL. */
const struct indicators *indicators_of(const struct inspection *in);
/* The one of that type and value; NULL. */
const struct indicator *indicator_find(const struct indicators *list,
				       enum indicator_type type, struct str value);
