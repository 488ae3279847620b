/* check/origin.h - whoever handed the message to our side, for the checks about it. */
#pragma once
#include "check/check.h"

/* The boundary hop; NULL where there is none. */
const struct hop *origin_hop(const struct inspection *in);
/* Did it come from outside: from a client that is not our own machine? */
bool origin_is_outside(const struct inspection *in);
/* A finding about the client at the boundary: its grade is the hop's, it points at the
 * hop, and has the values ip and by ("-" where nothing is recorded). */
struct finding *origin_finding(struct inspection *in, const struct check *self);

/* Behind the last '@'; empty where there is none. */
struct str domain_of(struct str address);
/* "-" for the empty slice. */
struct str or_dash(struct str s);
