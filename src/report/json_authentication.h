/* report/json_authentication.h - the key "auth": what others recorded, and what was
 * evaluated here. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_authentication(struct json *json, const struct inspection *in);
