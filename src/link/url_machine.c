/* link/url_machine.c - the basic URL parser of the WHATWG URL standard (4.4): which bytes
 * are which part.
 *
 * One function per state, named as there. The standard reads a code point at a time and
 * collects a buffer; here a state takes all the bytes that it would collect at once,
 * which comes to the same because no state changes what it has collected. Where the
 * standard says "decrease pointer", the byte is just not taken. */
#include "link/url_parts.h"

#include <assert.h>

enum state {
	STATE_SCHEME_START,
	STATE_NO_SCHEME,
	STATE_SPECIAL_RELATIVE_OR_AUTHORITY,
	STATE_PATH_OR_AUTHORITY,
	STATE_RELATIVE,
	STATE_RELATIVE_SLASH,
	STATE_SPECIAL_AUTHORITY_SLASHES,
	STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES,
	STATE_AUTHORITY,
	STATE_FILE,
	STATE_FILE_SLASH,
	STATE_FILE_HOST,
	STATE_PATH_START,
	STATE_PATH,
	STATE_OPAQUE_PATH,
	STATE_QUERY,
	STATE_FRAGMENT,
	STATE_DONE,
	STATE_FAILURE,
};

struct machine {
	struct arena *arena;
	struct str rest; /* from the pointer on */
	const struct url *base;
	struct url_cut *cut;
	size_t slashes; /* before the authority of a special URL */
};

/* The byte at the pointer; -1 at the end. */
static int now(const struct machine *m)
{
	return m->rest.n ? (uint8_t)m->rest.p[0] : -1;
}

static void step(struct machine *m)
{
	m->rest = str_skip(m->rest, 1);
}

static struct str take(struct machine *m, size_t n)
{
	struct str taken = str_sub(m->rest, 0, n);

	m->rest = str_skip(m->rest, n);
	return taken;
}

/* "/", and in special URLs "\" too. */
static bool at_slash(const struct machine *m)
{
	return now(m) == '/' || (m->cut->special && now(m) == '\\');
}

static void take_slash(struct machine *m)
{
	if (now(m) == '\\')
		m->cut->odd |= URL_ODD_BACKSLASH;
	step(m);
}

static bool is_file(struct str scheme)
{
	return str_eq(scheme, STR("file"));
}

static enum state no_scheme(struct machine *m)
{
	const struct url *base = m->base;

	if (!base || (base->path_opaque && now(m) != '#'))
		return STATE_FAILURE;
	m->cut->scheme = base->scheme;
	m->cut->special = url_is_special(base->scheme);
	if (!base->path_opaque)
		return is_file(base->scheme) ? STATE_FILE : STATE_RELATIVE;
	m->cut->path_opaque = m->cut->has_path = true;
	m->cut->path = base->path;
	m->cut->has_query = base->has_query;
	m->cut->query = base->query;
	return STATE_FRAGMENT;
}

/* The scheme start and scheme states: "https:" or nothing of the kind. */
static enum state scheme_start(struct machine *m)
{
	struct url_cut *cut = m->cut;
	size_t n = 0;

	if (m->rest.n == 0 || !ascii_is_alpha(m->rest.p[0]))
		return STATE_NO_SCHEME;
	while (n < m->rest.n && (ascii_is_alnum(m->rest.p[n]) || m->rest.p[n] == '+' ||
				 m->rest.p[n] == '-' || m->rest.p[n] == '.'))
		n++;
	if (n == m->rest.n || m->rest.p[n] != ':')
		return STATE_NO_SCHEME;
	cut->scheme = arena_lower(m->arena, take(m, n));
	step(m);
	cut->special = url_is_special(cut->scheme);
	if (is_file(cut->scheme))
		return STATE_FILE;
	if (cut->special && m->base && str_eq(m->base->scheme, cut->scheme))
		return STATE_SPECIAL_RELATIVE_OR_AUTHORITY;
	if (cut->special)
		return STATE_SPECIAL_AUTHORITY_SLASHES;
	if (str_eat_char(&m->rest, '/'))
		return STATE_PATH_OR_AUTHORITY;
	return STATE_OPAQUE_PATH;
}

static enum state special_relative_or_authority(struct machine *m)
{
	if (str_eat(&m->rest, STR("//"))) {
		m->slashes = 2;
		return STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES;
	}
	m->cut->odd |= URL_ODD_SLASHES;
	return STATE_RELATIVE;
}

static enum state path_or_authority(struct machine *m)
{
	return str_eat_char(&m->rest, '/') ? STATE_AUTHORITY : STATE_PATH;
}

static void keep_authority(struct machine *m)
{
	m->cut->username = m->base->username;
	m->cut->password = m->base->password;
	m->cut->host_kind = m->base->host_kind;
	m->cut->host = m->base->host;
	m->cut->port = m->base->port;
}

