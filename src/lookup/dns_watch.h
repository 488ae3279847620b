/* lookup/dns_watch.h - libevent under libunbound, with a look at what comes in.
 *
 * libunbound tells "no answer that can be used" in one way, whether the resolver refused,
 * failed or was silent, and it clears the resolver's own word on DNSSEC (AD). Both stand
 * in the head of the resolver's packet. So the loop that libunbound is given shows each
 * packet's head to us before libunbound reads it; nothing is taken away from it.
 *
 * What is seen is not checked as libunbound checks it (its number, its form): it says
 * only why there is no answer, or confirms one that libunbound took. */
#pragma once
#include "base/str.h"

#include <event2/event.h>

struct ub_event_base;

/* The start of a packet: its head and, where it came whole, its question. */
enum { DNS_WATCH_BYTES = 12 + 255 + 4 };

struct dns_watcher {
	/* `fd` is its socket. */
	void (*seen)(void *arg, struct str start, int fd);
	/* The system says that nobody is there (errno). */
	void (*gone)(void *arg, int error, int fd);
	void *arg;
};

/* To be given to ub_ctx_create_ub_event(). NULL: no memory. Lives as long as the context;
 * it is released by free(). */
struct ub_event_base *dns_watch_new(struct event_base *base,
				    const struct dns_watcher *watcher);
