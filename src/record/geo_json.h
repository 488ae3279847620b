/* record/geo_json.h - what the databases of this machine say of an address, as
 * mekiki-lookup and `mekiki read geo` write it: one JSON object. */
#pragma once
#include "base/buf.h"
#include "record/geo.h"

/* False: it is none. What it does not say stays empty. */
bool geo_json_read(struct arena *arena, struct str json, struct geo_answers *ret);
/* The same in a line; `sources` are those that were asked. */
void geo_json_write(struct buf *out, struct arena *arena, struct str input,
		    const struct geo_answers *answers, const struct geo_source *sources,
		    uint32_t count);
