/* report/json_view.h - what a browser showed: the key "browsed" of the JSON report. Its
 * picture and its documents stay in the case. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_views(struct json *json, const struct inspection *in);
