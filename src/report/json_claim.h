/* report/json_claim.h - the key "claims": in whose name it speaks. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"
#include "report/report.h"

void json_claims(struct json *json, const struct inspection *in,
		 const struct report_options *options);
