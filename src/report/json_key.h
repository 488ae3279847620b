/* report/json_key.h - a report's keys: what is not known is null, times are ISO 8601,
 * host names lower case and bare. */
#pragma once
#include "base/json.h"

/* Empty is null. */
static inline void json_key_text(struct json *json, const char *key, struct str value)
{
	json_key_str_or_null(json, key, value.n ? value : STR_NONE);
}
static inline void json_key_int_or_null(struct json *json, const char *key, int64_t value,
					bool known)
{
	if (known)
		json_key_int(json, key, value);
	else
		json_key_null(json, key);
}
void json_key_time(struct json *json, const char *key, int64_t utc, bool known);
/* Lower case, without the brackets and "IPv6:" of an address literal; empty is null. */
void json_key_host(struct json *json, const char *key, struct str host);
