/* link/wrapper_decode.c - how wrappers write their target. See wrapper_rule.h.
 *
 * Written from what the services publish of their own links; what comes out must be an
 * absolute URL, else it was something else. */
#include "base/utf8.h"
#include "link/coding.h"
#include "link/host.h"
#include "link/wrapper_rule.h"

enum { PERCENT_ROUNDS = 3 }; /* wrappers in wrappers encode once more each */

static bool is_absolute(struct str s)
{
	return (str_eat(&s, STR("http://")) || str_eat(&s, STR("https://")) ||
		str_eat(&s, STR("ftp://"))) &&
	       s.n > 0 && s.p[0] != '/';
}

/* "https:/example.com": servers and mail programs fold two slashes into one. */
static struct str mend_slashes(struct arena *arena, struct str s)
{
	struct str rest = s, scheme;

	if (!str_eat(&rest, STR("https:/")) && !str_eat(&rest, STR("http:/")))
		return s;
	if (rest.n == 0 || rest.p[0] == '/')
		return s;
	scheme = str_sub(s, 0, s.n - rest.n);
	return arena_concat(arena, arena_concat(arena, scheme, STR("/")), rest);
}

static bool encoded_scheme(struct str s)
{
	return (str_eat(&s, STR("https%")) || str_eat(&s, STR("http%"))) && s.n > 0;
}

/* Up to the first control: padding and checksums may follow. */
static struct str until_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return str_sub(s, 0, i);
	}
	return s;
}

static bool finish(struct arena *arena, struct str s, struct str *ret)
{
	s = str_trim(s);
	for (int i = 0; i < PERCENT_ROUNDS && encoded_scheme(s); i++)
		s = url_percent_decode(arena, s);
	s = mend_slashes(arena, until_control(s));
	if (str_starts(s, STR("//")) && s.n > 2 && s.p[2] != '/')
		s = arena_concat(arena, STR("https:"), s);
	if (!is_absolute(s))
		return false;
	*ret = s;
	return true;
}

/* --- codings ------------------------------------------------------------------------ */

/* A target that stands unencoded in a path or query keeps its own escapes. */
static struct str from_percent(struct arena *arena, struct str s)
{
	return is_absolute(s) ? s : url_percent_decode(arena, s);
}

/* '-' pads at some services. */
static bool from_base64(struct arena *arena, struct str s, uint32_t skip, struct str *ret)
{
	struct str text;

	s = str_skip(url_percent_decode(arena, s), skip);
	if (coding_base64(arena, s, ret))
		return true;
	while (s.n && memchr("-._~", s.p[s.n - 1], 4))
		s.n--;
	if (!coding_base64(arena, s, &text))
		return false;
	*ret = text;
	return true;
}

/* {"url":"https:\/\/example.com\/"}, quoted once more or not. */
static bool from_json(struct arena *arena, struct str s, struct str *ret)
{
	size_t at = str_find_str_nocase(s, STR("http")), n = 0;
	char *out;

	if (at == STR_NPOS)
		return false;
	s = str_until(str_skip(s, at), '"');
	out = arena_bytes(arena, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (str_starts(str_skip(s, i), STR("\\u0026"))) {
			out[n++] = '&';
			i += 5;
		} else if (s.p[i] != '\\') {
			out[n++] = s.p[i];
		}
	}
	arena_shrink(arena, out, s.n, n);
	*ret = str_make(out, n);
	return true;
}

/* Proofpoint's second form: '-' for '%', '_' for '/'. */
static struct str from_proofpoint2(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);

	for (size_t i = 0; i < s.n; i++)
		out[i] = s.p[i] == '-' ? '%' : s.p[i] == '_' ? '/' : s.p[i];
	return url_percent_decode(arena, str_make(out, s.n));
}

/* Bytes of the next `count` characters of `s`. */
static size_t characters(struct str s, uint32_t count)
{
	size_t n = 0, length;

	while (count-- > 0 && n < s.n) {
		utf8_decode(str_skip(s, n), &length);
		n += length;
	}
	return n;
}

