/* report/json_key.c - see json_key.h. */
#include "report/json_key.h"

#include "base/utf8.h"
#include "mail/date.h"

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
	str_eat_char(&host, '[');
	if (host.n && host.p[host.n - 1] == ']')
		host.n--;
	str_eat(&host, STR("IPv6:"));
	return host;
}

void json_key_host(struct json *json, const char *key, struct str host)
{
	char lower[256];
	struct str copy = without_brackets(host);

	if (copy.n == 0) {
		json_key_null(json, key);
		return;
	}
	/* No name is longer; what is cut here stands whole in the raw field. */
	json_key(json, key);
	if (copy.n > sizeof lower)
		json_note_cut(json);
	copy = utf8_front(copy, sizeof lower);
	for (size_t i = 0; i < copy.n; i++)
		lower[i] = ascii_lower(copy.p[i]);
	json_str(json, str_make(lower, copy.n));
}
