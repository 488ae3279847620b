/* link/url_percent.c - percent-encoding: the sets of the URL standard (1.3), decoding,
 * and the pairs of a query. */
#include "link/url_parts.h"

/* Each set holds the one before it, but for the path's, which has none of the special
 * query's. */
enum {
	CONTROL = 0xff & ~(URL_SET_NO_HOST | URL_SET_NO_DOMAIN), /* in every set */
	FRAGMENT = URL_SET_FRAGMENT,
	QUERY = URL_SET_QUERY | URL_SET_SPECIAL_QUERY | URL_SET_PATH | URL_SET_USERINFO,
	QUOTE = URL_SET_SPECIAL_QUERY,
	PATH = URL_SET_PATH | URL_SET_USERINFO,
	USER = URL_SET_USERINFO,
	HOST = URL_SET_NO_HOST | URL_SET_NO_DOMAIN,
	DOMAIN = URL_SET_NO_DOMAIN,
};

/* clang-format off */
const uint8_t url_sets[256] = {
	[0x00] = CONTROL | HOST, [0x01 ... 0x08] = CONTROL | DOMAIN,
	[0x09 ... 0x0a] = CONTROL | HOST, [0x0b ... 0x0c] = CONTROL | DOMAIN,
	[0x0d] = CONTROL | HOST, [0x0e ... 0x1f] = CONTROL | DOMAIN,
	[0x7f] = CONTROL | DOMAIN, [0x80 ... 0xff] = CONTROL,
	[' '] = FRAGMENT | QUERY | HOST, ['"'] = FRAGMENT | QUERY,
	['<'] = FRAGMENT | QUERY | HOST, ['>'] = FRAGMENT | QUERY | HOST,
	['`'] = FRAGMENT | PATH,
	['#'] = QUERY | HOST,
	['\''] = QUOTE,
	['?'] = PATH | HOST, ['^'] = PATH | HOST, ['{'] = PATH, ['}'] = PATH,
	['/'] = USER | HOST, [':'] = USER | HOST, [';'] = USER, ['='] = USER, ['@'] = USER | HOST,
	['['] = USER | HOST, ['\\'] = USER | HOST, [']'] = USER | HOST, ['|'] = USER | HOST,
	['%'] = DOMAIN,
};
/* clang-format on */

size_t url_clean_prefix(struct str s, unsigned set)
{
	size_t i = 0;

	while (i < s.n && !url_in_set(s.p[i], set))
		i++;
	return i;
}

char *url_encode(char *out, struct str s, unsigned set)
{
	static const char hex[] = "0123456789ABCDEF";

	while (s.n) {
		size_t n = url_clean_prefix(s, set);
		uint8_t byte;

		memcpy(out, s.p, n);
		out += n;
		if (n == s.n)
			break;
		byte = (uint8_t)s.p[n];
		*out++ = '%';
		*out++ = hex[byte >> 4];
		*out++ = hex[byte & 15];
		s = str_skip(s, n + 1);
	}
	return out;
}

/* The byte that "%XX" at `i` stands for, or -1. */
static int byte_at(struct str s, size_t i)
{
	int high, low;

	if (s.n - i < 3 || s.p[i] != '%')
		return -1;
	high = ascii_hex(s.p[i + 1]);
	low = ascii_hex(s.p[i + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

struct str url_percent_decode(struct arena *arena, struct str s)
{
	size_t first = str_find(s, '%'), n;
	char *out;

	while (first != STR_NPOS && first < s.n && byte_at(s, first) < 0)
		first++;
	if (first == STR_NPOS || first == s.n)
		return s;
	out = arena_bytes(arena, s.n);
	memcpy(out, s.p, first);
	n = first;
	for (size_t i = first; i < s.n; i++) {
		int byte = byte_at(s, i);

		out[n++] = byte < 0 ? s.p[i] : (char)byte;
		if (byte >= 0)
			i += 2;
	}
	arena_shrink(arena, out, s.n, n);
	return str_make(out, n);
}

static size_t pair_end(struct str query, bool semicolon)
{
	size_t end = str_find(query, '&'), other;

	if (end == STR_NPOS)
		end = query.n;
	if (!semicolon)
		return end;
	other = str_find(str_sub(query, 0, end), ';');
	return other == STR_NPOS ? end : other;
}

bool url_next_pair(struct str *query, bool semicolon, struct str *ret_name,
		   struct str *ret_value)
{
	while (query->n) {
		size_t end = pair_end(*query, semicolon);
		struct str pair = str_sub(*query, 0, end);

		*query = str_skip(*query, end + 1);
		if (pair.n == 0)
			continue; /* "a=1&&b=2" */
		if (!str_cut(pair, '=', ret_name, ret_value)) {
			*ret_name = pair;
			*ret_value = str_make(pair.p + pair.n, 0);
		}
		return true;
	}
	return false;
}
