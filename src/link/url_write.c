/* link/url_write.c - the parts of a URL, written one behind the other: percent-encoding,
 * dot segments, the serialiser of the URL standard (4.5). */
#include "link/url_parts.h"

/* --- paths ------------------------------------------------------------------ */

bool url_is_drive(struct str s)
{
	return s.n == 2 && ascii_is_alpha(s.p[0]) && (s.p[1] == ':' || s.p[1] == '|');
}

bool url_starts_with_drive(struct str s)
{
	return url_is_drive(str_sub(s, 0, 2)) &&
	       (s.n == 2 || memchr("/\\?#", s.p[2], 4) != NULL);
}

bool url_path_is_drive(struct str path)
{
	return path.n == 3 && path.p[0] == '/' && ascii_is_alpha(path.p[1]) &&
	       path.p[2] == ':';
}

struct str url_path_shorten(struct str scheme, struct str path)
{
	size_t slash = str_rfind(path, '/');

	if (str_eq(scheme, STR("file")) && url_path_is_drive(path))
		return path;
	return str_sub(path, 0, slash == STR_NPOS ? 0 : slash);
}

/* How many dots a name is: "%2e" is one. 0 where it is anything else, or longer than
 * two. */
static unsigned dots(struct str name)
{
	unsigned n = 0;

	/* Hardly any name gets beyond this line. */
	if (name.n == 0 || (name.p[0] != '.' && name.p[0] != '%') || name.n > 6)
		return 0;
	while (name.n) {
		if (!str_eat_char(&name, '.') && !str_eat(&name, STR("%2e")))
			return 0;
		n++;
	}
	return n <= 2 ? n : 0;
}

struct path_writer {
	const struct url_cut *cut;
	char *start, *end;
	uint32_t odd;
};

static struct str written(const struct path_writer *w)
{
	return str_make(w->start, (size_t)(w->end - w->start));
}

static void write_name(struct path_writer *w, struct str name, bool last)
{
	unsigned n = dots(name);
	bool first = w->end == w->start;

	if (n == 2)
		w->end = w->start + url_path_shorten(w->cut->scheme, written(w)).n;
	if (n) {
		w->odd |= URL_ODD_DOT_SEGMENT;
		if (last)
			*w->end++ = '/';
		return;
	}
	*w->end++ = '/';
	w->end = url_encode(w->end, name, URL_SET_PATH);
	if (first && url_is_drive(name) && str_eq(w->cut->scheme, STR("file")))
		w->end[-1] = ':';
}

/* Up to the next "/" (or "\"). */
static size_t name_length(struct str path, bool special)
{
	size_t n = 0;

	while (n < path.n && path.p[n] != '/' && !(special && path.p[n] == '\\'))
		n++;
	return n;
}

static char *write_path(const struct url_cut *cut, char *out, uint32_t *odd)
{
	struct path_writer w = { .cut = cut, .start = out, .end = out, .odd = 0 };
	struct str rest = cut->path;
	bool last = !cut->has_path;

	if (cut->path_before.n)
		memcpy(out, cut->path_before.p, cut->path_before.n);
	w.end += cut->path_before.n;
	while (!last) {
		size_t n = name_length(rest, cut->special);

		last = n == rest.n;
		if (!last && rest.p[n] == '\\')
			w.odd |= URL_ODD_BACKSLASH;
		write_name(&w, str_sub(rest, 0, n), last);
		rest = str_skip(rest, n + 1);
	}
	*odd |= w.odd;
	return w.end;
}

/* A blank at the end of an opaque path, before "?" or "#", would be lost when the URL is
 * read again without them: it is encoded. */
static char *write_opaque(const struct url_cut *cut, char *out)
{
	struct str path = cut->path;
	bool blank =
	    path.n && path.p[path.n - 1] == ' ' && (cut->has_query || cut->has_fragment);

	if (blank)
		path.n--;
	out = url_encode(out, path, URL_SET_CONTROL);
	if (blank)
		out = (char *)memcpy(out, "%20", 3) + 3;
	return out;
}

