/* reputation/canonical.h - a URL as lists of URLs spell it, and the expressions by which
 * Safe Browsing knows it ("URLs and Hashing", v5).
 *
 * Of one page there are many spellings; a list has one. Scheme, user, port and fragment
 * do not count in an expression. Linear time, any bytes. */
#pragma once
#include "base/arena.h"

struct canonical_url {
	struct str text; /* "https://example.com/a?b"; no user, port, fragment */
	struct str scheme, host;
	struct str path;  /* with its first "/" */
	struct str query; /* without "?" */
	bool has_query;
	bool is_address; /* the host is one */
};

/* `url` as a browser writes it, or as found; without a scheme it is one of HTTP. False:
 * it has no host. */
bool canonical_read(struct arena *arena, struct str url, struct canonical_url *ret);

enum { CANONICAL_EXPRESSIONS = 30 };
/* "b.example.com/1/", each once: at most five hosts by six paths. */
uint32_t canonical_expressions(struct arena *arena, const struct canonical_url *url,
			       struct str ret[CANONICAL_EXPRESSIONS]);