/* Path and query of the base, and what of them a reference that begins here replaces. */
static enum state keep_path(struct machine *m)
{
	struct url_cut *cut = m->cut;

	cut->path_before = m->base->path;
	cut->has_query = m->base->has_query;
	cut->query = m->base->query;
	if (now(m) == '?')
		return STATE_QUERY;
	if (now(m) == '#')
		return STATE_FRAGMENT;
	if (now(m) < 0)
		return STATE_DONE;
	cut->has_query = false;
	return STATE_PATH;
}

static enum state relative(struct machine *m)
{
	enum state next;

	if (at_slash(m)) {
		take_slash(m);
		return STATE_RELATIVE_SLASH;
	}
	keep_authority(m);
	next = keep_path(m);
	if (next == STATE_PATH)
		m->cut->path_before =
		    url_path_shorten(m->cut->scheme, m->cut->path_before);
	return next;
}

static enum state relative_slash(struct machine *m)
{
	if (at_slash(m)) {
		take_slash(m);
		m->slashes = 2;
		return m->cut->special ? STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES
				       : STATE_AUTHORITY;
	}
	keep_authority(m);
	return STATE_PATH;
}

static enum state special_authority_slashes(struct machine *m)
{
	if (str_eat(&m->rest, STR("//")))
		m->slashes = 2;
	return STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES;
}

static enum state special_authority_ignore_slashes(struct machine *m)
{
	for (; at_slash(m); m->slashes++)
		take_slash(m);
	if (m->slashes != 2)
		m->cut->odd |= URL_ODD_SLASHES;
	return STATE_AUTHORITY;
}

/* Up to the path, the query, the fragment or the end. */
static size_t authority_length(const struct machine *m)
{
	size_t n = 0;

	for (; n < m->rest.n; n++) {
		char c = m->rest.p[n];

		if (c == '/' || c == '?' || c == '#' || (c == '\\' && m->cut->special))
			break;
	}
	return n;
}

/* Everything up to the last "@": the ones before it belong to the name or the password.
 */
static bool take_userinfo(struct machine *m, struct str *authority)
{
	struct url_cut *cut = m->cut;
	struct str userinfo;

	if (!str_cut_last(*authority, '@', &userinfo, authority))
		return true;
	cut->odd |= URL_ODD_USERINFO;
	if (str_find(userinfo, '@') != STR_NPOS)
		cut->odd |= URL_ODD_MANY_AT;
	if (!str_cut(userinfo, ':', &cut->username, &cut->password))
		cut->username = userinfo;
	return authority->n > 0;
}

static int32_t default_port(struct str scheme)
{
	static const struct {
		struct str scheme;
		int32_t port;
	} ports[] = {
		{ { "http", 4 }, 80 }, { { "https", 5 }, 443 }, { { "ws", 2 }, 80 },
		{ { "wss", 3 }, 443 }, { { "ftp", 3 }, 21 },
	};

	for (size_t i = 0; i < COUNT(ports); i++)
		if (str_eq(scheme, ports[i].scheme))
			return ports[i].port;
	return -1;
}

static bool read_port(struct str text, struct url_cut *cut)
{
	int32_t port = 0;

	if (text.n == 0)
		return true;
	for (size_t i = 0; i < text.n; i++) {
		if (!ascii_is_digit(text.p[i]))
			return false;
		port = port * 10 + (text.p[i] - '0');
		if (port > 65535)
			return false;
	}
	if (port == default_port(cut->scheme))
		return true;
	cut->port = port;
	cut->odd |= URL_ODD_PORT;
	return true;
}

/* The first ":" that no bracket holds. */
static size_t host_length(struct str authority)
{
	bool inside = false;

	for (size_t i = 0; i < authority.n; i++) {
		if (authority.p[i] == ':' && !inside)
			return i;
		if (authority.p[i] == '[')
			inside = true;
		if (authority.p[i] == ']')
			inside = false;
	}
	return authority.n;
}

/* The authority, host and port states. */
static enum state authority(struct machine *m)
{
	struct str text = take(m, authority_length(m)), host;
	size_t n;

	if (!take_userinfo(m, &text))
		return STATE_FAILURE;
	n = host_length(text);
	host = str_sub(text, 0, n);
	if (host.n == 0 && (m->cut->special || n < text.n))
		return STATE_FAILURE;
	if (!url_host_parse(m->arena, host, m->cut->special, m->cut))
		return STATE_FAILURE;
	if (n < text.n && !read_port(str_skip(text, n + 1), m->cut))
		return STATE_FAILURE;
	return STATE_PATH_START;
}

static bool file_base(const struct machine *m)
{
	return m->base && is_file(m->base->scheme);
}

static enum state file(struct machine *m)
{
	struct url_cut *cut = m->cut;
	enum state next;

