/* lookup/fetch_tls.h - what a TLS handshake shows: protocol, cipher, the certificates,
 * and what verifying them gave. */
#pragma once
#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"

struct ssl_ctx_st;
struct fetch_trust;

struct fetch_tls {
	struct fetch_trust *trust;
	int64_t at;	 /* UTC seconds, at which certificates are to be valid */
	bool strict;	 /* what cannot be verified ends it */
	bool seen;	 /* the peer sent certificates, or the handshake was done */
	char facts[128]; /* "TLSv1.3 TLS_AES_256_GCM_SHA384" */
	char alpn[32];
	char verify[160];	       /* "0 ok" */
	struct str chain[LIMIT_CHAIN]; /* DER, malloc'ed */
	unsigned count;
};

/* OpenSSL without its configuration file, warmed; the issuers of a PEM file, or the
 * system's. Before the lock. */
struct fetch_trust *fetch_trust_new(struct str file, struct err *err);
/* One connection's context: old protocols allowed, certificates noted in `tls`, which
 * stays until the connection is closed. */
void fetch_tls_watch(struct ssl_ctx_st *ctx, struct fetch_tls *tls);
void fetch_tls_fini(struct fetch_tls *tls);
