/* record/world.h - outlines of the land, and where countries lie: rows of data/world.txt.
 *
 * In tenths of a degree; longitudes from WORLD_WEST to WORLD_EAST, so that no land is cut
 * (the map begins in the Bering Strait). */
#pragma once
#include "base/arena.h"

enum { WORLD_WEST = -1690, WORLD_EAST = 1910, WORLD_NORTH = 840, WORLD_SOUTH = -580 };

struct world_point {
	int16_t longitude, latitude;
};

struct world_outline { /* closed */
	struct world_point *points;
	uint32_t count;
};

struct world_country {
	struct str letters; /* "JP" */
	struct world_point middle;
	uint32_t radius_km; /* to its farthest corner */
};

struct world {
	struct world_outline *outlines;
	uint32_t outline_count, outline_cap;
	struct world_country *countries;
	uint32_t country_count, country_cap;
};

/* Three columns. False: the row is not what the table's head promises. */
bool world_read(struct arena *arena, const struct str columns[3], struct world *world);
/* NULL: not in the table. */
const struct world_country *world_country(const struct world *world, struct str letters);
/* A longitude in tenths as the map has it. */
int world_longitude(int tenths);
/* Where land begins and ends by turns along a latitude, from west to east; how many.
 * Those beyond WORLD_SHORES are left out (ours are 60 at most). */
enum { WORLD_SHORES = 256 };
uint32_t world_shores(const struct world *world, int latitude, int16_t ret[WORLD_SHORES]);
/* Is there land, at that longitude? */
bool world_is_land(const int16_t shores[], uint32_t count, int longitude);
