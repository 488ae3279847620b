/* report/json_notebook.h - what people add to a case and when it was looked at: the keys
 * "notebook", "history" and "sightings" of the JSON report. Without a case the notebook
 * is empty, and this examination is the history. */
#pragma once
#include "base/json.h"
#include "report/report.h"

void json_notebook(struct json *json, const struct inspection *in);
void json_history(struct json *json, const struct inspection *in,
		  const struct report_options *options);
void json_sightings(struct json *json, const struct inspection *in);
