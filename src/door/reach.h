/* door/reach.h - the addresses of a host that is about to be contacted.
 *
 * Whoever asks WHOIS, RDAP, TLS or HTTP asks this first: mekiki-lookup has to find the
 * addresses of the host, and no packet of it shall belong to no question. */
#pragma once
#include "door/door.h"

/* False: waiting. What was answered does not matter here: whether the host can be reached
 * is what the question itself is told. */
bool door_reach(struct door *door, struct str host);
