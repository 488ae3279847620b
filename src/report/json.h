/* report/json.h - the JSON report, schema 1 (data/schema/report-1.json). */
#pragma once
#include "report/report.h"

extern const struct report_format report_json;
