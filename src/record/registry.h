/* record/registry.h - what a registry, a registrar or a regional registry says of a name
 * or a network: the facts, whatever language or format they came in (record/whois.h,
 * record/rdap.h).
 *
 * A fact is never more than what stood there: a time keeps how well its zone is known, a
 * contact's value says whether it was published, hidden, or not there at all. */
#pragma once
#include "base/arena.h"
#include "base/limits.h"
#include "mail/ip.h"

enum registry_outcome {
	REGISTRY_UNREADABLE, /* nothing that we know how to read, or nothing at all */
	REGISTRY_FOUND,
	REGISTRY_NOT_FOUND,
	REGISTRY_RESERVED, /* nobody's, and nobody can have it */
	REGISTRY_THROTTLED,
	REGISTRY_REFUSED, /* asked for what it does not serve, or not now */
	REGISTRY_RETIRED, /* serves nobody any more; RDAP has taken its place */
};
const char *registry_outcome_name(enum registry_outcome outcome); /* "not-found" */

/* --- times ----------------------------------------------------------------- */
enum registry_zone {
	REGISTRY_ZONE_STATED,  /* stood with the time */
	REGISTRY_ZONE_KNOWN,   /* this registry's times are known to be of it */
	REGISTRY_ZONE_ASSUMED, /* neither: taken for UTC */
};

struct registry_time {
	bool ok;
	bool day_only; /* `utc` is the first second of that day */
	enum registry_zone zone;
	int64_t utc;
	struct str raw;
};
enum { REGISTRY_TIME_TEXT = 40 };
/* "2023-01-01T12:41:04Z", "2023-01-01", or no pointer where it is not known. */
struct str registry_time_text(const struct registry_time *time,
			      char out[REGISTRY_TIME_TEXT]);

/* --- contacts ---------------------------------------------------------------- */
enum registry_standing {
	REGISTRY_NOT_COLLECTED, /* the answer has no such line */
	REGISTRY_EMPTY,		/* it has, with nothing in it */
	REGISTRY_PUBLISHED,
	REGISTRY_REDACTED, /* withheld by registry or registrar */
	REGISTRY_PRIVACY,  /* a privacy service stands in for the owner */
	REGISTRY_MASKED,   /* whoever published the text put stars in it */
};
const char *registry_standing_name(enum registry_standing standing);
enum registry_standing registry_standing_of(struct str value);
/* A mailbox stands in it, perhaps with its "@" spelled out; a sentence and the address of
 * a form have none. */
bool registry_has_mailbox(struct str value);

enum registry_field {
	REGISTRY_HANDLE,
	REGISTRY_NAME,
	REGISTRY_ORGANIZATION,
	REGISTRY_STREET, /* its lines are joined by LF */
	REGISTRY_CITY,
	REGISTRY_STATE,
	REGISTRY_POSTAL_CODE,
	REGISTRY_COUNTRY,
	REGISTRY_PHONE,
	REGISTRY_FAX,
	REGISTRY_EMAIL,
	REGISTRY_URL,
	REGISTRY_FIELDS
};
const char *registry_field_name(enum registry_field field); /* "postal_code" */

enum registry_role {
	REGISTRY_REGISTRANT = 1 << 0,
	REGISTRY_ADMIN = 1 << 1,
	REGISTRY_TECH = 1 << 2,
	REGISTRY_BILLING = 1 << 3,
	REGISTRY_ABUSE = 1 << 4,
	REGISTRY_REGISTRAR = 1 << 5,
	REGISTRY_RESELLER = 1 << 6,
	REGISTRY_HOLDER = 1 << 7, /* of a network */
	REGISTRY_OTHER = 1 << 8,
};
const char *registry_role_name(enum registry_role role);
enum { REGISTRY_ROLES = 9 };

struct registry_value {
	struct str text;
	enum registry_standing standing;
};

struct registry_contact {
	uint32_t roles; /* several, where one handle is named for several */
	struct registry_value fields[REGISTRY_FIELDS];
};
/* Add a value as it stands: trimmed, judged; a second one is a further line of a street
 * and of nothing else. An e-mail field without a mailbox publishes none: whoever wrote
 * "use the form at https://…" there withheld it. */
