/* record/site.c - reading a site profile.
 *
 * The profile is written by the operator, and may come with a case from somebody
 * else: it is checked line by line, and the first line that makes no sense ends
 * the reading with its number. Nothing is guessed: a profile that says less than
 * its author meant would vouch for the wrong hops. */
#include "record/site.h"
#include "record/blocklist.h"
#include "record/path_preset.h"
#include "base/limits.h"

#include <stdio.h>

/* Where the reader is, for the message about a bad line. */
struct place {
	const char *name;
	unsigned line;
	struct err *err;
};

static bool fail(const struct place *place, const char *text, struct str value)
{
	char where[240];

	snprintf(where, sizeof where, "%s, line %u", place->name, place->line);
	if (value.n > 60)
		value.n = 60;
	return err_set(place->err, ERR_DATA, where, "%s: \"%.*s\"", text, STR_ARG(value));
}

void str_list_add(struct arena *arena, struct str_list *list, struct str s)
{
	ARENA_GROW(arena, list->items, list->count, list->cap);
	list->items[list->count++] = s;
}

bool str_list_has_nocase(const struct str_list *list, struct str s)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (str_eq_nocase(list->items[i], s))
			return true;
	return false;
}

/* --- values ------------------------------------------------------------------ */

/* A host name as a profile may hold it: letters, digits, '-', '_', dots, UTF-8;
 * a leading dot where the key allows it. */
static bool is_name(struct str s, bool leading_dot)
{
	if (leading_dot && s.n && s.p[0] == '.')
		s = str_skip(s, 1);
	if (s.n == 0 || s.n > 253 || s.p[0] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (!ascii_is_alnum(s.p[i]) && c != '-' && c != '_' && c != '.' &&
		    c < 0x80)
			return false;
		if (c == '.' && i + 1 < s.n && s.p[i + 1] == '.')
			return false;
	}
	return true;
}

static struct str clean_name(struct arena *arena, struct str s)
{
	if (s.n > 1 && s.p[s.n - 1] == '.')
		s.n--;
	return arena_lower(arena, s);
}

static bool read_own_domain(struct arena *arena, struct str value, struct site *site,
			    const struct place *place)
{
	str_eat_char(&value, '@');
	if (!is_name(value, true))
		return fail(place, "own-domain needs a domain name", value);
	str_eat_char(&value, '.');
	str_list_add(arena, &site->own_domains, clean_name(arena, value));
	return true;
}

static bool read_relay(struct arena *arena, struct str value, struct site *site,
		       const struct place *place)
{
	struct ip_net net;

	if (ip_net_parse(value, &net)) {
		ARENA_GROW(arena, site->relay_nets, site->relay_net_count,
			   site->relay_net_cap);
		site->relay_nets[site->relay_net_count++] = net;
		return true;
	}
	if (str_find(value, '/') != STR_NPOS || !is_name(value, true))
		return fail(place, "relay needs a host name, an address or a network",
			    value);
	str_list_add(arena, &site->relay_hosts, clean_name(arena, value));
	return true;
}

static bool read_authserv_id(struct arena *arena, struct str value, struct site *site,
			     const struct place *place)
{
	if (str_find(value, ' ') != STR_NPOS || str_find(value, ';') != STR_NPOS)
		return fail(place, "authserv-id is one word", value);
	str_list_add(arena, &site->authserv_ids, clean_name(arena, value));
	return true;
}

static bool read_arc_sealer(struct arena *arena, struct str value, struct site *site,
			    const struct place *place)
{
	if (!is_name(value, false))
		return fail(place, "arc-sealer needs a domain name", value);
	str_list_add(arena, &site->arc_sealers, clean_name(arena, value));
	return true;
}

static bool read_catch_all(struct arena *arena, struct str value, struct site *site,
			   const struct place *place)
{
	(void)arena;
	if (str_eq_nocase(value, STR("yes")))
		site->catch_all = CATCH_ALL_YES;
	else if (str_eq_nocase(value, STR("no")))
		site->catch_all = CATCH_ALL_NO;
	else
		return fail(place, "catch-all is yes or no", value);
	return true;
}

