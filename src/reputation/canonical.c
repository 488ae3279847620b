/* reputation/canonical.c - see canonical.h. */
#include "reputation/canonical.h"

#include "link/host.h"
#include "link/url.h"
#include "mail/ip.h"

/* --- spelling ------------------------------------------------------------------------
 */

/* Blanks around it, and TAB, CR and LF anywhere, do not belong to it; a fragment is never
 * sent. */
static struct str strip(struct arena *arena, struct str url)
{
	char *out;
	size_t n = 0;

	url = str_until(str_trim(url), '#');
	out = arena_bytes(arena, url.n);
	for (size_t i = 0; i < url.n; i++)
		if (url.p[i] != '\t' && url.p[i] != '\r' && url.p[i] != '\n')
			out[n++] = url.p[i];
	return str_make(out, n);
}

/* Until nothing is left to undo: "%2541" is "A". What was undone may complete what stands
 * before it, and no two escapes overlap, so one pass that looks back sees all. */
static struct str unescape(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		out[n++] = s.p[i];
		while (n >= 3 && out[n - 3] == '%' && ascii_hex(out[n - 2]) >= 0 &&
		       ascii_hex(out[n - 1]) >= 0) {
			out[n - 3] =
			    (char)(ascii_hex(out[n - 2]) * 16 + ascii_hex(out[n - 1]));
			n -= 2;
		}
	}
	return str_make(out, n);
}

static struct str escape(struct arena *arena, struct str s)
{
	static const char digits[] = "0123456789ABCDEF";
	char *out = arena_bytes(arena, 3 * s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c > ' ' && c < 0x7F && c != '#' && c != '%') {
			out[n++] = (char)c;
			continue;
		}
		out[n++] = '%';
		out[n++] = digits[c >> 4];
		out[n++] = digits[c & 15];
	}
	return str_make(out, n);
}

/* --- host ----------------------------------------------------------------------------
 */

/* No dots around it, and none twice. */
static struct str without_empty_labels(struct arena *arena, struct str host)
{
	char *out = arena_bytes(arena, host.n);
	size_t n = 0;

	for (size_t i = 0; i < host.n; i++)
		if (host.p[i] != '.' || (n && out[n - 1] != '.'))
			out[n++] = host.p[i];
	if (n && out[n - 1] == '.')
		n--;
	return str_make(out, n);
}

/* 64:ff9b::192.0.2.1 leads where 192.0.2.1 does (RFC 6052). */
static void undo_nat64(struct ip *ip)
{
	static const uint8_t prefix[12] = { 0, 0x64, 0xff, 0x9b };

	if (ip->kind != IP_V6 || memcmp(ip->bytes, prefix, sizeof prefix) != 0)
		return;
	memmove(ip->bytes, ip->bytes + 12, 4);
	ip->kind = IP_V4;
}

/* An address in any of the forms that browsers take: octal, hexadecimal, one number. */
static bool read_address(struct arena *arena, struct str host, struct str *ret)
{
	struct url url;
	struct ip ip;

	if (!url_parse(arena, arena_printf(arena, "http://%.*s/", STR_ARG(host)), NULL,
		       &url) ||
	    (url.host_kind != URL_HOST_IPV4 && url.host_kind != URL_HOST_IPV6) ||
	    !ip_parse(url.host, &ip))
		return false;
	undo_nat64(&ip);
	*ret = ip_text(arena, &ip);
	if (ip.kind == IP_V6)
		*ret = arena_printf(arena, "[%.*s]", STR_ARG(*ret));
	return true;
}

static bool could_be_address(struct str host)
{
	return host.n && (host.p[0] == '[' || ascii_is_digit(host.p[0]));
}

static void read_host(struct arena *arena, struct str host, struct canonical_url *ret)
{
	host = without_empty_labels(arena, unescape(arena, host));
	ret->is_address = could_be_address(host) && read_address(arena, host, &ret->host);
	if (!ret->is_address)
		ret->host = escape(arena, arena_lower(arena, host));
}

/* --- path ----------------------------------------------------------------------------
 */

/* "/a/./b/../c//d" is "/a/c/d". */
static struct str resolve(struct arena *arena, struct str path)
{
	char *out = arena_bytes(arena, path.n + 1);
	size_t n = 0;
	struct str rest = path, piece;

	out[n++] = '/';
	while (str_split(&rest, '/', &piece)) {
		bool last = rest.p == NULL || rest.n == 0;

		if (piece.n == 0 || str_eq(piece, STR(".")))
			continue;
		if (str_eq(piece, STR(".."))) {
			for (n = n > 1 ? n - 1 : n; n > 1 && out[n - 1] != '/';)
				n--;
			continue;
		}
		memcpy(out + n, piece.p, piece.n);
		n += piece.n;
		if (!last || path.p[path.n - 1] == '/')
			out[n++] = '/';
	}
	return str_make(out, n);
}

