/* report/json_dkim.h - what DKIM and ARC established, as JSON. */
#pragma once
#include "auth/arc.h"
#include "base/json.h"

/* An array, one object a signature. */
void json_dkim(struct json *json, struct arena *arena, const struct message *message,
	       const struct dkim_results *results);
/* An object. */
void json_arc(struct json *json, const struct arc_results *results);
