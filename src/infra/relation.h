/* infra/relation.h - what ties the domains of a message to each other: servers,
 * registrants, registrars, dates, certificates.
 *
 * A tie is as strong as it is hard to share by chance: an address that nobody else is
 * known to have ties two domains, a registrar with a million customers does not. Each
 * says its strength and why. Facts only: checks judge. */
#pragma once
#include "registry/enquiries.h"
#include "visit/visit.h"

enum tie {
	TIE_ADDRESS,	     /* one address, of no network known to be shared */
	TIE_REGISTRANT,	     /* one registrant, as published */
	TIE_CERTIFICATE,     /* one certificate for both */
	TIE_ISSUED_TOGETHER, /* certificates of one issuer, of the same minute */
	TIE_DATES,	     /* registered within thirty days */
	TIE_REGISTRAR,	     /* one registrar */
	TIE_DIFFER,	     /* against it: registrants that differ */
	TIES
};

enum tie_strength { TIE_AGAINST, TIE_CONTEXT, TIE_WEAK, TIE_MEDIUM, TIE_STRONG };

struct relation {
	uint32_t one, other; /* domains, as the survey numbers them; one < other */
	enum tie kind;
	enum tie_strength strength;
	const char *reason;	     /* N_(): why it is so strong */
	struct str what, what_other; /* what they share; of TIE_DIFFER each one's */
	int64_t at_one, at_other;    /* TIE_DATES: when each was registered */
	int32_t days;		     /* TIE_DATES: between the two, rounded */
	bool same_hour; /* TIE_DATES: days apart, at the same time of the day */
};

struct relations {
	struct relation *items;
	uint32_t count, cap;
	bool cut; /* LIMIT_RELATIONS */
};

struct relations_query {
	const struct survey *survey;
	const struct enquiries *enquiries; /* may be NULL */
	const struct visits *visits;	   /* may be NULL */
};

/* All of it is done. In the order of the domains, then of the ties. */
void relations_find(struct arena *arena, const struct relations_query *query,
		    struct relations *ret);
/* All ties of these two together: strong by one strong or two medium ones; TIE_AGAINST:
 * there is none. */
enum tie_strength relations_between(const struct relations *relations, uint32_t one,
				    uint32_t other);
const char *tie_name(enum tie kind);			   /* "dates", in JSON */
const char *tie_strength_name(enum tie_strength strength); /* "weak", in JSON */
