/* link/wrapper_rule.h - one row of data/wrappers.txt, read. See wrapper.h. */
#pragma once
#include "link/wrapper.h"

enum wrapper_where {
	WHERE_OPAQUE,  /* "opaque": the target is not in the link */
	WHERE_DATA,    /* "data": a URL inside is what the page speaks of ("share
			  this"), no click leads there */
	WHERE_QUERY,   /* "query:NAME"; "query" alone: all of it */
	WHERE_SEGMENT, /* "segment:N": the N-th piece of the path behind the prefix */
	WHERE_PATH,    /* "path:N": all from that piece on, with the query */
	WHERE_AFTER,   /* "after:TEXT": all that stands behind TEXT in the path */
	WHERE_SEGMENT_AFTER, /* "segment-after:TEXT": the same up to the next "/" */
	WHERE_FRAGMENT,
	WHERE_HOST, /* in the labels of the host */
};

enum wrapper_coding {
	CODING_PERCENT, /* as browsers write it, once or several times */
	CODING_BASE64,	/* "base64"; "base64:N": behind N other bytes */
	CODING_HEX,
	CODING_INSIDE64, /* base64 of JSON that holds the URL */
	CODING_BARE,	 /* without its scheme: https */
	CODING_BARE_HTTP,
	CODING_PROOFPOINT2,
	CODING_PROOFPOINT3,
	CODING_CHECKPOINT, /* "___https://…___.rest" */
	CODING_TRANSLATE,  /* host "example-com", "-" for "." and "--" for "-" */
};

struct wrapper_rule {
	struct str host; /* "example.com", "google" where any_suffix, "" for every host */
	bool exact;	 /* not the names below it */
	bool any_suffix; /* "google.*": google.com, google.de, google.co.jp */
	struct str path; /* prefix */
	enum wrapper_where where;
	struct str text; /* NAME or TEXT; of WHERE_OPAQUE: a name that the query has */
	uint32_t number; /* N */
	enum wrapper_coding coding;
	uint32_t coding_skip;
	enum wrapper_kind kind;
	struct str tenant_name; /* of a query pair, empty if none */
	uint32_t tenant_piece;	/* of its value, between "|", from 1; 0: all of it */
	bool tenant_label;	/* the first label of the host */
	struct str name;
	uint32_t order; /* of the row: equal hosts keep it */
};

/* What stands at a rule's place in `url`, still encoded. False: nothing does. */
bool wrapper_place(struct arena *arena, const struct wrapper_rule *rule,
		   const struct url *url, struct str *ret);
/* `value` decoded as the rule says, as an absolute URL. False: it is none. */
bool wrapper_decode(struct arena *arena, const struct wrapper_rule *rule,
		    const struct url *url, struct str value, struct str *ret);
/* A whole absolute URL as a query value or in a path: the generic rule. */
bool wrapper_generic(struct arena *arena, const struct url *url, struct str *ret);
