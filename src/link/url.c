/* link/url.c - see url.h. What a URL is made of, whoever reads it. */
#include "link/url_parts.h"

#include "base/utf8.h"

bool url_is_special(struct str scheme)
{
	static const struct str special[] = {
		{ "https", 5 }, { "http", 4 }, { "ftp", 3 },
		{ "file", 4 },	{ "ws", 2 },   { "wss", 3 }
	};

	for (size_t i = 0; i < COUNT(special); i++)
		if (str_eq(scheme, special[i]))
			return true;
	return false;
}

bool url_is_http(const struct url *url)
{
	return str_eq(url->scheme, STR("https")) || str_eq(url->scheme, STR("http"));
}

/* "C0 control or space" around it. */
static struct str trim(struct str s)
{
	while (s.n && (uint8_t)s.p[0] <= ' ')
		s = str_skip(s, 1);
	while (s.n && (uint8_t)s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}

static bool is_stripped(char c)
{
	return c == '\t' || c == '\n' || c == '\r';
}

static bool has_stripped(struct str s)
{
	return s.n && (memchr(s.p, '\n', s.n) || memchr(s.p, '\t', s.n) ||
		       memchr(s.p, '\r', s.n));
}

static struct str strip(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (!is_stripped(s.p[i]))
			out[n++] = s.p[i];
	arena_shrink(arena, out, s.n, n);
	return str_make(out, n);
}

/* What is not UTF-8 as U+FFFD. */
static struct str mend_utf8(struct arena *arena, struct str s)
{
	size_t valid = utf8_valid_prefix(s), n = 0;
	char *out;

	if (valid == s.n)
		return s;
	out = arena_bytes(arena, 3 * s.n);
	while (s.n) {
		size_t length;

		memcpy(out + n, s.p, valid);
		n += valid;
		s = str_skip(s, valid);
		if (s.n == 0)
			break;
		utf8_decode(s, &length);
		n += utf8_encode(0xfffd, out + n);
		s = str_skip(s, length);
		valid = utf8_valid_prefix(s);
	}
	return str_make(out, n);
}

bool url_parse(struct arena *arena, struct str input, const struct url *base,
	       struct url *ret)
{
	struct url_cut cut;
	struct str text;
	uint32_t odd = 0;

	if (url_plain(input, ret))
		return true;
	*ret = (struct url){ .port = -1 };
	text = trim(input);
	if (has_stripped(text))
		text = strip(arena, text);
	if (text.n != input.n)
		odd = URL_ODD_CONTROL;
	text = mend_utf8(arena, text);
	if (!url_run(arena, text, base, &cut))
		return false;
	url_write(arena, &cut, ret);
	ret->odd |= odd;
	return true;
}
