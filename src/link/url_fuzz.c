#include "link/url_parts.h"

#include <stdlib.h>

static void check(bool ok)
{
	if (!ok)
		abort();
}

static bool same(const struct url *a, const struct url *b)
{
	return str_eq(a->href, b->href) && str_eq(a->scheme, b->scheme) &&
	       str_eq(a->username, b->username) && str_eq(a->password, b->password) &&
	       a->host_kind == b->host_kind && str_eq(a->host, b->host) &&
	       a->port == b->port && str_eq(a->path, b->path) &&
	       a->path_opaque == b->path_opaque && a->has_query == b->has_query &&
	       str_eq(a->query, b->query) && a->has_fragment == b->has_fragment &&
	       str_eq(a->fragment, b->fragment);
}

/* What the quick way takes, the machine reads alike. */
static void check_plain(struct arena *arena, struct str text)
{
	struct url plain, url;
	struct url_cut cut;

	if (!url_plain(text, &plain))
		return;
	check(url_run(arena, text, NULL, &cut));
	url_write(arena, &cut, &url);
	check(same(&plain, &url) && plain.odd == url.odd);
}

static void check_parts(const struct url *url)
{
	const struct str parts[] = { url->scheme, url->username, url->password, url->host,
				     url->path,	  url->query,	 url->fragment };

	for (size_t i = 0; i < COUNT(parts); i++)
		check(parts[i].n == 0 || str_within(url->href, parts[i]));
	check(url_clean_prefix(url->href, URL_SET_CONTROL) == url->href.n);
	if (url->host_kind == URL_HOST_DOMAIN)
		check(url_clean_prefix(url->host, URL_SET_NO_DOMAIN) == url->host.n &&
		      url->host.n);
	if (url_is_special(url->scheme))
		check(url->path.n && url->path.p[0] == '/' &&
		      (url->host_kind != URL_HOST_EMPTY) == (url->host.n > 0));
}

static void check_pairs(struct str query, bool semicolon)
{
	struct str name, value;

	while (url_next_pair(&query, semicolon, &name, &value))
		check(str_find(name, '&') == STR_NPOS &&
		      str_find(value, '&') == STR_NPOS && name.p && value.p);
}

static void check_url(struct arena *arena, struct str text, const struct url *base)
{
	struct url url, again;
	struct str host;
	bool ok = url_parse(arena, text, base, &url);

	check(ok == url.ok);
	url_readings_differ(arena, text, &url, &host);
	if (!ok) {
		check(url.href.n == 0 && url.host_kind == URL_HOST_NONE);
		return;
	}
	check_parts(&url);
	check_pairs(url.query, false);
	check_pairs(url.query, true);
	/* A serialised URL is read as itself. */
	check(url_parse(arena, url.href, NULL, &again) && same(&url, &again));
	/* "/." before a path that begins with "//" is how it is written. */
	if (again.host_kind == URL_HOST_NONE)
		again.odd &= ~(uint32_t)URL_ODD_DOT_SEGMENT;
	check((again.odd & ~(uint32_t)(URL_ODD_USERINFO | URL_ODD_PORT |
				       URL_ODD_FINAL_DOT | URL_ODD_IPV4_MAPPED)) == 0);
	check(!url_readings_differ(arena, url.href, &again, &host));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const bases[] = { "",
					     "https://u:p@a.example:81/b/c?d#e",
					     "file:///C:/a/b",
					     "file://host/a",
					     "mailto:a@b?c",
					     "x-app:/.//a/b",
					     "x-app://h/a" };
	struct arena *arena = arena_new(64u << 20);
	struct str text = { (const char *)data, size };
	struct url base;
	size_t which = size ? data[0] % COUNT(bases) : 0;

	text = str_skip(text, 1);
	check_plain(arena, text);
	if (!url_parse(arena, str_c(bases[which]), NULL, &base))
		check_url(arena, text, NULL);
	else
		check_url(arena, text, &base);
	check(url_percent_decode(arena, text).n <= text.n);
	arena_free(arena);
	return 0;
}