	cut->host_kind = URL_HOST_EMPTY;
	cut->host = STR("");
	if (at_slash(m)) {
		take_slash(m);
		return STATE_FILE_SLASH;
	}
	if (!file_base(m))
		return STATE_PATH;
	cut->host_kind = m->base->host_kind;
	cut->host = m->base->host;
	next = keep_path(m);
	if (next == STATE_PATH)
		cut->path_before = url_starts_with_drive(m->rest)
				       ? STR_NONE
				       : url_path_shorten(cut->scheme, cut->path_before);
	return next;
}

static enum state file_slash(struct machine *m)
{
	if (at_slash(m)) {
		take_slash(m);
		return STATE_FILE_HOST;
	}
	if (file_base(m)) {
		struct str drive = str_sub(m->base->path, 0, 3);
		struct str behind = str_skip(m->base->path, 3);

		m->cut->host_kind = m->base->host_kind;
		m->cut->host = m->base->host;
		if (!url_starts_with_drive(m->rest) && url_path_is_drive(drive) &&
		    (behind.n == 0 || behind.p[0] == '/'))
			m->cut->path_before = drive;
	}
	return STATE_PATH;
}

static enum state file_host(struct machine *m)
{
	struct str host = str_sub(m->rest, 0, authority_length(m));

	/* "file://C:/": no host, but the path's first name. */
	if (url_is_drive(host))
		return STATE_PATH;
	take(m, host.n);
	if (host.n == 0)
		return STATE_PATH_START;
	if (!url_host_parse(m->arena, host, true, m->cut))
		return STATE_FAILURE;
	if (str_eq(m->cut->host, STR("localhost"))) {
		m->cut->host_kind = URL_HOST_EMPTY;
		m->cut->host = STR("");
	}
	return STATE_PATH_START;
}

static enum state path_start(struct machine *m)
{
	if (m->cut->special) {
		if (at_slash(m))
			take_slash(m);
		return STATE_PATH;
	}
	if (now(m) == '?')
		return STATE_QUERY;
	if (now(m) == '#')
		return STATE_FRAGMENT;
	if (now(m) < 0)
		return STATE_DONE;
	if (now(m) == '/')
		step(m);
	return STATE_PATH;
}

static enum state behind_path(const struct machine *m)
{
	if (now(m) < 0)
		return STATE_DONE;
	return now(m) == '?' ? STATE_QUERY : STATE_FRAGMENT;
}

static size_t path_length(struct str s)
{
	size_t hash = str_find(s, '#'), question;

	s = str_sub(s, 0, hash);
	question = str_find(s, '?');
	return question == STR_NPOS ? s.n : question;
}

static enum state path(struct machine *m)
{
	m->cut->has_path = true;
	m->cut->path = take(m, path_length(m->rest));
	return behind_path(m);
}

static enum state opaque_path(struct machine *m)
{
	m->cut->path_opaque = true;
	return path(m);
}

static enum state query(struct machine *m)
{
	step(m);
	m->cut->has_query = true;
	m->cut->query = take(m, str_find(m->rest, '#'));
	return m->rest.n ? STATE_FRAGMENT : STATE_DONE;
}

static enum state fragment(struct machine *m)
{
	step(m);
	m->cut->has_fragment = true;
	m->cut->fragment = m->rest;
	return STATE_DONE;
}

static enum state (*const states[])(struct machine *m) = {
	[STATE_SCHEME_START] = scheme_start,
	[STATE_NO_SCHEME] = no_scheme,
	[STATE_SPECIAL_RELATIVE_OR_AUTHORITY] = special_relative_or_authority,
	[STATE_PATH_OR_AUTHORITY] = path_or_authority,
	[STATE_RELATIVE] = relative,
	[STATE_RELATIVE_SLASH] = relative_slash,
	[STATE_SPECIAL_AUTHORITY_SLASHES] = special_authority_slashes,
	[STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES] = special_authority_ignore_slashes,
	[STATE_AUTHORITY] = authority,
	[STATE_FILE] = file,
	[STATE_FILE_SLASH] = file_slash,
	[STATE_FILE_HOST] = file_host,
	[STATE_PATH_START] = path_start,
	[STATE_PATH] = path,
	[STATE_OPAQUE_PATH] = opaque_path,
	[STATE_QUERY] = query,
	[STATE_FRAGMENT] = fragment,
};

bool url_run(struct arena *arena, struct str input, const struct url *base,
	     struct url_cut *ret)
{
	struct machine m = { .arena = arena,
			     .rest = input,
			     .base = base && base->ok ? base : NULL,
			     .cut = ret };
	enum state state = STATE_SCHEME_START;

	*ret = (struct url_cut){ .port = -1 };
	/* Each state leads to a later one: the loop ends. */
	while (state < STATE_DONE) {
		enum state next = states[state](&m);

		assert(next > state);
		state = next;
	}
	return state == STATE_DONE;
}
