/* report/json_log.h - what the mail log says: the key "log" of the JSON report. Its
 * grammar is data/schema/report-1.json. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_log(struct json *json, const struct inspection *in);
