/* record/places.h - the databases of networks and places that this machine has: the
 * system's, and those that the user named.
 *
 * Files are opened before a process locks itself, and understood behind the lock, for a
 * database may be somebody else's. */
#pragma once
#include "record/geo.h"

struct places_databases {
	struct arena *arena; /* lasts as long as this */
	struct {
		const char *path;
		struct str bytes;
	} own[LIMIT_GEO_SOURCES];
	uint32_t own_count;
	struct str table, table6; /* of tor-geoipdb */
	struct geo_source sources[LIMIT_GEO_SOURCES];
	uint32_t count;
	bool read;
};

/* `files`: one a line; they must be there. The system's, libloc and
 * tor-geoipdb, are taken where they are. */
bool places_open(struct arena *arena, struct str files, struct places_databases *ret,
		 struct err *err);
/* Behind the lock, before the first question; a second call does nothing. False: one that
 * the user named makes no sense; the others can be asked all the same. */
bool places_read(struct places_databases *places, struct err *err);
