/* survey/part.h - between the files of this room. */
#pragma once
#include "survey/survey.h"

/* seen.c: the things seen. A name that is none of the DNS is left out; NULL as well where
 * a ceiling was reached. */
struct survey_host *seen_host(struct survey *survey, enum seen_role role,
			      struct str name);
struct survey_address *seen_address(struct survey *survey, const struct ip *ip,
				    uint32_t roles, struct str host);
void seen_collect(struct survey *survey);
/* False: it was known as such, or a ceiling was reached. */
bool seen_led(struct survey *survey, const struct link *link, const struct host *host,
	      const struct answer *by);

/* fact.c: one question. False: waiting. A fact that is settled is not asked again. */
bool fact_ask(struct survey *survey, struct fact *fact, enum purpose purpose,
	      uint16_t type, struct str name);
static inline bool fact_is_settled(const struct fact *fact)
{
	return fact->answer || fact->why;
}

/* personal.c: does a name look made for one recipient? Then the longest part of it that
 * does not is in *ret_parent, at the least the registrable domain. */
bool personal_name(const struct survey *survey, struct str name, struct str registrable,
		   struct str *ret_parent);
/* A label that nobody was given, the same each time for one message. */
struct str personal_probe(const struct survey *survey, struct str parent);

/* judge.c: whose networks these are, and what belongs to the brand. */
void survey_recognise(struct survey *survey);
