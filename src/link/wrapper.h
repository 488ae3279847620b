/* link/wrapper.h - links that carry their target inside: redirectors, search engines,
 * trackers, vendors' rewritten links, translators. Undone by rules of data/wrappers.txt,
 * without a request.
 *
 * A rule says: host (and its subdomains), path prefix, where the target stands, how it
 * is encoded, of what kind the wrapper is. What no rule opens is opaque, and is said to
 * be. */
#pragma once
#include "base/err.h"
#include "base/name_index.h"
#include "link/url.h"

enum wrapper_kind {
	WRAPPER_REDIRECTOR, /* open: anybody can write any target behind it */
	WRAPPER_VENDOR,	    /* a mail filter's rewritten link */
	WRAPPER_TRACKER,    /* a mailing service's click counter */
	WRAPPER_SHORTENER,  /* opaque by its nature */
	WRAPPER_PROXY,	 /* translators, caches, AMP: show a stranger's page under their
			    name */
	WRAPPER_PROGRAM, /* a scheme that starts a program, told to open the target */
};

struct wrapper_rule;
struct wrapper_rules {
	struct wrapper_rule *items; /* sorted by host, those of any suffix behind */
	uint32_t count, cap;
	uint32_t hosts;			   /* rules of whole hosts */
	struct name_index by_host, by_any; /* the first of each; by_any from `hosts` */
};
/* One line of the table. False: err says what is wrong with it. */
bool wrapper_rule_read(struct arena *arena, struct str line, struct wrapper_rules *rules,
		       struct err *err);
/* A shortener of another table: opaque. Its own row, if it has one, comes first. */
void wrapper_rule_shortener(struct arena *arena, struct wrapper_rules *rules,
			    struct str host, bool exact, struct str name);
void wrapper_rules_sort(struct arena *arena, struct wrapper_rules *rules);

struct unwrapped {
	enum wrapper_kind kind;
	struct str name;   /* of the service, from the table */
	bool opaque;	   /* a wrapper, but the target is not in the link */
	struct str target; /* as found inside, decoded; not yet parsed */
	struct str tenant; /* whose wrapper it is, where the link says so */
};
/* One step. False: no wrapper that the table knows, and no target in the query. The
 * generic rule (a whole absolute URL as a query value or behind a path's "/http") gives
 * WRAPPER_REDIRECTOR with an empty name. */
bool wrapper_undo(struct arena *arena, const struct wrapper_rules *rules,
		  const struct url *url, struct unwrapped *ret);
const char *wrapper_kind_name(enum wrapper_kind kind);
