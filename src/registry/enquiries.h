/* registry/enquiries.h - the registrations behind a message: who registered its domains,
 * who holds its addresses, and where databases place their networks.
 *
 * The sender's side and the sites that links lead to; one domain of the brand that is
 * claimed, to lay beside them. Ours are known, services of many say nothing of this
 * message, and what strangers lend is in nobody's registry. Facts only: checks judge. */
#pragma once
#include "record/geo.h"
#include "registry/enquiry.h"
#include "survey/survey.h"

struct enquired_domain {
	const char *why; /* N_(): why it was not asked; NULL */
	/* NULL: not asked. */
	struct enquiry *enquiry;
	struct registration_life life; /* at the time of the message; where found */
};

struct enquired_address {
	const char *why; /* as above */
	/* The same for addresses of one network. */
	struct enquiry *enquiry;
	/* What the databases of this machine say; NULL: not asked. */
	const struct answer *place;
	struct geo_answers places;
};

struct enquiries_query {
	const struct survey *survey;
	const struct tables *tables;
	enum contact allowed;
	int64_t at; /* when the message came */
};

struct enquiries {
	struct arena *arena;
	struct door *door;
	struct enquiries_query query;
	/* As the survey numbers them. */
	struct enquired_domain domains[LIMIT_SURVEY_DOMAINS];
	struct enquired_address addresses[LIMIT_SURVEY_ADDRESSES];
	uint32_t domains_asked, addresses_asked;
	uint32_t left; /* beyond the ceilings */
	bool chosen_early, chosen, again, done;
};

/* What the survey has seen so far; asks nothing yet. */
struct enquiries *enquiries_begin(struct arena *arena, struct door *door,
				  const struct enquiries_query *query);
/* After the survey's round: what it learns on the way is asked for in turn. False:
 * waiting. */
bool enquiries_round(struct enquiries *enquiries);
/* The survey goes on, with what visits were led to: that is asked for, too. */
void enquiries_again(struct enquiries *enquiries);

/* The domain's or address's row; NULL: not seen. */
const struct enquired_domain *enquired_domain_of(const struct enquiries *enquiries,
						 struct str name);
const struct enquired_address *enquired_address_of(const struct enquiries *enquiries,
						   const struct ip *ip);
/* Its registration, where one was found; NULL. */
const struct registration *enquired_registration(const struct enquired_domain *domain);
