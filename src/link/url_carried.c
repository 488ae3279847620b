/* link/url_carried.c - URLs whose scheme starts a program, and what that program is told
 * to open. Nothing else has a host to look at: "ms-word:ofe|u|https://a.example/x.docx"
 * names a.example all the same. */
#include "link/url.h"

/* --- "intent:" (developer.chrome.com, "Android intents with Chrome") -------------------
 */

static bool is_web(struct str scheme)
{
	return str_eq_nocase(scheme, STR("https")) || str_eq_nocase(scheme, STR("http"));
}

/* intent://HOST/PATH#Intent;scheme=https;…;S.browser_fallback_url=…;end */
static bool from_intent(struct arena *arena, const struct url *url, struct str *ret)
{
	struct str rest = url->fragment, piece, scheme = STR_NONE, fallback = STR_NONE;

	while (str_split(&rest, ';', &piece)) {
		if (str_eat(&piece, STR("scheme=")))
			scheme = piece;
		else if (str_eat(&piece, STR("S.browser_fallback_url=")))
			fallback = url_percent_decode(arena, piece);
	}
	if (is_web(scheme) && url->host.n) {
		struct str tail = str_skip(url->href, url->scheme.n);

		*ret = arena_concat(arena, scheme, str_until(tail, '#'));
		return true;
	}
	*ret = fallback;
	return fallback.n > 0;
}

/* --- searches of Windows ---------------------------------------------------------------
 */

/* \\HOST\PATH is a share; \\HOST@80\PATH and \\HOST@SSL@443\PATH the same over the web
 * (WebDAV). */
static struct str of_share(struct arena *arena, struct str unc)
{
	struct str rest = str_skip(unc, 2), host = str_until(rest, '\\'), before, port;
	struct str scheme = STR("file://"), path = str_skip(rest, host.n);

	if (str_cut(host, '@', &before, &port)) {
		scheme = STR("http://");
		if (str_eat(&port, STR("SSL"))) {
			scheme = STR("https://");
			str_eat_char(&port, '@');
		}
		host = port.n ? arena_concat(arena, arena_concat(arena, before, STR(":")),
					     port)
			      : before;
	}
	return arena_concat(arena, arena_concat(arena, scheme, host), path);
}

/* search-ms:…&crumb=location:\\HOST\…&… */
static bool from_search(struct arena *arena, const struct url *url, struct str *ret)
{
	struct str text = url_percent_decode(arena, url->href);
	size_t at = str_find_str_nocase(text, STR("location:"));
	struct str place;

	if (at == STR_NPOS)
		return false;
	place = str_until(str_skip(text, at + STR("location:").n), '&');
	*ret = str_starts(place, STR("\\\\")) ? of_share(arena, place) : place;
	return place.n > 2;
}

/* --- the others: a whole URL stands in them
 * ---------------------------------------------
 */

static size_t find_web(struct str text)
{
	size_t plain = str_find_str_nocase(text, STR("http://"));
	size_t secure = str_find_str_nocase(text, STR("https://"));

	return plain < secure ? plain : secure;
}

/* As the value of a pair, percent-encoded as a rule; else behind the colon or a "|". */
static bool from_text(struct arena *arena, const struct url *url, struct str *ret)
{
	struct str query = url->query, name, value, rest;
	size_t at;

	while (url_next_pair(&query, false, &name, &value)) {
		*ret = url_percent_decode(arena, value);
		if (find_web(*ret) == 0)
			return true;
	}
	rest = str_skip(url->href, url->scheme.n + 1);
	at = find_web(rest);
	if (at == STR_NPOS)
		return false;
	*ret = str_until(str_skip(rest, at), '|');
	return true;
}

bool url_carried(struct arena *arena, const struct url *url, struct str *ret)
{
	static const struct {
		struct str scheme;
		bool (*take)(struct arena *arena, const struct url *url, struct str *ret);
	} rows[] = {
		{ STR("intent"), from_intent },
		{ STR("search-ms"), from_search },
		{ STR("search"), from_search },
		{ STR("ms-word"), from_text },
		{ STR("ms-excel"), from_text },
		{ STR("ms-powerpoint"), from_text },
		{ STR("ms-visio"), from_text },
		{ STR("ms-access"), from_text },
		{ STR("ms-project"), from_text },
		{ STR("ms-publisher"), from_text },
		{ STR("ms-infopath"), from_text },
		{ STR("ms-spd"), from_text },
		{ STR("ms-appinstaller"), from_text },
		{ STR("ms-officecmd"), from_text },
		{ STR("itms-services"), from_text },
		{ STR("microsoft-edge"), from_text },
		{ STR("googlechrome"), from_text },
		{ STR("googlechromes"), from_text },
		{ STR("firefox"), from_text },
		{ STR("view-source"), from_text },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(url->scheme, rows[i].scheme))
			return rows[i].take(arena, url, ret);
	return false;
}
