/* link/url_plain.c - URLs that need no mending, which is nearly all of them: one look at
 * each byte, no copy.
 *
 * It answers for "http(s)://" in lower case, a lower-case ASCII domain, a path without
 * dot segments, and only bytes that stay as they are. It may say no to what it could have
 * taken; what it takes comes out as the machine would have it (the fuzz target compares
 * them). */
#include "link/url_parts.h"

/* Bytes that stand in a label, and those that stand in a name of a path. */
enum { LABEL = 1, NAME = 2 };
/* clang-format off */
static const uint8_t classes[256] = {
	['!'] = NAME, ['$' ... ','] = NAME, ['.'] = NAME, [':'] = NAME, [';'] = NAME,
	['='] = NAME, ['@' ... '['] = NAME, [']'] = NAME, ['|'] = NAME, ['~'] = NAME,
	['0' ... '9'] = LABEL | NAME, ['a' ... 'z'] = LABEL | NAME,
	['-'] = LABEL | NAME, ['_'] = LABEL | NAME,
};
/* clang-format on */

static bool is_class(char c, unsigned class)
{
	return (classes[(uint8_t)c] & class) != 0;
}

/* The length of a domain at the start of `s`; 0 where it is anything that needs a second
 * look: an empty label, a last label that may be a number, a final dot. */
static size_t domain_length(struct str s)
{
	size_t label = 0, n = 0;

	for (; n < s.n; n++) {
		if (is_class(s.p[n], LABEL))
			continue;
		if (s.p[n] != '.')
			break;
		if (n == label)
			return 0;
		label = n + 1;
	}
	if (n == label || ascii_is_digit(s.p[label]))
		return 0;
	return n;
}

/* The length of a path without dot segments, which begin with "." or "%2e". */
static size_t path_length(struct str s)
{
	size_t n = 0;

	for (; n < s.n; n++) {
		if (is_class(s.p[n], NAME))
			continue;
		if (s.p[n] != '/')
			break;
		if (n + 1 < s.n && (s.p[n + 1] == '.' || s.p[n + 1] == '%'))
			return 0;
	}
	return n;
}

/* "?" or "#" and what belongs to it; false where it is not there. */
static bool take_part(struct str *rest, char mark, unsigned set, struct str *ret)
{
	size_t n;

	if (!str_eat_char(rest, mark))
		return false;
	n = url_clean_prefix(*rest, set);
	*ret = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return true;
}

static struct str take(struct str *rest, size_t n)
{
	struct str taken = str_sub(*rest, 0, n);

	*rest = str_skip(*rest, n);
	return taken;
}

bool url_plain(struct str input, struct url *ret)
{
	struct str rest = input;
	size_t scheme, domain, path;
	struct url url = { .ok = true, .host_kind = URL_HOST_DOMAIN, .port = -1 };

	if (str_starts(input, STR("https://")))
		scheme = 5;
	else if (str_starts(input, STR("http://")))
		scheme = 4;
	else
		return false;
	url.scheme = str_sub(input, 0, scheme);
	rest = str_skip(rest, scheme + 3);
	domain = domain_length(rest);
	if (domain == 0 || domain == rest.n || rest.p[domain] != '/')
		return false;
	url.username = url.password = str_make(rest.p, 0);
	url.host = take(&rest, domain);
	path = path_length(rest);
	if (path == 0)
		return false;
	url.path = take(&rest, path);
	url.has_query = take_part(&rest, '?', URL_SET_SPECIAL_QUERY, &url.query);
	url.has_fragment = take_part(&rest, '#', URL_SET_FRAGMENT, &url.fragment);
	if (rest.n)
		return false;
	url.href = input;
	*ret = url;
	return true;
}
