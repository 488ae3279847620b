/* visit/part.h - between the files of this room. */
#pragma once
#include "visit/alter.h"
#include "visit/visit.h"

#ifndef N_
#define N_(text) text
#endif

/* choose.c */
void visits_choose(struct visits *visits, const struct links *links);
/* N_(): why nobody may go there; NULL. `reason` is a table's. */
const char *visit_forbids(const struct visits *visits, const struct url *url,
			  const struct host *host, struct str text,
			  struct str *ret_reason);

/* handshake.c: the facts in the answer to a question of TLS. */
void handshake_read(struct arena *arena, const struct answer *answer,
		    const struct exchange *exchange, struct handshake *ret);

/* icon.c: the icon of a visit that has ended. False: waiting. */
bool visit_find_icon(struct visits *visits, struct visit *visit);

/* walk.c: one visit as far as the answers lead. False: waiting. */
bool visit_walk(struct visits *visits, struct visit *visit);
