/* report/json_key.h - a report's keys: what is not known is null, times are ISO 8601,
 * host names lower case and bare. */
#pragma once
#include "base/json.h"

/* Empty is null. */
void json_key_text(struct json *json, const char *key, struct str value);
void json_key_int_or_null(struct json *json, const char *key, int64_t value, bool known);
void json_key_time(struct json *json, const char *key, int64_t utc, bool known);
/* Lower case, without the brackets and "IPv6:" of an address literal; empty is null. */
void json_key_host(struct json *json, const char *key, struct str host);
