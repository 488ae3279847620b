/* report/json_tell.h - whom to tell: the key "tell" of the JSON report. An empty list
 * where the verdict supports no letters. */
#pragma once
#include "base/json.h"
#include "report/report.h"

void json_tell(struct json *json, const struct inspection *in,
	       const struct report_options *options);
