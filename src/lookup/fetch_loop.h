/* lookup/fetch_loop.h - libcurl's multi interface in libevent.
 *
 * libcurl says which sockets and which time it waits for; it is called only from the
 * loop, never from its own callbacks. */
#pragma once
#include <curl/curl.h>
#include <event2/event.h>

struct fetch_loop;

/* `ended` is called from the loop once a transfer is over; it is removed before. */
typedef void fetch_ended(CURL *easy, CURLcode result);
/* NULL: it cannot be set up. */
struct fetch_loop *fetch_loop_new(struct event_base *base, fetch_ended *ended);
void fetch_loop_add(struct fetch_loop *loop, CURL *easy);
