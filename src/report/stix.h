/* report/stix.h - the case as a bundle of STIX 2.1 (OASIS).
 *
 * Observables are what was seen, grouped by the part they play in observed-data; only
 * bad ones become indicators with a pattern, and form an infrastructure. Ids are UUIDs of
 * version 5: of observables as the standard has it (2.9), of the rest in our own
 * namespace from the case, so that the same case gives the same ids. The marking is that
 * of the Traffic Light Protocol 2.0. */
#pragma once
#include "base/json.h"
#include "base/limits.h"
#include "indicator/indicator.h"
#include "report/report.h"

extern const struct report_format report_stix;

struct stix {
	const struct inspection *in;
	const struct report_options *options;
	struct json json;
	struct buf text;
	struct str key;	     /* the case's own: ids are made from it */
	struct str identity; /* id of whoever made this */
	struct str *ids;     /* of all objects, each once */
	uint32_t count, cap;
	struct str by_role[4][LIMIT_INDICATORS + 1]; /* ids of observables */
	uint32_t role_count[4];
};

/* --- stix_part.c --- */
/* "TYPE--UUID" from the case's key and `name`. */
struct str stix_id(struct stix *s, const char *type, struct str name);
/* The id of an observable from its contributing properties, canonical JSON (RFC 8785) in
 * s->text, which is forgotten then. */
struct str stix_observable_id(struct stix *s, const char *type);
/* One more contributing property into s->text: {"key":"value" … ; `first` opens it. */
void stix_contribute(struct stix *s, bool first, const char *key, struct str value);
/* False: there is an object of that id, or no room. */
bool stix_new(struct stix *s, struct str id);
/* The head of an object, with its marking; domain objects have times and a maker. */
void stix_observable(struct stix *s, const char *type, struct str id);
void stix_domain(struct stix *s, const char *type, struct str id);
void stix_end(struct stix *s);
/* Nothing where the time is none that a reader takes. */
void stix_time(struct stix *s, const char *key, int64_t utc);
void stix_relation(struct stix *s, const char *kind, struct str source,
		   struct str target);
/* What is told of a text from outside, in the arena. */
struct str stix_told(struct stix *s, struct str text);
/* A string in a pattern (9.2): quotes and backslashes escaped. */
void stix_quote(struct buf *out, struct str text);

/* --- stix_seen.c --- */
/* The observable of an indicator; empty: STIX has none for it, or it is masked. */
struct str stix_observe(struct stix *s, const struct indicator *item);
void stix_message(struct stix *s);
/* What look-ups found: where names resolve to, which network an address belongs to. */
void stix_surroundings(struct stix *s);
