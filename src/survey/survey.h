/* survey/survey.h - everything that the DNS publishes about the names and addresses of a
 * message, or about a thing that somebody named.
 *
 * First a list of the things seen: domains with their hosts, each with the roles in which
 * it was seen, and addresses. Then the questions: the addresses of each host, the records
 * of each domain, the names of each address and whether they lead back to it. Never ANY,
 * and never a name that looks made for one recipient: whoever runs its name server would
 * learn who is looking. Facts only: checks judge.
 *
 * The questions go out in stages, and a stage begins when all answers to the one before
 * are there; so what is asked does not depend on who answers first. */
#pragma once
#include "door/door.h"
#include "record/brand.h"
#include "record/dns.h"
#include "record/link.h"
#include "record/thing.h"

/* Where a name or address stands in the message; in the order of importance. */
enum seen_role {
	SEEN_ASKED, /* in no message: somebody wants to know of it */
	SEEN_NAMED, /* a name of the address that he named, as asked today */
	SEEN_FROM,
	SEEN_ENVELOPE,
	SEEN_HELO,
	SEEN_RDNS,   /* the client's name as our server recorded it */
	SEEN_CLIENT, /* the client's address */
	SEEN_PTR,    /* a name of the client's address, as asked today */
	SEEN_DKIM,
	SEEN_SENDER,
	SEEN_REPLY_TO,
	SEEN_LOGIN,
	SEEN_MESSAGE_ID,
	SEEN_LINK,   /* where a link leads in the end */
	SEEN_LED,    /* where it went on to when it was visited */
	SEEN_DETOUR, /* through which it passes */
	SEEN_LOADED, /* fetched when the mail is shown */
	SEEN_OWN,    /* ours, for comparison */
	SEEN_BRAND,  /* official of a brand that the message claims, for comparison */
	SEEN_ROLES
};
/* Who sent it, as far as names tell. */
#define SEEN_SENDERS \
	(1u << SEEN_FROM | 1u << SEEN_ENVELOPE | 1u << SEEN_HELO | 1u << SEEN_RDNS | \
	 1u << SEEN_CLIENT | 1u << SEEN_PTR | 1u << SEEN_DKIM | 1u << SEEN_SENDER | \
	 1u << SEEN_REPLY_TO | 1u << SEEN_LOGIN | 1u << SEEN_MESSAGE_ID)
/* What somebody wants to know of, in place of a message. */
#define SEEN_WANTED (1u << SEEN_ASKED | 1u << SEEN_NAMED)
/* Where a click leads in the end, as far as it is known. */
#define SEEN_CLICKED (1u << SEEN_LINK | 1u << SEEN_LED)
#define SEEN_SITES (SEEN_CLICKED | 1u << SEEN_DETOUR | 1u << SEEN_LOADED)

/* What came back for one question, as five different things. */
enum fact_state {
	FACT_UNASKED, /* `why` */
	FACT_WAITING,
	FACT_NO_ANSWER, /* asked; timeout, failure, refusal, a packet that makes no sense
			 */
	FACT_NO_NAME,	/* no such name */
	FACT_NONE,	/* the name is there; nothing of that kind is published */
	FACT_FOUND,
	FACT_BOGUS, /* the answer fails validation: nothing follows from it */
	FACT_STATES
};

struct fact {
	enum fact_state state;
	const char *why; /* N_(): why it was not asked, or not read; NULL otherwise */
	const struct answer *answer; /* NULL: not asked */
	const struct dns_record **records;
	uint32_t count;
	struct str *chain; /* aliases; the last is where they lead */
	uint32_t chain_count;
};

enum domain_question {
	OF_DOMAIN_NS,
	OF_DOMAIN_SOA,
	OF_DOMAIN_MX,
	OF_DOMAIN_TXT,
	OF_DOMAIN_CAA,
	OF_DOMAIN_DMARC,
	DOMAIN_QUESTIONS
};

struct survey_host {
	struct str name; /* lower case, ASCII */
	uint32_t roles;	 /* 1 << enum seen_role */
	uint32_t domain; /* index */
	bool withheld;	 /* looks made for one recipient: not asked */
	bool personal;	 /* looks so, and is asked for: somebody named it himself */
	/* What was asked in its place: a name that nobody was given, below the nearest
	 * parent that is not withheld. What answers to it answers to every name there. */
	struct str probe, parent;
	struct fact a, aaaa; /* of the name, or of the probe */
	struct fact mx;	     /* of the name, where a mailbox is said to be under it */
	struct fact txt;     /* of a name that was asked for, and is no domain itself */
	const struct network *network; /* by its aliases and addresses; NULL */
	bool all_shared;	       /* each of its addresses belongs to that network */
	uint32_t links;		       /* n of the first link to it; 0 */
	const struct answer *led_by;   /* which answer led there; NULL: the message */
};

