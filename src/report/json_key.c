/* report/json_key.c - see json_key.h. */
#include "report/json_key.h"

#include "mail/date.h"

void json_key_text(struct json *json, const char *key, struct str value)
{
	json_key_str_or_null(json, key, value.n ? value : STR_NONE);
}

void json_key_int_or_null(struct json *json, const char *key, int64_t value, bool known)
{
	if (known)
		json_key_int(json, key, value);
	else
		json_key_null(json, key);
}

void json_key_time(struct json *json, const char *key, int64_t utc, bool known)
{
	char text[DATE_TEXT];

	if (known)
		json_key_str(json, key, date_iso(utc, text));
	else
		json_key_null(json, key);
}

static struct str without_brackets(struct str host)
{
	if (host.n >= 2 && host.p[0] == '[' && host.p[host.n - 1] == ']')
		host = str_sub(host, 1, host.n - 1);
	str_eat(&host, STR("IPv6:"));
	return host;
}

void json_key_host(struct json *json, const char *key, struct str host)
{
	char lower[256];

	host = without_brackets(host);
	/* What is longer is no host name; it is shown as it was written. */
	if (host.n == 0 || host.n > sizeof lower) {
		json_key_text(json, key, host);
		return;
	}
	for (size_t i = 0; i < host.n; i++)
		lower[i] = ascii_lower(host.p[i]);
	json_key_str(json, key, str_make(lower, host.n));
}
