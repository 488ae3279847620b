/* lookup/fetch_inside.h - one request on its way; of fetch.c and fetch_verdict.c alone.
 */
#pragma once
#include "lookup/endpoint.h"
#include "lookup/fetch.h"
#include "lookup/fetch_tls.h"

#include <curl/curl.h>

struct fetcher;

struct fetch {
	struct fetcher *fetcher;
	struct fetch *next; /* waiting */
	struct peer *peer;
	struct arena *arena;
	struct fetch_request request; /* its texts end in NUL, which is counted */
	void (*left)(void *arg);
	fetch_done *done;
	void *arg;
	const char *from_proxy; /* empty: none */

	CURL *easy;
	CURLSH *share; /* a memory of addresses of its own */
	struct curl_slist *headers, *resolve;
	struct endpoints endpoints;
	const struct endpoint *at; /* that the connection goes to */
	const char *refusal;	   /* why a connection was not made */

	struct fetch_tls tls;
	bool tls_begun;
	struct exchange exchange;
	struct buf body;
	size_t head_bytes;
	bool head_done; /* the empty line behind it came */
	bool head_full; /* LIMIT_HTTP_HEAD */
	char error[CURL_ERROR_SIZE];
	char cut[64], reason[CURL_ERROR_SIZE + 16];
};

/* The transfer is over: what came of it. */
void fetch_judge(struct fetch *fetch, CURLcode code, struct fetch_result *ret);
