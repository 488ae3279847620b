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
	/* Where the program is not there, and a stranger's is not, it goes there. */
	if (fallback.n) {
		*ret = fallback;
		return true;
	}
	if (is_web(scheme) && url->host.n) {
		struct str tail = str_skip(url->href, url->scheme.n);

		*ret = arena_concat(arena, scheme, str_until(tail, '#'));
		return true;
	}
	return false;
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
	static const struct str key = STR("location:");
	struct str text = url_percent_decode(arena, url->href), place = STR_NONE;
	size_t at;

	/* A name that is displayed may hold the word, too. */
	while ((at = str_find_str_nocase(text, key)) != STR_NPOS) {
		text = str_skip(text, at + key.n);
		if (!place.n || str_starts(text, STR("\\\\")))
			place = str_until(text, '&');
		if (str_starts(place, STR("\\\\")))
			break;
	}
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

/* The pair that names what is opened: "source" of ms-appinstaller, "url" of the others.
 */
static bool is_source(struct str name)
{
	return str_eq_nocase(name, STR("source")) || str_eq_nocase(name, STR("url"));
}

/* googlechromes://HOST/PATH: the browser's scheme in the place of the web's. */
static bool from_browser(struct arena *arena, const struct url *url, struct str *ret)
{
	struct str rest = str_skip(url->href, url->scheme.n);

	if (!str_starts(rest, STR("://")))
		return false;
	*ret = arena_concat(
	    arena, str_ends(url->scheme, STR("s")) ? STR("https") : STR("http"), rest);
	return true;
}

/* As the value of a pair, percent-encoded as a rule; else behind the colon or a "|". */
static bool from_text(struct arena *arena, const struct url *url, struct str *ret)
{
	struct str query = url->query, name, value, rest, found = STR_NONE;
	size_t at;

	while (url_next_pair(&query, false, &name, &value)) {
		struct str plain = url_percent_decode(arena, value);

		if (find_web(plain) != 0)
			continue;
		if (!found.n || is_source(name))
			found = plain;
		if (is_source(name))
			break;
	}
	if (found.n) {
		*ret = found;
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
		{ STR("googlechrome"), from_browser },
		{ STR("googlechromes"), from_browser },
		{ STR("firefox"), from_text },
		{ STR("view-source"), from_text },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(url->scheme, rows[i].scheme))
			return rows[i].take(arena, url, ret);
	return false;
}
