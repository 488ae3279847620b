/* link/wrapper.c - see wrapper.h: which rule speaks of a URL, and what it says. */
#include "link/wrapper.h"
#include "link/host.h"
#include "link/wrapper_rule.h"

/* Rules of one host stand side by side: the first of them, or the end. */
static uint32_t first_of(const struct wrapper_rules *rules, struct str host,
			 bool any_suffix)
{
	uint32_t row =
	    name_index_find(any_suffix ? &rules->by_any : &rules->by_host, host);

	if (row == NAME_INDEX_NONE)
		return rules->count;
	return any_suffix ? rules->hosts + row : row;
}

static struct str tenant_of(struct arena *arena, const struct wrapper_rule *rule,
			    const struct url *url)
{
	struct str query = url->query, name, value, piece = STR("");

	if (rule->tenant_label)
		return str_until(url->host, '.');
	if (rule->tenant_name.n == 0)
		return STR("");
	while (url_next_pair(&query, true, &name, &value)) {
		if (!str_eq_nocase(name, rule->tenant_name))
			continue;
		value = url_percent_decode(arena, value);
		if (rule->tenant_piece == 0)
			return value;
		for (uint32_t i = 0; i < rule->tenant_piece; i++) {
			if (!str_split(&value, '|', &piece))
				return STR("");
		}
		return piece;
	}
	return STR("");
}

static bool query_has(const struct url *url, struct str wanted)
{
	struct str query = url->query, name, value;

	while (url_next_pair(&query, true, &name, &value)) {
		if (str_eq_nocase(name, wanted))
			return true;
	}
	return false;
}

/* A page of the service itself ("https://bit.ly/") wraps nothing. */
static bool is_front_page(const struct url *url)
{
	return url->path.n <= 1 && url->query.n == 0 && url->fragment.n == 0;
}

enum answer {
	ANSWER_NONE,
	ANSWER_OPENED,
	ANSWER_OPAQUE,
	ANSWER_DATA,
};

static enum answer ask_rule(struct arena *arena, const struct wrapper_rule *rule,
			    const struct url *url, struct unwrapped *ret)
{
	struct str value;
	enum answer answer = ANSWER_OPENED;

	if (!str_starts_nocase(url->path, rule->path))
		return ANSWER_NONE;
	if (rule->where == WHERE_DATA)
		return ANSWER_DATA;
	*ret = (struct unwrapped){ .kind = rule->kind, .name = rule->name };
	if (rule->where == WHERE_OPAQUE) {
		if ((rule->text.n && !query_has(url, rule->text)) || is_front_page(url))
			return ANSWER_NONE;
		ret->opaque = true;
		answer = ANSWER_OPAQUE;
	} else if (!wrapper_place(arena, rule, url, &value) ||
		   !wrapper_decode(arena, rule, url, value, &ret->target)) {
		return ANSWER_NONE;
	}
	ret->tenant = tenant_of(arena, rule, url);
	return answer;
}

/* All rules of one host; what opens the link comes before what calls it opaque. */
static enum answer ask_host(struct arena *arena, const struct wrapper_rules *rules,
			    struct str host, bool any_suffix, const struct url *url,
			    bool below, struct unwrapped *ret)
{
	enum answer best = ANSWER_NONE;

	for (uint32_t i = first_of(rules, host, any_suffix);
	     i < rules->count && rules->items[i].any_suffix == any_suffix &&
	     str_eq(rules->items[i].host, host);
	     i++) {
		struct unwrapped found = { 0 };
		enum answer answer;

		if (below && rules->items[i].exact)
			continue;
		answer = ask_rule(arena, &rules->items[i], url, &found);
		if (answer == ANSWER_NONE ||
		    (answer == ANSWER_OPAQUE && best == ANSWER_OPAQUE))
			continue;
		*ret = found;
		best = answer;
		if (answer != ANSWER_OPAQUE)
			break;
	}
	return best;
}

/* "google" of google.com, google.de, google.co.jp, google.com.br: the owner's own, not
 * those of people who rent "google.uk.com". */
static struct str name_under_country(struct arena *arena, struct str host)
{
	struct str registrable = host_registrable(arena, host), name, suffix, last;

	if (!str_cut(registrable, '.', &name, &suffix))
		return STR_NONE;
	last = suffix;
	if (str_eat(&last, STR("co.")) || str_eat(&last, STR("com.")))
		return last.n == 2 ? name : STR_NONE;
	return suffix.n == 2 || str_eq(suffix, STR("com")) ? name : STR_NONE;
}

static enum answer ask_rules(struct arena *arena, const struct wrapper_rules *rules,
			     const struct url *url, struct unwrapped *ret)
{
	struct str name = url->host, before, country;
	enum answer answer;
	bool below = false;

	while (name.n) {
		answer = ask_host(arena, rules, name, false, url, below, ret);
		if (answer != ANSWER_NONE)
			return answer;
		if (!str_cut(name, '.', &before, &name))
			break;
		below = true;
	}
	country = name_under_country(arena, url->host);
	if (country.n) {
		answer = ask_host(arena, rules, country, true, url, false, ret);
		if (answer != ANSWER_NONE)
			return answer;
	}
	return ask_host(arena, rules, STR(""), false, url, false, ret);
}

bool wrapper_undo(struct arena *arena, const struct wrapper_rules *rules,
		  const struct url *url, struct unwrapped *ret)
{
	struct str target;
	enum answer answer;

	if (!url->ok || !url_is_http(url))
		return false;
	answer = url->host_kind == URL_HOST_DOMAIN && url->host.n <= 253
		     ? ask_rules(arena, rules, url, ret)
		     : ANSWER_NONE;
	if (answer != ANSWER_NONE)
		return answer != ANSWER_DATA;
	if (!wrapper_generic(arena, url, &target))
		return false;
	*ret = (struct unwrapped){ .kind = WRAPPER_REDIRECTOR,
				   .name = STR(""),
				   .target = target,
				   .tenant = STR("") };
	return true;
}
