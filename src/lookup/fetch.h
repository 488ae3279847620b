/* lookup/fetch.h - one request over HTTP or HTTPS, or a TLS handshake alone, by libcurl.
 *
 * One hop: a redirect is told, not followed. Addresses come from lookup/endpoint.h alone,
 * and each connection is judged again when its socket is made and when it stands. Nothing
 * is kept from one request to the next: no connection, cookie, session or credential.
 * Certificates are recorded and verified; whatever the verdict, the connection goes on,
 * for it is evidence that is wanted, not trust.
 *
 * What a peer does wrong ends in a status and a reason; what came until then is kept. */
#pragma once
#include "door/exchange.h"
#include "lookup/lookup.h"

struct fetch_request {
	struct str host; /* that is contacted, as URLs write it */
	uint16_t port;
	struct str url; /* it and its texts are copied */
	const char *accept;
	struct str field; /* one more, "Name: value"; empty: none */
	struct str form;  /* sent by POST; empty: by GET */
	bool handshake;	  /* TLS alone: nothing is requested */
	/* It carries a key of ours: only where certificate and name hold. */
	bool trusted;
	/* Of one host: so many at once, and so long between two beginnings. */
	unsigned at_once;
	unsigned spacing_ms;
};

/* Valid during the call of `done`. */
struct fetch_result {
	enum answer_status status;
	const char *reason;	  /* of a failure; NULL: none */
	struct exchange exchange; /* what came, whatever the status */
	struct str redirect;	  /* where it leads, absolute; empty: nowhere */
	struct str from;	  /* the proxy; empty: none */
};

typedef void fetch_done(void *arg, const struct fetch_result *result);

/* Before the lock. Several rows may call it; it is done once. */
bool fetch_prepare(struct lookup *lookup, struct err *err);
/* `left` (may be NULL) is called when the request leaves us, after its turn in the queue;
 * `done` once, at once or later from the loop. */
void fetch_begin(struct lookup *lookup, const struct fetch_request *request,
		 void (*left)(void *arg), fetch_done *done, void *arg);
/* The answer to an inquiry: the result as an exchange, which may be given to others for
 * so many seconds; 0: nothing is said of that. */
void fetch_tell(struct inquiry *inquiry, const struct fetch_result *result, uint64_t ttl);
