/* report/json_survey.h - what the DNS says of the names and addresses seen: the keys
 * "domains" and "addresses" of the JSON report. Empty lists where nobody was asked. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_domains(struct json *json, const struct inspection *in);
void json_addresses(struct json *json, const struct inspection *in);
