/* report/json_verdict.h - the key "verdict": the class, the two answers, and each share
 * of the score. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"
#include "report/report.h"

void json_verdict(struct json *json, const struct inspection *in,
		  const struct report_options *options);
