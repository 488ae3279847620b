/* auth/spf.h - may this client use this name? check_host() of RFC 7208, with a full
 * trace.
 *
 * Pure: asks through the door, can be run again from its start. Limits (10 terms that
 * ask, 10 names of an mx or ptr, 2 void look-ups) count over includes and redirects. */
#pragma once
#include "door/door.h"
#include "mail/ip.h"

enum spf_code {
	SPF_NONE,
	SPF_NEUTRAL,
	SPF_PASS,
	SPF_FAIL,
	SPF_SOFTFAIL,
	SPF_TEMPERROR,
	SPF_PERMERROR,
	SPF_UNCHECKED, /* a question was not allowed or not recorded: could not be checked
			*/
};
enum spf_scope { SPF_MAILFROM, SPF_HELO };

struct spf_query {
	enum spf_scope scope;
	struct ip ip;
	struct str helo;
	struct str
	    mail_from;	     /* without brackets; empty: the null path, postmaster@HELO */
	struct str receiver; /* %{r}; empty: "unknown" */
	int64_t clock;	     /* %{t} */
	/* What must not be asked for: addresses of recipients, and local parts alone. */
	const struct str *secrets;
	uint32_t secret_count;
};

/* One term of one record; or, with an empty term, the look-up of a record: "record" and
 * its text in `expanded`, or "no-record". */
struct spf_step {
	uint16_t depth;	     /* of includes; a redirect keeps it */
	struct str domain;   /* whose record */
	struct str term;     /* as written */
	struct str expanded; /* the target with macros expanded; empty if none */
	const char *outcome; /* "match", "no-match", "error", "skipped", "not-reached",
			      * "used" of exp; see above */
	const char *reason;  /* N_(): why; may be NULL */
	const struct answer **answers; /* to the questions of this term */
	uint32_t answer_count, answer_cap;
};

struct spf_result {
	enum spf_code code;
	enum spf_scope scope;
	struct str domain;	/* that was tested */
	struct str record;	/* of that domain; no pointer: none was found */
	struct str explanation; /* exp=, expanded; what the sender wrote */
	/* N_(): of temperror, permerror, unchecked, and why none */
	const char *problem;
	struct str problem_at;		/* the term or name */
	const struct answer *published; /* to the question for the record; may be NULL */
	struct spf_step **trace;	/* in the order of evaluation */
	uint32_t trace_count, trace_cap;
	uint32_t terms_used, void_lookups;
	struct str matched; /* the term that decided; empty: default */
	/* Size of the range that matched, in the innermost record: 32 - prefix, or 128 -
	 * prefix; -1: nothing matched, or no range did. */
	int addresses_log2;
};

/* False: waiting for answers. */
bool spf_check(struct arena *arena, struct door *door, const struct spf_query *query,
	       struct spf_result *ret);
const char *spf_code_name(enum spf_code code);	  /* "softfail", "unchecked" */
const char *spf_scope_name(enum spf_scope scope); /* "mailfrom", "helo" */
