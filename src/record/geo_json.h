/* record/geo_json.h - what the databases of this machine say of an address, as
 * mekiki-lookup and `mekiki read geo` write it: one JSON object. */
#pragma once
#include "record/geo.h"

/* False: it is none. What it does not say stays empty. */
bool geo_json_read(struct arena *arena, struct str json, struct geo_answers *ret);
