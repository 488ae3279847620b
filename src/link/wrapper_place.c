/* link/wrapper_place.c - where in a URL another one stands. See wrapper_rule.h.
 *
 * A value ends at a raw '&' or ';' and is decoded after that, never before: "%26" belongs
 * to the target, and who decodes first cuts it short and reads another host's page. */
#include "link/host.h"
#include "link/wrapper_rule.h"

/* Path from `rest` on (a slice of url->path), query and fragment: a target that was put
 * behind a slash as it was reaches to the end. */
static struct str with_query(struct arena *arena, const struct url *url, struct str rest)
{
	if (url->has_query) {
		rest = arena_concat(arena, rest, STR("?"));
		rest = arena_concat(arena, rest, url->query);
	}
	if (url->has_fragment && url->fragment.n) {
		rest = arena_concat(arena, rest, STR("#"));
		rest = arena_concat(arena, rest, url->fragment);
	}
	return rest;
}

/* The N-th piece of what stands behind the prefix, and all from there on. */
static bool find_segment(const struct wrapper_rule *rule, struct str path,
			 struct str *ret_rest)
{
	struct str rest = str_skip(path, rule->path.n), piece;

	for (uint32_t i = 1; i < rule->number; i++) {
		if (!str_cut(rest, '/', &piece, &rest))
			return false;
	}
	*ret_rest = rest;
	return rest.n > 0;
}

static bool find_after(const struct wrapper_rule *rule, struct str path,
		       struct str *ret_rest)
{
	size_t at = str_find_str(path, rule->text);

	if (at == STR_NPOS)
		return false;
	*ret_rest = str_skip(path, at + rule->text.n);
	return ret_rest->n > 0;
}

static bool find_pair(struct str query, struct str wanted, struct str *ret)
{
	struct str name, value;

	while (url_next_pair(&query, true, &name, &value)) {
		if (value.n && str_eq_nocase(name, wanted)) {
			*ret = value;
			return true;
		}
	}
	return false;
}

bool wrapper_place(struct arena *arena, const struct wrapper_rule *rule,
		   const struct url *url, struct str *ret)
{
	struct str rest;

	switch (rule->where) {
	case WHERE_QUERY:
		*ret = url->query;
		return rule->text.n ? find_pair(url->query, rule->text, ret)
				    : url->query.n > 0;
	case WHERE_SEGMENT:
		if (!find_segment(rule, url->path, &rest))
			return false;
		*ret = str_until(rest, '/');
		return ret->n > 0;
	case WHERE_PATH:
		if (!find_segment(rule, url->path, &rest))
			return false;
		*ret = with_query(arena, url, rest);
		return true;
	case WHERE_AFTER:
		if (!find_after(rule, url->path, &rest))
			return false;
		*ret = with_query(arena, url, rest);
		return true;
	case WHERE_SEGMENT_AFTER:
		if (!find_after(rule, url->path, &rest))
			return false;
		*ret = str_until(rest, '/');
		return ret->n > 0;
	case WHERE_FRAGMENT:
		*ret = url->fragment;
		return url->fragment.n > 0;
	case WHERE_HOST:
		*ret = str_until(url->host, '.');
		return ret->n > 0;
	case WHERE_OPAQUE:
	case WHERE_DATA:
		break;
	}
	return false;
}

/* --- the generic rule ----------------------------------------------------------- */

/* "http:", "https%3A", "https%253A" and two slashes of any spelling. */
static bool eat_encoded(struct str *rest, char c, const char *hex)
{
	struct str s = *rest;

	if (str_eat_char(&s, c)) {
		*rest = s;
		return true;
	}
	if (!str_eat_char(&s, '%'))
		return false;
	while (str_eat(&s, STR("25")))
		;
	if (!str_eat(&s, str_c(hex)))
		return false;
	*rest = s;
	return true;
}

static bool begins_url(struct str s)
{
	if (!str_eat(&s, STR("http")))
		return false;
	if (s.n && ascii_lower(s.p[0]) == 's')
		s = str_skip(s, 1);
	return eat_encoded(&s, ':', "3a") && eat_encoded(&s, '/', "2f") &&
	       eat_encoded(&s, '/', "2f") && s.n > 0;
}

static bool opens(struct arena *arena, const struct url *url, enum wrapper_coding coding,
		  struct str value, struct str *ret)
{
	struct wrapper_rule rule = { .coding = coding };

	return wrapper_decode(arena, &rule, url, value, ret);
}

/* base64 of "http" begins so, whatever follows. */
static bool begins_base64_url(struct str s)
{
	return s.n >= 16 && (str_starts(s, STR("aHR0c")) || str_starts(s, STR("SFRUU")));
}

static bool in_query(struct arena *arena, const struct url *url, struct str *ret)
{
	struct str query = url->query, name, value;

	if (begins_url(query) && opens(arena, url, CODING_PERCENT,
				       str_skip(with_query(arena, url, STR("")), 1), ret))
		return true;
	while (url_next_pair(&query, true, &name, &value)) {
		if (begins_url(value) && opens(arena, url, CODING_PERCENT, value, ret))
			return true;
		if (begins_base64_url(value) &&
		    opens(arena, url, CODING_BASE64, url_percent_decode(arena, value),
			  ret))
			return true;
	}
	return false;
}

static bool in_path(struct arena *arena, const struct url *url, struct str *ret)
{
	struct str rest = url->path;
	size_t at;

	while ((at = str_find_str_nocase(rest, STR("http"))) != STR_NPOS) {
		struct str found = str_skip(rest, at);
		char before = at ? rest.p[at - 1] : '\0';

		if ((before == '/' || before == '=') && begins_url(found))
			return opens(arena, url, CODING_PERCENT,
				     with_query(arena, url, found), ret);
		rest = str_skip(found, 4);
	}
	return false;
}

/* "login?continue=https://www.the-same.example/": a site that leads to itself wraps
 * nothing, unless a third URL follows. */
static bool leads_to_itself(struct arena *arena, const struct url *url, struct str target)
{
	struct url_generic parts;

	url_split(target, &parts);
	if (!host_related(arena, parts.host, url->host) &&
	    !str_eq_nocase(parts.host, url->host))
		return false;
	return str_find_str_nocase(str_skip(target, 4), STR("http")) == STR_NPOS;
}

bool wrapper_generic(struct arena *arena, const struct url *url, struct str *ret)
{
	struct str target;

	if (!in_query(arena, url, &target) && !in_path(arena, url, &target))
		return false;
	if (leads_to_itself(arena, url, target))
		return false;
	*ret = target;
	return true;
}
