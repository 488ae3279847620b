/* lookup/connect_map.h - for tests: where connections go in truth.
 *
 * A test plays the outside on loopback. Each line leads an address and port that real
 * names lead to (as the test's DNS says) to one of this machine:
 *
 *	# the registry of cn
 *	192.0.2.43:43        127.0.0.1:4301
 *	[2001:db8::80]:443   [::1]:8443
 *
 * What is not listed is not connected to. The second address has to be of this machine:
 * the file can lead a test home, and nothing else anywhere. */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "mail/ip.h"

struct connect_end {
	struct ip ip;
	uint16_t port;
};

struct connect_row {
	struct connect_end from, to;
};

struct connect_map {
	struct connect_row *rows;
	uint32_t count, cap;
};

/* Lines with two ends; empty ones and those that begin with '#' are skipped. False says
 * which line makes no sense. */
bool connect_map_read(struct arena *arena, struct str text, struct connect_map *ret,
		      struct err *err);
/* NULL: not listed. */
const struct connect_end *connect_map_find(const struct connect_map *map,
					   const struct ip *ip, uint16_t port);
/* Does a line lead there? */
bool connect_map_leads_to(const struct connect_map *map, const struct ip *ip,
			  uint16_t port);
/* "192.0.2.80:443", "[2001:db8::80]:443". */
bool connect_end_read(struct str text, struct connect_end *ret);