enum related { RELATED_UNKNOWN, RELATED_NO, RELATED_YES };

struct survey_domain {
	struct str name; /* the registrable domain; where there is none the host */
	uint32_t roles;	 /* of its hosts too */
	bool own;
	bool deep;	 /* all records are asked for */
	const char *why; /* N_(): why its records are not asked for; NULL */
	const struct domain_class *class_; /* a public service; NULL */
	struct fact facts[DOMAIN_QUESTIONS];
	const struct network *name_servers; /* who runs them; NULL: not known here */
	const struct network *exchangers;
	enum related related;	   /* to the brand that the message claims */
	const struct brand *brand; /* whose official domain it is; NULL */
};

/* Does a name lead back to its address? */
enum leads_back {
	LEADS_WAITING,
	LEADS_BACK,
	LEADS_NOWHERE,	 /* no such name */
	LEADS_TO_NONE,	 /* the name is there, without an address */
	LEADS_ELSEWHERE, /* to other addresses */
	LEADS_NO_ANSWER,
	LEADS_UNASKED,
	LEADS_STATES
};

struct survey_name {
	struct str name;
	struct fact address; /* A or AAAA, as the address is */
	enum leads_back leads;
};

struct survey_address {
	struct ip ip;
	struct str text;
	uint32_t roles;	   /* of the hosts that lead to it; SEEN_CLIENT */
	struct str *hosts; /* names that lead to it */
	uint32_t host_count, host_cap;
	struct fact ptr;
	struct survey_name *names;
	uint32_t name_count;
	bool names_cut; /* LIMIT_SURVEY_NAMES */
	const struct network *network;
};

struct survey_query {
	const struct identities *ids;
	const struct path *path;
	const struct links *links;
	const struct claims *claims;
	const struct site *site;
	const struct tables *tables;
	struct str salt; /* a secret of this message: names that nobody was given */
	/* What somebody named, in place of a message; NULL. */
	const struct thing *asked;
};

struct survey {
	struct arena *arena;
	struct door *door;
	struct survey_query query;
	struct survey_domain *domains;
	uint32_t domain_count, domain_cap;
	struct survey_host *hosts;
	uint32_t host_count, host_cap;
	struct survey_address *addresses;
	uint32_t address_count, address_cap;
	/* Domains, hosts and addresses beyond the ceilings; LIMIT_SURVEY_LEFT. */
	struct str *left;
	uint32_t left_out, left_cap;
	uint32_t led;	/* hosts to which visits were led on */
	uint32_t asked; /* questions */
	uint32_t over;	/* and those beyond LIMIT_SURVEY_QUESTIONS */
	uint32_t stage;
	bool prepared, done;
};

/* The list of things seen; asks nothing yet. */
struct survey *survey_begin(struct arena *arena, struct door *door,
			    const struct survey_query *query);
/* False: waiting; what was learnt is kept for the next round. */
bool survey_round(struct survey *survey);

/* A visit of `link` was led on to `host`, by the answer `by`. That host is surveyed like
 * those of links, up to LIMIT_SURVEY_LED of them; True: it was not known as such, and
 * there are rounds to be done again. Call it when the survey is done. */
bool survey_led_to(struct survey *survey, const struct link *link,
		   const struct host *host, const struct answer *by);

/* The name that may be asked for in place of `host`: itself, or, where that looks made
 * for one recipient, one below the same parent that nobody was given. */
struct str survey_name_for(const struct survey *survey, struct str host);

/* NULL: not seen. */
const struct survey_domain *survey_domain_of(const struct survey *survey,
					     struct str name);
const struct survey_host *survey_host_of(const struct survey *survey, struct str name);
const struct survey_address *survey_address_of(const struct survey *survey,
					       const struct ip *ip);
/* What somebody named, or the host of that link; NULL. */
const struct survey_host *survey_asked_host(const struct survey *survey);
const struct survey_address *survey_asked_address(const struct survey *survey);
/* The client at the boundary; NULL: not known. */
const struct survey_address *survey_client(const struct survey *survey);

/* Of an A or AAAA record. */
struct ip fact_address(const struct dns_record *record);

const char *seen_role_name(enum seen_role role);	  /* "from", in JSON */
const char *fact_state_name(enum fact_state state);	  /* "none-published", in JSON */
const char *domain_question_name(enum domain_question q); /* "ns", in JSON */
const char *leads_back_name(enum leads_back leads);	  /* "other-addresses", in JSON */
const char *related_name(enum related related);		  /* "no", in JSON */
