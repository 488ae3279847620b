/* report/map.h - the places of a report: where databases put the networks that a mail
 * came from and leads to. For the drawn map and the one in letters.
 *
 * A database tells where a network is registered, seldom where a machine stands; so each
 * place has the radius within which it may be, and one that is only a country has that of
 * the country. What is in many places at once (anycast, CDN) has none. */
#pragma once
#include "check/inspection.h"

enum { MAP_PLACES = 18 };

struct map_place {
	uint32_t n;	 /* from 1; 0: drawn nowhere, see `why` */
	const char *why; /* N_() */
	struct world_point at;
	uint32_t radius_km;
	bool country; /* no more than the country is known */
	const struct geo_answer *answer;
	const struct survey_address *address; /* the first of them */
	uint32_t more;			      /* others at the same place */
};

struct map {
	struct map_place items[MAP_PLACES];
	uint32_t count;
	uint32_t left_out;
	uint32_t drawn;
};

void map_find(const struct inspection *in, struct map *ret);
/* "client", "link", …: what the address is to the mail, N_(). */
const char *map_role(const struct survey_address *address);

/* In letters, for a terminal. */
struct page;
void text_map(struct page *page);
