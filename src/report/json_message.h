/* report/json_message.h - the key "message": who wrote what when, its parts, and what is
 * odd about it. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_message(struct json *json, const struct inspection *in);