/* --- the whole -------------------------------------------------------------- */

static char *put(char *out, struct str s)
{
	if (s.n)
		memcpy(out, s.p, s.n);
	return out + s.n;
}

static struct str since(const char *start, const char *end)
{
	return str_make(start, (size_t)(end - start));
}

static char *write_userinfo(const struct url_cut *cut, char *out, struct url *ret)
{
	char *start = out;

	ret->username = ret->password = str_make(out, 0);
	if (cut->username.n == 0 && cut->password.n == 0)
		return out;
	out = url_encode(out, cut->username, URL_SET_USERINFO);
	ret->username = since(start, out);
	ret->password = str_make(out, 0);
	if (cut->password.n) {
		*out++ = ':';
		start = out;
		out = url_encode(out, cut->password, URL_SET_USERINFO);
		ret->password = since(start, out);
	}
	*out++ = '@';
	return out;
}

static char *write_port(char *out, int32_t port)
{
	char digits[5];
	size_t n = 0;

	*out++ = ':';
	do
		digits[n++] = (char)('0' + port % 10);
	while (port /= 10);
	while (n)
		*out++ = digits[--n];
	return out;
}

static char *write_authority(const struct url_cut *cut, char *out, struct url *ret)
{
	char *start;

	if (cut->host_kind == URL_HOST_NONE)
		return out;
	out = put(out, STR("//"));
	start = out = write_userinfo(cut, out, ret);
	out = put(out, cut->host);
	ret->host = since(start, out);
	return cut->port >= 0 ? write_port(out, cut->port) : out;
}

static char *write_any_path(const struct url_cut *cut, char *out, struct url *ret)
{
	char *start = out;

	if (cut->path_opaque) {
		out = write_opaque(cut, out);
	} else {
		out = write_path(cut, out, &ret->odd);
		/* Without a host, "//" would make one of the path: "/." keeps it apart.
		 */
		if (cut->host_kind == URL_HOST_NONE && out - start >= 2 &&
		    start[1] == '/') {
			start = put(start, STR("/."));
			out = write_path(cut, start, &ret->odd);
		}
	}
	ret->path = since(start, out);
	return out;
}

static char *write_tail(const struct url_cut *cut, char *out, struct url *ret)
{
	char *start;

	if (cut->has_query) {
		*out++ = '?';
		start = out;
		out = url_encode(out, cut->query,
				 cut->special ? URL_SET_SPECIAL_QUERY : URL_SET_QUERY);
		ret->query = since(start, out);
	}
	if (cut->has_fragment) {
		*out++ = '#';
		start = out;
		out = url_encode(out, cut->fragment, URL_SET_FRAGMENT);
		ret->fragment = since(start, out);
	}
	return out;
}

/* Every byte may become three, and a few separators are added. */
static size_t most_bytes(const struct url_cut *cut)
{
	size_t encoded = cut->username.n + cut->password.n + cut->path.n + cut->query.n +
			 cut->fragment.n;

	return 3 * encoded + cut->scheme.n + cut->host.n + cut->path_before.n + 32;
}

void url_write(struct arena *arena, const struct url_cut *cut, struct url *ret)
{
	size_t size = most_bytes(cut);
	char *start = arena_bytes(arena, size), *out = start;

	*ret = (struct url){ .ok = true,
			     .host_kind = cut->host_kind,
			     .port = cut->port,
			     .path_opaque = cut->path_opaque,
			     .has_query = cut->has_query,
			     .has_fragment = cut->has_fragment,
			     .odd = cut->odd };
	out = put(out, cut->scheme);
	ret->scheme = since(start, out);
	*out++ = ':';
	out = write_authority(cut, out, ret);
	out = write_any_path(cut, out, ret);
	out = write_tail(cut, out, ret);
	ret->href = since(start, out);
	arena_shrink(arena, start, size, ret->href.n);
}
