/* report/json_finding.h - the findings, their values, sentences and evidence. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"
#include "report/report.h"

/* The keys "findings" and "findings_dropped". */
void json_findings(struct json *json, const struct inspection *in,
		   const struct report_options *options);
/* An object of the values of one. */
void json_finding_values(struct json *json, const struct finding *finding);
