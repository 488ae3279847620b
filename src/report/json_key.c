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
	/* No name is longer; what is cut here stands whole in the raw field. */
	enum { MOST = 256 };
	struct str shown = without_brackets(host);
	char lower[MOST];

	if (shown.n == 0) {
		json_key_null(json, key);
		return;
	}
	json_key(json, key);
	if (shown.n > MOST) {
		json_note_cut(json);
		shown = utf8_front(shown, MOST);
	}
	str_lower(lower, shown);
	json_str(json, str_make(lower, shown.n));
}
