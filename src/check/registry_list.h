/* check/registry_list.h - what the checks of registrations, networks and places share. */
#pragma once
#include "check/survey_list.h"
#include "registry/national.h"

/* A domain of the sender's side or of a link that was enquired about. */
struct registered {
	const struct survey_domain *domain;
	const struct enquired_domain *at;
	/* Where a registration was found; the registrant is nobody else's otherwise. */
	const struct registry_facts *facts;
	const struct registry_contact *registrant;
};
/* The next one from row `*i` on; what was found, or whatever came of it. */
bool registered_next(const struct inspection *in, uint32_t *i, struct registered *ret);
bool enquired_next(const struct inspection *in, uint32_t *i, struct registered *ret);
/* With the value "domain", pointing to where the message shows it. */
struct finding *registered_finding(struct inspection *in, const struct check *self,
				   const struct registered *one);
/* The value "moment": what days are counted from. Of a thing that somebody named there is
 * no message. */
void finding_moment(struct finding *finding);
/* Names of the registrant's fields that have that standing. */
void registrant_fields(struct arena *arena, const struct registry_contact *registrant,
		       enum registry_standing standing, struct pieces *ret);
/* The value of the first of them, who it is before where it is; empty. */
struct str registrant_value(const struct registry_contact *registrant,
			    enum registry_standing standing);
/* There is something to read in it, be it with stars. */
bool is_shown(const struct registry_value *value);
/* A finding for each domain whose registrant gave a mailbox of a service of that class
 * (data/domains.txt), with the values "mailbox" and "service". */
void registered_by_mailbox(struct inspection *in, const struct check *self,
			   struct str class_name);
/* The server that said what stands; "-". */
struct str last_server(const struct enquiry *enquiry);
struct str day_text(struct arena *arena, int64_t utc); /* "2023-01-06" */

/* An address of the sender's side or of a link whose network is known. */
struct held {
	const struct survey_address *address;
	const struct enquiry *enquiry;
	const struct registry_network *network;
	const struct enquired_address *at;
};
/* One for each network. */
bool held_next(const struct inspection *in, uint32_t *i, struct held *ret);
/* With the value "ip". */
struct finding *held_finding(struct inspection *in, const struct check *self,
			     const struct held *one);
struct str held_name(const struct registry_network *network);
struct str held_abuse(const struct held *one);
/* The registry's number of the network's AS, or the databases'; 0: not known. */
uint32_t held_asn(const struct held *one);

/* An address that a database places. */
struct placed {
	const struct survey_address *address;
	const struct geo_answers *places;
};
bool placed_next(const struct inspection *in, uint32_t *i, struct placed *ret);
struct finding *placed_finding(struct inspection *in, const struct check *self,
			       const struct placed *one);
/* "CN (location, 2026-06-25)", "JP, Tokyo, within 50 km (city.mmdb, 2022-07-05)" */
struct str place_text(struct arena *arena, const struct geo_answer *answer);
