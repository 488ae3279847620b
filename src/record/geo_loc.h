/* record/geo_loc.h - the database of IPFire's libloc: country, AS and its name of every
 * network, with what is announced in many places. */
#pragma once
#include "record/geo.h"

/* Opens the file (and may read it from then on); false and `err` where it is not there or
 * is none. Lives as long as the process. */
bool geo_loc_open(struct arena *arena, const char *path, struct geo_source *ret,
		  struct err *err);
