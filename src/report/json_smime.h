/* report/json_smime.h - what S/MIME establishes, as JSON. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

/* An object. */
void json_smime(struct json *json, const struct inspection *in);
