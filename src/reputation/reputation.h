/* reputation/reputation.h - what lists hold against the addresses, domains and links of a
 * message.
 *
 * Only lists that the site profile names are asked, each about the least that it needs: a
 * list of addresses about the client and the sites' own addresses, a list of domains
 * about registrable domains, Safe Browsing about the first four bytes of hashes, a copy
 * on this machine about the URL without what carries the recipient. Facts only, five
 * kinds of them kept apart: listed, not listed, an error of the list, no answer, not
 * asked. "Not listed" says nothing of innocence. */
#pragma once
#include "link/url.h"
#include "record/blocklist.h"
#include "reputation/canonical.h"
#include "reputation/copy.h"
#include "reputation/hashes.h"
#include "survey/survey.h"

enum reputation_kind {
	REPUTATION_ADDRESS,
	REPUTATION_DOMAIN,
	REPUTATION_URL,
	REPUTATION_KINDS
};

enum reputation_state {
	REPUTATION_UNASKED, /* `why` */
	REPUTATION_WAITING,
	REPUTATION_NO_ANSWER, /* `why` */
	REPUTATION_ERROR,     /* the list refuses, or answers nonsense: `why` */
	REPUTATION_NOT_LISTED,
	REPUTATION_LISTED,
	REPUTATION_STATES
};

/* A way in which Safe Browsing knows a page. */
struct reputation_expression {
	struct str text;
	uint8_t hash[HASH_BYTES];
};

/* What lists are asked about. */
struct reputation_subject {
	enum reputation_kind kind;
	struct str text; /* for people: "192.0.2.7", "site.example", a URL */
	uint32_t roles;	 /* 1 << enum seen_role */
	uint32_t link;	 /* n of the first link; 0 */
	struct ip ip;	 /* of an address */
	struct str key;	 /* of a URL: canonical, without what carries the recipient */
	bool shortened;	 /* something was left out of it for that */
	struct str host; /* of a URL */
	bool shared;	 /* strangers share the host: only this page counts */
	bool personal;	 /* it may carry a value made for one recipient */
	struct reputation_expression *expressions; /* of a URL */
	uint32_t expression_count;
};

struct reputation_hit {
	enum listing listing;
	struct str code;       /* "127.0.1.4", "SOCIAL_ENGINEERING", "url" */
	const char *meaning;   /* N_(); NULL: a row of a copy, which says it itself */
	struct str what;       /* the expression, or the URL, that is on the list */
	struct str date, text; /* of a row of a copy */
	enum copy_by by;       /* of a row of a copy */
};

struct reputation_entry {
	const struct blocklist *list;
	uint32_t subject; /* index */
	enum reputation_state state;
	const char *why; /* N_(), or what the answer said */
	const struct answer *answer;
	uint32_t ttl; /* seconds that the list lets its answer be kept; 0: not said */
	struct reputation_hit *hits;
	uint32_t hit_count, hit_cap;
	struct str as_of; /* of a copy: its date */
	uint64_t found[COPY_WAYS];
};

struct reputation_query {
	const struct survey *survey;
	const struct links *links;
	const struct path *path;
	const struct site *site;
	const struct tables *tables;
	const struct token_needles *secrets; /* may be NULL */
};

struct reputation {
	struct arena *arena;
	struct door *door;
	struct reputation_query query;
	struct reputation_subject *subjects;
	uint32_t subject_count, subject_cap;
	struct reputation_entry *entries;
	uint32_t entry_count, entry_cap;
	uint32_t left_out;    /* subjects beyond the ceilings */
	uint32_t asked, over; /* questions, and those beyond LIMIT_LIST_QUESTIONS */
	bool early, late;     /* which subjects are there */
	bool done;
};

/* NULL where the profile names no list. Asks nothing yet. */
struct reputation *reputation_begin(struct arena *arena, struct door *door,
				    const struct reputation_query *query);
/* False: waiting. What the message itself shows is asked about at once, what the survey
 * finds once that is done. NULL is done. */
bool reputation_round(struct reputation *reputation);

/* A visit of the link of that number was led on to this URL, where the survey has gone
 * since: lists are asked about it too. */
void reputation_led_to(struct reputation *reputation, uint32_t link, struct str href,
		       const struct host *host);

const char *reputation_kind_name(enum reputation_kind kind);	/* "domain", in JSON */
const char *reputation_state_name(enum reputation_state state); /* "not-listed" */
