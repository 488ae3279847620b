/* report/json_link.h - one link of a message as JSON. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_link(struct json *json, const struct inspection *in, const struct link *link);
