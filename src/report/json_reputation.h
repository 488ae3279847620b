/* report/json_reputation.h - what lists say: the key "reputation" of the JSON report. An
 * empty list where none was to be asked. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_reputation(struct json *json, const struct inspection *in);