static bool read_results_below(struct arena *arena, struct str value, struct site *site,
			       const struct place *place)
{
	(void)arena;
	site->results_below = str_eq_nocase(value, STR("yes"));
	if (!site->results_below && !str_eq_nocase(value, STR("no")))
		return fail(place, "results-below is yes or no", value);
	return true;
}

/* "+0900", "+09:00", "-0330"; offsets beyond 14 hours do not exist. */
static bool read_zone(struct arena *arena, struct str value, struct site *site,
		      const struct place *place)
{
	struct str digits = str_skip(value, 1), hours, minutes;
	uint32_t h, m;

	(void)arena;
	if (!str_cut(digits, ':', &hours, &minutes)) {
		hours = str_sub(digits, 0, 2);
		minutes = str_skip(digits, 2);
	}
	if (value.n == 0 || (value.p[0] != '+' && value.p[0] != '-') || hours.n != 2 ||
	    minutes.n != 2 || !str_to_u32(hours, &h) || !str_to_u32(minutes, &m) ||
	    m > 59 || h > 14)
		return fail(place, "time-zone is an offset like +0900", value);
	site->zone_minutes = (int32_t)(h * 60 + m) * (value.p[0] == '-' ? -1 : 1);
	site->zone_given = true;
	return true;
}

static bool read_holidays(struct arena *arena, struct str value, struct site *site,
			  const struct place *place)
{
	char *upper;

	if (value.n != 2 || !ascii_is_alpha(value.p[0]) || !ascii_is_alpha(value.p[1]))
		return fail(place, "holidays is a country of two letters, like JP",
			    value);
	upper = arena_bytes(arena, 2);
	upper[0] = ascii_upper(value.p[0]);
	upper[1] = ascii_upper(value.p[1]);
	site->holidays = str_make(upper, 2);
	return true;
}

static bool read_brand(struct arena *arena, struct str value, struct site *site,
		       const struct place *place)
{
	struct str id, domain;

	if (!str_cut(value, ':', &id, &domain) || str_trim(id).n == 0 ||
	    !is_name(str_trim(domain), false))
		return fail(place, "brand is an id and a domain, like jcb:example.jp",
			    value);
	str_list_add(arena, &site->brand_domains,
		     arena_printf(arena, "%.*s:%.*s", STR_ARG(str_trim(id)),
				  STR_ARG(clean_name(arena, str_trim(domain)))));
	return true;
}

static bool read_name(struct arena *arena, struct str value, struct site *site,
		      const struct place *place)
{
	(void)place;
	site->name = arena_str(arena, value);
	return true;
}

static bool read_hoster(struct arena *arena, struct str value, struct site *site,
			const struct place *place)
{
	(void)place;
	site->hoster = arena_lower(arena, value);
	return true;
}

static bool read_language(struct arena *arena, struct str value, struct site *site,
			  const struct place *place)
{
	if (!str_eq_nocase(value, STR("ja")) && !str_eq_nocase(value, STR("en")))
		return fail(place, "language is ja or en", value);
	site->language = arena_lower(arena, value);
	return true;
}

static bool read_preset(struct arena *arena, struct str value, struct site *site,
			const struct place *place)
{
	if (!path_preset_find(value))
		return fail(place, "preset is not known (see `mekiki data`)", value);
	str_list_add(arena, &site->presets, arena_lower(arena, value));
	return true;
}

/* Each once: a list is asked once. */
static bool read_list(struct arena *arena, struct str value, struct site *site,
		      const struct place *place)
{
	const struct blocklist *list = blocklist_find(value);

	if (!list)
		return fail(place, "list is not known (see mekiki(1), LISTS)", value);
	for (uint32_t i = 0; i < site->list_count; i++)
		if (site->lists[i] == list)
			return true;
	ARENA_GROW(arena, site->lists, site->list_count, site->list_cap);
	site->lists[site->list_count++] = list;
	return true;
}

/* A domain, a mailbox or an address of a machine. */
static bool read_allow(struct arena *arena, struct str value, struct site *site,
		       const struct place *place)
{
	struct str local, domain = value;
	struct ip ip;

	str_cut_last(value, '@', &local, &domain);
	if (!ip_parse(value, &ip) && !is_name(domain, false))
		return fail(place, "allow needs a domain, a mailbox or an address",
			    value);
	str_list_add(arena, &site->allow, clean_name(arena, value));
	return true;
}

