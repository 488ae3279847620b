/* report/json_path.h - the names in the header side by side, and the way that the mail
 * took. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

/* The keys "identities" and "path". */
void json_identities(struct json *json, const struct inspection *in);
void json_path(struct json *json, const struct inspection *in);
