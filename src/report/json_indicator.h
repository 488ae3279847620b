/* report/json_indicator.h - indicators[]. */
#pragma once
#include "base/json.h"
#include "report/report.h"

void json_indicators(struct json *json, const struct inspection *in,
		     const struct report_options *options);