/* --- the whole -----------------------------------------------------------------------
 */

/* "user:secret@host:8080" without what is no host. */
static struct str host_of(struct str authority)
{
	size_t at = str_rfind(authority, '@'), colon, bracket;

	if (at != STR_NPOS)
		authority = str_skip(authority, at + 1);
	colon = str_rfind(authority, ':');
	bracket = str_rfind(authority, ']');
	if (colon != STR_NPOS && (bracket == STR_NPOS || colon > bracket))
		authority = str_sub(authority, 0, colon);
	return authority;
}

/* "https:" in front, and what follows it. */
static struct str take_scheme(struct arena *arena, struct str *rest)
{
	size_t colon = str_find_str(*rest, STR("://")), i = 0;
	struct str scheme;

	while (i < rest->n && ascii_is_alpha(rest->p[i]))
		i++;
	if (colon == STR_NPOS || i == 0 || i != colon)
		return STR("http");
	scheme = arena_lower(arena, str_sub(*rest, 0, colon));
	*rest = str_skip(*rest, colon + 3);
	return scheme;
}

bool canonical_read(struct arena *arena, struct str url, struct canonical_url *ret)
{
	struct str rest = strip(arena, url), path;
	size_t end = 0;

	*ret = (struct canonical_url){ .scheme = take_scheme(arena, &rest) };
	while (end < rest.n && rest.p[end] != '/' && rest.p[end] != '?')
		end++;
	read_host(arena, host_of(str_sub(rest, 0, end)), ret);
	if (ret->host.n == 0)
		return false;
	path = str_skip(rest, end);
	ret->has_query = str_cut(path, '?', &path, &ret->query);
	ret->path = escape(arena, resolve(arena, unescape(arena, path)));
	ret->query = escape(arena, unescape(arena, ret->query));
	ret->text = arena_printf(arena, "%.*s://%.*s%.*s%s%.*s", STR_ARG(ret->scheme),
				 STR_ARG(ret->host), STR_ARG(ret->path),
				 ret->has_query ? "?" : "", STR_ARG(ret->query));
	return true;
}

/* --- expressions ---------------------------------------------------------------------
 */

enum { HOSTS = 5, PATHS = 6, SHORTER_HOSTS = 4, SHORTER_PATHS = 4 };

static void add_once(struct str *list, uint32_t *count, struct str s)
{
	for (uint32_t i = 0; i < *count; i++)
		if (str_eq(list[i], s))
			return;
	list[(*count)++] = s;
}

/* The host itself, its registrable domain, and up to three names between, the shorter
 * first. */
static uint32_t hosts_of(struct arena *arena, const struct canonical_url *url,
			 struct str ret[HOSTS])
{
	struct str name = host_registrable(arena, url->host);
	uint32_t n = 0;

	add_once(ret, &n, url->host);
	if (url->is_address || name.n == 0 || name.n >= url->host.n)
		return n;
	for (int i = 0; i < SHORTER_HOSTS; i++) {
		size_t start = url->host.n - name.n, dot;

		name = str_skip(url->host, start);
		add_once(ret, &n, name);
		if (start == 0)
			break;
		dot = str_rfind(str_sub(url->host, 0, start - 1), '.');
		name = dot == STR_NPOS ? url->host : str_skip(url->host, dot + 1);
	}
	return n;
}

/* With its query, without, and up to four folders from the root. */
static uint32_t paths_of(struct arena *arena, const struct canonical_url *url,
			 struct str ret[PATHS])
{
	uint32_t n = 0;
	int folders = 0;

	if (url->has_query)
		ret[n++] = arena_printf(arena, "%.*s?%.*s", STR_ARG(url->path),
					STR_ARG(url->query));
	add_once(ret, &n, url->path);
	for (size_t i = 0; i < url->path.n && folders < SHORTER_PATHS; i++) {
		if (url->path.p[i] != '/')
			continue;
		add_once(ret, &n, str_sub(url->path, 0, i + 1));
		folders++;
	}
	return n;
}

uint32_t canonical_expressions(struct arena *arena, const struct canonical_url *url,
			       struct str ret[CANONICAL_EXPRESSIONS])
{
	struct str hosts[HOSTS], paths[PATHS];
	uint32_t host_count = hosts_of(arena, url, hosts);
	uint32_t path_count = paths_of(arena, url, paths), n = 0;

	for (uint32_t i = 0; i < host_count; i++)
		for (uint32_t k = 0; k < path_count; k++)
			ret[n++] = arena_concat(arena, hosts[i], paths[k]);
	return n;
}