/* Plain lists. */
#define LIST_READER(function, list) \
	static bool function(struct arena *arena, struct str value, struct site *site, \
			     const struct place *place) \
	{ \
		(void)place; \
		str_list_add(arena, &site->list, arena_str(arena, value)); \
		return true; \
	}
LIST_READER(read_local_part, local_parts)
LIST_READER(read_role_account, role_accounts)
LIST_READER(read_spam_stamp, spam_stamps)
LIST_READER(read_spam_field, spam_fields)

/* --- who signs letters ----------------------------------------------------------- */

/* One line without quotes and brackets: it stands in the fields of mails. */
static bool is_signature(struct str value)
{
	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] < ' ' || strchr("<>\"\\\x7f", value.p[i]))
			return false;
	return value.n <= 200;
}

#define SIGNATURE_READER(name, member, want) \
	static bool name(struct arena *arena, struct str value, struct site *site, \
			 const struct place *place) \
	{ \
		if (!is_signature(value)) \
			return fail(place, want, value); \
		site->member = arena_str(arena, value); \
		return true; \
	}
SIGNATURE_READER(read_reporter_name, reporter_name, "a name is one line without <>\"\\")
SIGNATURE_READER(read_reporter_org, reporter_org,
		 "an organization is one line without <>\"\\")

static bool read_reporter_mail(struct arena *arena, struct str value, struct site *site,
			       const struct place *place)
{
	if (!is_signature(value) || str_find(value, '@') == STR_NPOS ||
	    str_find(value, ' ') != STR_NPOS)
		return fail(place, "reporter-mail is one address", value);
	site->reporter_mail = arena_str(arena, value);
	return true;
}

/* --- keys ---------------------------------------------------------------------- */

enum { ONCE = 1, COMMAS = 2 };
static const struct key {
	struct str name;
	unsigned how; /* ONCE: a second one is an error; COMMAS: several in a line */
	bool (*read)(struct arena *arena, struct str value, struct site *site,
		     const struct place *place);
} keys[] = {
	{ STR("name"), ONCE, read_name },
	{ STR("own-domain"), COMMAS, read_own_domain },
	{ STR("relay"), COMMAS, read_relay },
	{ STR("authserv-id"), COMMAS, read_authserv_id },
	{ STR("arc-sealer"), COMMAS, read_arc_sealer },
	{ STR("hoster"), ONCE, read_hoster },
	{ STR("local-part"), COMMAS, read_local_part },
	{ STR("catch-all"), ONCE, read_catch_all },
	{ STR("role-account"), COMMAS, read_role_account },
	{ STR("results-below"), ONCE, read_results_below },
	{ STR("spam-stamp"), 0, read_spam_stamp },
	{ STR("spam-field"), 0, read_spam_field },
	{ STR("time-zone"), ONCE, read_zone },
	{ STR("holidays"), ONCE, read_holidays },
	{ STR("language"), ONCE, read_language },
	{ STR("preset"), COMMAS, read_preset },
	{ STR("brand"), COMMAS, read_brand },
	{ STR("list"), COMMAS, read_list },
	{ STR("allow"), COMMAS, read_allow },
	{ STR("reporter-name"), ONCE, read_reporter_name },
	{ STR("reporter-mail"), ONCE, read_reporter_mail },
	{ STR("reporter-org"), ONCE, read_reporter_org },
};

static const struct key *find_key(struct str name, size_t *ret_index)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		if (!str_eq_nocase(keys[i].name, name))
			continue;
		*ret_index = i;
		return &keys[i];
	}
	return NULL;
}

/* For "Own_Domain", "own-domains", "relays": the key that was probably meant. */
static bool is_nearly(struct str written, struct str name)
{
	if (written.n == name.n + 1 && ascii_lower(written.p[name.n]) == 's')
		written.n--;
	if (written.n != name.n)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = ascii_lower(written.p[i]);

		if (c != name.p[i] && !(name.p[i] == '-' && (c == '_' || c == ' ')))
			return false;
	}
	return true;
}

