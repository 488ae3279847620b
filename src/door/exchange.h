/* door/exchange.h - what came over a connection, in one text: the bytes of an answer to a
 * question of RDAP, HTTP, TLS, and of those lists that are asked over HTTP.
 *
 * The status line and the fields as the peer sent them, and between the two, in lines
 *that begin with ":" (no field can, RFC 9110, 5.1), what only the one who held the
 *connection can know; then an empty line and the body, its transfer and content codings
 *undone:
 *
 *	HTTP/1.1 302 Found
 *	:address 192.0.2.80:443
 *	:tls TLSv1.3 TLS_AES_256_GCM_SHA384
 *	:alpn http/1.1
 *	:verify 0 ok
 *	:certificate MIIC...
 *	location: https://example.com/login
 *
 *	<html>...
 *
 * Of a handshake alone there is no status line. An answers file may leave everything out
 * but the body; then the status is 200. A line of ours that is not known is skipped. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"

struct exchange_field {
	struct str name, value; /* the name in lower case */
};

struct exchange {
	bool framed;	    /* false: a body alone stood there */
	uint32_t status;    /* 0: none, as of a handshake */
	struct str version; /* "HTTP/2" */
	struct str address; /* that was connected to, "192.0.2.80:443" */
	struct str tls;	    /* "TLSv1.3 TLS_AES_256_GCM_SHA384"; empty: without TLS */
	struct str alpn;
	/* The result of X.509 verification at the time of the connection, against the
	 * issuers that this machine trusts: "0 ok", "18 self-signed certificate". */
	struct str verify;
	struct str *certificates; /* DER, as the peer sent them, its own first */
	uint32_t certificate_count, certificate_cap;
	struct exchange_field *fields;
	uint32_t field_count, field_cap;
	struct str body;
	/* The body ended before its end: a cap of ours ("cap 1048576"), or the peer
	 * ("ended early", "broken chunks"). Empty: it is whole. */
	struct str cut;
	bool fields_cut; /* LIMIT_HTTP_FIELDS */
};

/* Any bytes; slices of them where possible. There is no failure. */
void exchange_read(struct arena *arena, struct str bytes, struct exchange *ret);
/* The first field of that name (lower case); empty, without a pointer, where none is. */
struct str exchange_field(const struct exchange *exchange, struct str name);
/* The text that reads back as the same. Values lose CR, LF and NUL; fields whose names
 * are no tokens are left out. */
void exchange_write(struct buf *out, const struct exchange *exchange);
