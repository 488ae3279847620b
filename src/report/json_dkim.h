/* report/json_dkim.h - what DKIM and ARC established, as JSON. */
#pragma once
#include "auth/arc.h"
#include "base/json.h"
#include "record/site.h"

/* An array, one object a signature. */
void json_dkim(struct json *json, struct arena *arena, const struct message *message,
	       const struct dkim_results *results);
/* An object. `site` decides whose seals are believed; NULL: that is not judged. */
void json_arc(struct json *json, const struct arc_results *results,
	      const struct site *site);
