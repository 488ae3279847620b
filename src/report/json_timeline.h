/* report/json_timeline.h - the key "timeline" of the JSON report: zones, arrival, and
 * every moment in order. */
#pragma once
#include "base/json.h"
#include "report/report.h"

void json_timeline(struct json *json, const struct inspection *in,
		   const struct report_options *options);