static bool fail_unknown_key(const struct place *place, struct str written)
{
	char text[160];
	size_t n = 0;

	for (size_t i = 0; i < COUNT(keys); i++) {
		if (!is_nearly(written, keys[i].name))
			continue;
		snprintf(text, sizeof text, "no such key (did you mean \"%s\"?)",
			 keys[i].name.p);
		return fail(place, text, written);
	}
	n = (size_t)snprintf(text, sizeof text, "no such key; there are ");
	for (size_t i = 0; i < COUNT(keys) && n < sizeof text; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i ? ", " : "",
				      keys[i].name.p);
	return fail(place, text, written);
}

static bool read_values(struct arena *arena, const struct key *key, struct str values,
			struct site *site, const struct place *place)
{
	struct str value;

	if (!(key->how & COMMAS))
		return key->read(arena, values, site, place);
	while (str_split(&values, ',', &value)) {
		value = str_trim(value);
		if (value.n && !key->read(arena, value, site, place))
			return false;
	}
	return true;
}

/* A '#' begins a comment at the start of a line or behind a blank; "[#1]" in a
 * spam stamp is none. */
static struct str without_comment(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] == '#' && (i == 0 || ascii_is_space(line.p[i - 1])))
			return str_sub(line, 0, i);
	return line;
}

static bool read_line(struct arena *arena, struct str line, struct site *site,
		      uint32_t *seen, const struct place *place)
{
	struct str name, value;
	const struct key *key;
	size_t index;

	line = str_trim(without_comment(line));
	if (line.n == 0)
		return true;
	if (!str_cut(line, '=', &name, &value))
		return fail(place, "a line is \"key = value\"", line);
	name = str_trim(name);
	value = str_trim(value);
	if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"')
		value = str_sub(value, 1, value.n - 1);
	key = find_key(name, &index);
	if (!key)
		return fail_unknown_key(place, name);
	if (value.n == 0)
		return fail(place, "the key has no value", name);
	if ((key->how & ONCE) && (*seen & 1u << index))
		return fail(place, "the key stands there twice", name);
	*seen |= 1u << index;
	return read_values(arena, key, value, site, place);
}

bool site_parse(struct arena *arena, struct str text, const char *name, struct site *ret,
		struct err *err)
{
	struct place place = { .name = name, .err = err };
	struct site site = { .given = true };
	uint32_t seen = 0;
	struct str line;

	str_eat(&text, STR("\xEF\xBB\xBF"));
	if (text.n > LIMIT_DATA_FILE)
		return fail(&place, "the profile is too large", STR(""));
	while (str_split(&text, '\n', &line)) {
		place.line++;
		if (!read_line(arena, line, &site, &seen, &place))
			return false;
	}
	*ret = site;
	return true;
}

/* --- questions ------------------------------------------------------------------ */

bool site_is_own_domain(const struct site *site, struct str domain)
{
	for (uint32_t i = 0; i < site->own_domains.count; i++)
		if (str_is_domain_or_below(domain, site->own_domains.items[i]))
			return true;
	return false;
}

static bool host_matches(struct str host, struct str pattern)
{
	if (pattern.p[0] == '.')
		return str_is_domain_or_below(host, str_skip(pattern, 1));
	return str_eq_nocase(host, pattern);
}

bool site_is_relay(const struct site *site, struct str host, const struct ip *ip)
{
	for (uint32_t i = 0; host.n && i < site->relay_hosts.count; i++)
		if (host_matches(host, site->relay_hosts.items[i]))
			return true;
	for (uint32_t i = 0; ip && i < site->relay_net_count; i++)
		if (ip_in_net(ip, &site->relay_nets[i]))
			return true;
	return false;
}

bool site_trusts_sealer(const struct site *site, struct str domain)
{
	for (uint32_t i = 0; i < site->arc_sealers.count; i++)
		if (str_is_domain_or_below(domain, site->arc_sealers.items[i]))
			return true;
	for (uint32_t i = 0; i < site->authserv_ids.count; i++)
		if (str_is_domain_or_below(site->authserv_ids.items[i], domain))
			return true;
	return site_is_own_domain(site, domain) || site_is_relay(site, domain, NULL);
}
