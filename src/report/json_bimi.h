/* report/json_bimi.h - what BIMI says, as JSON. */
#pragma once
#include "auth/bimi.h"
#include "base/json.h"

/* An object; all is null where nothing was evaluated. */
void json_bimi(struct json *json, const struct bimi_result *result, bool evaluated);
