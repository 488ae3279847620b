/* auth/canonical.h - the canonical forms of header fields and body (RFC 6376, 3.4), as
 * they go into a hash.
 *
 * Nothing is copied as a whole: the bytes are handed on in runs, straight from the
 * message where they are canonical already. A bare LF is read as CRLF, since that is what
 * went over the wire before the mail was stored; a lone CR is a byte like any other. */
#pragma once
#include "base/str.h"

typedef void canonical_sink(void *arg, struct str bytes);

/* Where canonical bytes are gathered on their way into a sink. */
struct canonical {
	canonical_sink *sink;
	void *arg;
	uint64_t limit;	 /* bytes that go to the sink; the rest is only counted */
	uint64_t length; /* canonical bytes so far */
	size_t staged;
	/* The byte of the source that gives the first canonical byte beyond the limit. */
	const char *cut;
	bool blank, begun; /* relaxed field: white space is owed; the value has begun */
	char stage[4096];
};

#define CANONICAL_ALL UINT64_MAX
void canonical_begin(struct canonical *c, canonical_sink *sink, void *arg,
		     uint64_t limit);
/* All that is staged goes to the sink. */
void canonical_end(struct canonical *c);

/* The whole body. An empty one gives CRLF in simple form, nothing in relaxed form. */
void canonical_body(struct canonical *c, struct str body, bool relaxed);
/* One field as it stands, its line end included; one that has none gets it. */
void canonical_field(struct canonical *c, struct str raw, bool relaxed);
/* The field that carries the signature: without the bytes `left_out` (a slice of it),
 * without its last line end. */
void canonical_signature_field(struct canonical *c, struct str raw, struct str left_out,
			       bool relaxed);
