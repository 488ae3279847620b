/* report/json_relation.h - what ties the domains of a message: the key "relations" of the
 * JSON report. An empty list where nobody was asked. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_relations(struct json *json, const struct inspection *in);
