/* report/json_attachment.h - one thing that is enclosed, as JSON. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_attachment(struct json *json, const struct inspection *in,
		     const struct attachment *attachment);
