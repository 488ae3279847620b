/* visit/visit.h - what a link leads to: the handshake, the hops, the page.
 *
 * From the links of a message the few that are worth a visit, in the order of suspicion.
 * Whoever runs such a host sees the visit, so it may not tell him of whom: what could be
 * a recipient's mark is replaced by nonsense of the same shape first, and links that
 * would do something in the recipient's name are left alone. Nothing is run, no cookie
 * and no password is sent, and each packet belongs to a question at the door. Facts only:
 * checks judge.
 *
 * Each site has its own share of the requests, so what is asked does not depend on who
 * answers first. */
#pragma once
#include "door/door.h"
#include "door/exchange.h"
#include "record/certificate.h"
#include "survey/survey.h"
#include "visit/page.h"

enum visit_state {
	VISIT_WAITING,
	VISIT_LIVE,    /* a page stands there */
	VISIT_GONE,    /* 404 or 410 in answer to the very URL of the mail */
	VISIT_ABSENT,  /* the same in answer to an altered request: it may be there */
	VISIT_DORMANT, /* the name resolves, a server answers, with nothing */
	VISIT_PARKED,  /* a page for names without a site */
	VISIT_BLOCKED, /* kept out: 401, 403, 429, 451, or a page in front of the page */
	VISIT_REFUSED, /* no connection is accepted */
	VISIT_NO_ANSWER, /* nothing in time, or nothing that makes sense */
	VISIT_NO_NAME,	 /* the name is not there any more */
	VISIT_LED_AWAY,	 /* it leads on to where we do not go */
	VISIT_NOT,	 /* not visited at all */
	VISIT_STATES
};

/* The facts of a TLS handshake. */
struct handshake {
	struct str host; /* that was asked for, and against which names are matched */
	uint16_t port;
	const struct answer *answer;	   /* NULL: not asked */
	struct str protocol, cipher, alpn; /* "TLSv1.3", "TLS_AES_256_GCM_SHA384", "h2" */
	/* "0 ok": by the issuers that this machine trusts; empty: not known. It says
	 * nothing of the name, nor of honesty. */
	struct str verify;
	uint32_t verify_code;
	bool verify_known;
	struct certificate *chain; /* its own first */
	uint32_t count, unreadable;
	bool covers;	       /* one of its names is the host's; by our own comparison */
	bool wildcard;	       /* by a name with "*" */
	bool expired, not_yet; /* at the time of the handshake */
	struct str *siblings; /* registrable domains on the certificate, but the host's */
	uint32_t sibling_count;
	bool siblings_cut;
};

struct visit_hop {
	struct str href; /* as it was asked for */
	struct url url;
	struct host host;
	enum page_lead by;  /* how the hop before led here; LEAD_NONE: the first */
	uint32_t handshake; /* index in visit.handshakes + 1; 0: none */
	bool asked_tls, asked_http;  /* counted among the requests */
	const struct answer *answer; /* NULL: not asked */
	struct exchange exchange;
	struct str content_type, server; /* fields of interest */
	char sha256[65];		 /* of the body */
	struct page_facts *page;	 /* NULL: no page was read */
	struct str next;		 /* where it leads on, absolute; empty: nowhere */
	enum page_lead next_by;
};

/* The small picture of a page: kits take that of the genuine site along, and one picture
 * on many hosts is one kit. Asked for where a page stands, of its own host alone. */
struct visit_icon {
	struct str href; /* empty: none was asked for */
	const char *why; /* N_(): why there is none, or it was not asked for; NULL */
	const struct answer *answer;
	bool known;	  /* a file that is no page came back whole */
	size_t size;	  /* of it */
	char sha256[65];  /* of its bytes */
	int32_t murmur;	  /* of them in base64, in lines of 76: as services list it */
	bool asked, done; /* asked: counted among the requests */
};

struct visit {
	const struct link *link;
	uint32_t links;	  /* of the same shape */
	struct str href;  /* what was asked, in place of link_target() */
	struct str shape; /* host and path, without what was replaced */
	bool altered;
	struct visit_change *changes;
	uint32_t change_count;
	struct visit_hop *hops;
	uint32_t hop_count, hop_cap;
	struct handshake *handshakes;
	uint32_t handshake_count, handshake_cap;
	enum visit_state state;
	/* N_(): why it was not visited, or why the way was not followed to its end. */
	const char *why;
	struct str reason; /* from outside, of a failure; empty */
	struct visit_icon icon;
	uint32_t requests, share;
	bool done;
};

/* One thing that was replaced. */
struct visit_change {
	const char *place; /* N_(): "path", "query", "host", … */
	struct str now;	   /* what stands there now */
	struct str was;	   /* and what stood there */
	bool recipient;	   /* it carried an address of the recipient */
};

struct visit_left { /* a link that is not visited */
	const struct link *link;
	const char *why;   /* N_() */
	struct str reason; /* of the table's row; empty */
};

struct visits {
	struct arena *arena;
	struct door *door;
	struct survey *survey;
	const struct tables *tables;
	const struct site *site;
	const struct token_needles *needles;
	struct str salt;
	struct visit *items;
	uint32_t count;
	struct visit_left *left;
	uint32_t left_count, left_cap;
	uint32_t left_more; /* beyond LIMIT_VISIT_LEFT */
	bool named, plan, done;
};

struct visits_query {
	const struct links *links;
	struct survey *survey;
	const struct tables *tables;
	const struct site *site;
	const struct token_needles *needles; /* the recipients; may be NULL */
	struct str salt;		     /* of this message, kept in the case */
	/* Somebody named the link himself: it is asked for as it was typed, whoever's it
	 * is. */
	bool named;
	bool plan; /* nobody answers: the first hop is asked for at once, to be shown */
};

/* The list of what is to be visited; asks nothing yet. */
struct visits *visits_begin(struct arena *arena, struct door *door,
			    const struct visits_query *query);
/* False: waiting; what was learnt is kept for the next round. */
bool visits_round(struct visits *visits);

/* The last hop that was asked for; NULL. */
const struct visit_hop *visit_end(const struct visit *visit);
const struct handshake *visit_handshake(const struct visit *visit,
					const struct visit_hop *hop); /* NULL */
/* When the site first saw us; false: it did not. */
bool visit_seen_at(const struct visit *visit, int64_t *ret_utc);
const char *visit_state_name(enum visit_state state); /* "live", in JSON */