void registry_contact_add(struct arena *arena, struct registry_contact *contact,
			  enum registry_field field, struct str value);
bool registry_contact_known(const struct registry_contact *contact);

/* --- the rest ------------------------------------------------------------------ */
struct registry_host {
	struct str name; /* lower case, no final dot */
	struct ip addresses[LIMIT_REGISTRY_ADDRESSES];
	uint32_t count;
};

struct registry_network {
	struct ip first, last;
	struct str range; /* as written */
	struct str name, handle, kind, country, organization, parent;
	struct str holder; /* handle of the organisation, to be looked up */
	struct str description;
	uint32_t asn;
	struct registry_time created, updated;
};

struct registry_route {
	struct str prefix, origin, description;
};

struct registry_abuse {
	struct str email, phone, name;
	enum registry_role
	    of; /* REGISTRY_REGISTRAR or REGISTRY_HOLDER: whose desk it is */
};

struct registry_facts {
	enum registry_outcome outcome;
	struct str said; /* the words that the outcome rests on, where not "found" */

	struct str domain; /* lower case, no final dot; none for networks */
	struct str domain_id;
	struct registry_network *networks; /* all of the answer */
	uint32_t network_count, network_cap;
	uint32_t network; /* the most specific one; only where there are any */
	struct registry_route *routes;
	uint32_t route_count, route_cap;

	struct str registrar, registrar_id; /* its number at IANA */
	struct str registrar_url;
	struct str referral;	  /* the WHOIS server to ask next */
	uint16_t referral_port;	  /* 0: the usual one */
	bool referral_rwhois;	  /* a provider's own server (RFC 2167) */
	struct str referral_rdap; /* the same as a URL */
	struct registry_time created, updated, expires;
	/* The registrar's own end of the contract, where it differs in kind. */
	struct registry_time registrar_expires;
	struct str *statuses; /* codes of EPP in their own spelling, others as written */
	uint32_t status_count, status_cap;
	struct registry_host *hosts; /* name servers */
	uint32_t host_count;
	struct str dnssec; /* as written */
	int8_t signed_;	   /* 1: delegation signed, 0: not, -1: not said */
	struct registry_contact *contacts;
	uint32_t contact_count;
	struct registry_abuse *abuse;
	uint32_t abuse_count, abuse_cap;
	bool cut; /* a ceiling was reached; what is kept is the beginning */
};

void registry_facts_init(struct registry_facts *facts);
/* The first contact with that role, or NULL. */
const struct registry_contact *registry_contact_of(const struct registry_facts *facts,
						   enum registry_role role);
/* The holder of a network, or NULL: an organisation before a name, and a name before a
 * handle alone. */
const struct registry_contact *registry_holder(const struct registry_facts *facts);

/* Each takes what stands there, in any spelling, once. Contacts and hosts stay where they
 * are when further ones are added. */
void registry_add_status(struct arena *arena, struct registry_facts *facts,
			 struct str status);
struct registry_host *registry_add_host(struct arena *arena, struct registry_facts *facts,
					struct str name);
void registry_add_address(struct registry_facts *facts, struct registry_host *host,
			  const struct ip *ip);
struct registry_contact *registry_add_contact(struct arena *arena,
					      struct registry_facts *facts,
					      uint32_t roles);
void registry_add_abuse(struct arena *arena, struct registry_facts *facts,
			const struct registry_abuse *abuse);
struct registry_network *registry_add_network(struct arena *arena,
					      struct registry_facts *facts);
/* Find the most specific network once all are there; of equals the last. */
void registry_choose_network(struct registry_facts *facts);

/* A host's name as facts keep it; empty where it is none. */
struct str registry_host_text(struct arena *arena, struct str text);
/* "192.0.2.0 - 192.0.2.255", "192.0.2.0/24", "200.3.12/22", "2001:db8::/32". */
bool registry_range(struct str text, struct ip *ret_first, struct ip *ret_last);
/* The same as prefixes, as few as will do, at most LIMIT_REGISTRY_PREFIXES. */
uint32_t registry_prefixes(const struct ip *first, const struct ip *last,
			   struct ip_net *ret);