/* "**X": a run of characters; X counts from A = 2 in the order of base64url. */
static uint32_t run_length(char c)
{
	static const char order[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	const char *at = c ? strchr(order, c) : NULL;

	return at ? (uint32_t)(at - order) + 2 : 0;
}

/* Proofpoint's third form: "__target__;removed!!…". Each "*" of the target stands for one
 * character of `removed` (base64url), "**X" for a run of them. */
static bool from_proofpoint3(struct arena *arena, struct str s, struct str *ret)
{
	size_t close = str_find_str(s, STR("__;")), n = 0, room;
	struct str removed = STR("");
	char *out;

	if (close == STR_NPOS)
		return false;
	if (!coding_base64(arena, str_until(str_skip(s, close + 3), '!'), &removed))
		return false;
	s = str_sub(s, 0, close);
	room = s.n + removed.n;
	out = arena_bytes(arena, room);
	for (size_t i = 0; i < s.n; i++) {
		uint32_t count = s.p[i] == '*' ? 1 : 0;
		size_t length;

		if (count && i + 2 < s.n && s.p[i + 1] == '*' && run_length(s.p[i + 2])) {
			count = run_length(s.p[i + 2]);
			i += 2;
		}
		if (count == 0) {
			out[n++] = s.p[i];
			continue;
		}
		length = characters(removed, count);
		memcpy(out + n, removed.p, length);
		n += length;
		removed = str_skip(removed, length);
	}
	arena_shrink(arena, out, room, n);
	*ret = str_make(out, n);
	return true;
}

/* The labels of a name in one label: "-" was ".", "--" was "-". */
static struct str labels_of(struct arena *arena, struct str label)
{
	char *out = arena_bytes(arena, label.n);
	size_t n = 0;

	for (size_t i = 0; i < label.n; i++) {
		bool two = label.p[i] == '-' && i + 1 < label.n && label.p[i + 1] == '-';

		out[n++] = label.p[i] != '-' ? label.p[i] : two ? '-' : '.';
		i += two;
	}
	arena_shrink(arena, out, label.n, n);
	return str_make(out, n);
}

/* The query without the translator's own pairs; their "sch" names the scheme. */
static bool from_translate(struct arena *arena, const struct url *url, struct str label,
			   struct str *ret)
{
	struct str host = labels_of(arena, label), query = url->query, name, value;
	struct str kept = STR(""), scheme = STR("https://");

	if (str_find(host, '.') == STR_NPOS)
		return false;
	while (url_next_pair(&query, false, &name, &value)) {
		if (str_eq(name, STR("_x_tr_sch")) && str_eq(value, STR("http")))
			scheme = STR("http://");
		if (str_starts(name, STR("_x_tr_")))
			continue;
		if (kept.n == 0)
			kept = str_make(name.p, 0);
		/* Ours come last, so what is kept is one piece. */
		kept.n = (size_t)(value.p + value.n - kept.p);
	}
	*ret = arena_concat(arena, arena_concat(arena, scheme, host), url->path);
	if (kept.n)
		*ret = arena_concat(arena, arena_concat(arena, *ret, STR("?")), kept);
	return true;
}

bool wrapper_decode(struct arena *arena, const struct wrapper_rule *rule,
		    const struct url *url, struct str value, struct str *ret)
{
	struct str plain = value;

	switch (rule->coding) {
	case CODING_PERCENT:
		plain = from_percent(arena, value);
		break;
	case CODING_BASE64:
		if (!from_base64(arena, value, rule->coding_skip, &plain))
			return false;
		break;
	case CODING_HEX:
		if (!coding_hex(arena, value, &plain))
			return false;
		break;
	case CODING_INSIDE64:
		if (!from_base64(arena, value, 0, &plain) ||
		    !from_json(arena, plain, &plain))
			return false;
		break;
	case CODING_BARE:
	case CODING_BARE_HTTP:
		plain = from_percent(arena, value);
		if (is_absolute(plain))
			break;
		if (!host_has_listed_suffix(arena, str_until(str_until(plain, '/'), '?')))
			return false;
		plain = arena_concat(
		    arena, rule->coding == CODING_BARE ? STR("https://") : STR("http://"),
		    plain);
		break;
	case CODING_PROOFPOINT2:
		plain = from_proofpoint2(arena, value);
		break;
	case CODING_PROOFPOINT3:
		if (!from_proofpoint3(arena, value, &plain))
			return false;
		break;
	case CODING_CHECKPOINT: {
		size_t end = str_find_str(value, STR("___."));

		plain = str_sub(value, 0, end);
		break;
	}
	case CODING_TRANSLATE:
		if (!from_translate(arena, url, value, &plain))
			return false;
		break;
	}
	return finish(arena, plain, ret);
}
