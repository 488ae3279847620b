/* record/geo_json.h - what the databases of this machine say of an address, as
 * mekiki-lookup and `mekiki read geo` write it: one JSON object. */
#pragma once
#include "base/buf.h"
#include "base/json.h"
#include "record/geo.h"

/* False: it is none. What it does not say stays empty. */
bool geo_json_read(struct arena *arena, struct str json, struct geo_answers *ret);
/* What one database says, as members of the object that is open. */
void geo_json_members(struct json *json, const struct geo_answer *answer);
/* The same in a line; `sources` are those that were asked. */
void geo_json_write(struct buf *out, struct arena *arena, struct str input,
		    const struct geo_answers *answers, const struct geo_source *sources,
		    uint32_t count);
