/* link/url_generic.c - the same text by RFC 3986, and whether it names another host. */
#include "link/url_parts.h"

#include "link/host.h"

/* RFC 3986, 3.1: a scheme begins with a letter. */
static bool take_scheme(struct str *rest, struct str *ret)
{
	size_t n = 0;

	while (n < rest->n && (ascii_is_alnum(rest->p[n]) || rest->p[n] == '+' ||
			       rest->p[n] == '-' || rest->p[n] == '.'))
		n++;
	if (n == 0 || n == rest->n || rest->p[n] != ':' || !ascii_is_alpha(rest->p[0]))
		return false;
	*ret = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n + 1);
	return true;
}

/* RFC 3986, 3.2: [ userinfo "@" ] host [ ":" port ]. A userinfo holds no "@"; of several
 * the last one is taken, as browsers do. */
static void split_authority(struct str authority, struct url_generic *ret)
{
	size_t colon;

	if (!str_cut_last(authority, '@', &ret->userinfo, &ret->host))
		ret->host = authority;
	colon = str_rfind(ret->host, ':');
	if (colon == STR_NPOS || str_find(str_skip(ret->host, colon), ']') != STR_NPOS)
		return;
	ret->port = str_skip(ret->host, colon + 1);
	ret->host = str_sub(ret->host, 0, colon);
}

static struct str take_until_any(struct str *rest, const char *ends, size_t count)
{
	size_t n = 0;
	struct str taken;

	while (n < rest->n && !memchr(ends, rest->p[n], count))
		n++;
	taken = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return taken;
}

/* RFC 3986, appendix B. */
void url_split(struct str input, struct url_generic *ret)
{
	*ret = (struct url_generic){ .host = STR_NONE };
	ret->has_scheme = take_scheme(&input, &ret->scheme);
	if (str_eat(&input, STR("//"))) {
		ret->has_authority = true;
		split_authority(take_until_any(&input, "/?#", 3), ret);
	}
	ret->path = take_until_any(&input, "?#", 2);
	if (str_eat_char(&input, '?')) {
		ret->has_query = true;
		ret->query = take_until_any(&input, "#", 1);
	}
	if (str_eat_char(&input, '#')) {
		ret->has_fragment = true;
		ret->fragment = input;
	}
}

/* Blanks around a URL are not part of it in anybody's reading. */
static struct str without_blanks(struct str s)
{
	while (s.n && (uint8_t)s.p[0] <= ' ')
		s = str_skip(s, 1);
	while (s.n && (uint8_t)s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}

/* Readers who take the first of several "@" for the end of the userinfo see a host up to
 * the next one. */
static struct str first_host(const struct url_generic *generic)
{
	struct str before, after;

	if (!str_cut(generic->userinfo, '@', &before, &after))
		return generic->host;
	return str_until(str_until(after, '@'), ':');
}

/* No host holds a control or a blank: a reader of text stops there. */
static struct str until_blank(struct str host)
{
	size_t n = 0;

	while (n < host.n && (uint8_t)host.p[n] > ' ')
		n++;
	return str_sub(host, 0, n);
}

/* What cannot be a host names none: such a reader goes nowhere. */
static bool is_other_host(struct arena *arena, struct str host, const struct url *url)
{
	struct url_cut other = { .port = -1 };

	if (str_eq(host, url->host))
		return false;
	if (!url_host_parse(arena, host, true, &other))
		return false;
	if (str_eq(url->scheme, STR("file")) && str_eq(other.host, STR("localhost")))
		return url->host.n > 0;
	return !str_eq(other.host, url->host);
}

/* "a.example\\.b.example": to a browser the host ends at the backslash. By RFC 3986
 * nothing ends there; who does not look at the letters of a host sees one below
 * b.example. */
static bool ends_in_other_host(struct arena *arena, struct str host)
{
	struct str before, after;

	return str_cut_last(host, '\\', &before, &after) && str_eat_char(&after, '.') &&
	       host_has_listed_suffix(arena, after);
}

/* "/path" and "?query" go to the base's host in both readings; "\/host" and "/\host"
 * leave it in one. */
static bool leaves_base(struct str input)
{
	return input.n >= 2 && (input.p[0] == '\\' || input.p[1] == '\\') &&
	       (input.p[0] == '\\' || input.p[0] == '/') &&
	       (input.p[1] == '\\' || input.p[1] == '/');
}

bool url_readings_differ(struct arena *arena, struct str input, const struct url *url,
			 struct str *ret_host)
{
	struct url_generic generic;
	struct str host;

	*ret_host = STR_NONE;
	if (!url->ok || !url_is_special(url->scheme))
		return false;
	input = without_blanks(input);
	/* Its spelling is that of RFC 3986: one look settles nearly all. */
	if (!(url->odd &
	      (URL_ODD_CONTROL | URL_ODD_BACKSLASH | URL_ODD_SLASHES | URL_ODD_MANY_AT)))
		return false;
	url_split(input, &generic);
	if (!generic.has_authority)
		return generic.has_scheme ? url->host.n > 0 : leaves_base(input);
	host = until_blank(first_host(&generic));
	if (host.n && !is_other_host(arena, host, url) &&
	    !ends_in_other_host(arena, host))
		return false;
	*ret_host = host;
	return true;
}
