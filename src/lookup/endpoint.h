/* lookup/endpoint.h - where a connection goes: the addresses of a host, judged and
 * mapped.
 *
 * Names are asked of our own resolver, never of the system's; addresses that are not on
 * the Internet (lookup/guard.h) are not connected to, whoever leads there: a name, a
 * redirect, a second answer to the same name. With a connect-map (tests) the original
 * address is judged first, and what the map does not list is not connected to.
 *
 * Ports are judged elsewhere: those of questions before anybody is asked (lookup.c),
 * those of redirects by whoever follows them (guard_port()). */
#pragma once
#include "door/answer.h"
#include "lookup/lookup.h"
#include "mail/ip.h"

#include <sys/socket.h>

enum { ENDPOINTS_MAX = 8 };

struct endpoint {
	struct ip ip;	      /* that the name leads to, or that was given */
	char text[64];	      /* "192.0.2.80:443", "[2001:db8::1]:443" */
	char mapped[64];      /* where it goes in truth; the same without a map */
	char mapped_host[48]; /* its address, no brackets */
	uint16_t mapped_port;
	struct sockaddr_storage to; /* the same */
	socklen_t to_n;
};

struct endpoints {
	struct endpoint items[ENDPOINTS_MAX]; /* IPv4 first */
	unsigned count;
	/* Where there is none: no-such-name, no-data, refused, timeout, failed,
	 * not-allowed; `reason` is NULL where the status says all. */
	enum answer_status status;
	const char *reason; /* N_(), or text from outside */
	/* The setup has a proxy, which finds the addresses of names: there is none here,
	 * and nobody was asked. Addresses in place of names are judged all the same. */
	bool by_proxy;
};

/* Before the lock: reads the connect-map. */
bool endpoint_prepare(struct lookup *lookup, struct err *err);
/* `done` is called once, at once or later from the loop; `found` is valid during the
 * call.
 */
typedef void endpoint_done(void *arg, const struct endpoints *found);
void endpoint_find(struct lookup *lookup, struct str host, uint16_t port,
		   endpoint_done *done, void *arg);
/* Is this the address of a connection that endpoint_find() would allow? For the moment
 * when it stands, or is about to (a library that opens it): NULL, or N_() why not. The
 * connection to a proxy is the user's own wish, and is not asked about. */
const char *endpoint_refusal(const struct lookup *lookup, const struct sockaddr *address);
