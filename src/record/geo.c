/* record/geo.c - see geo.h. */
#include "record/geo.h"

#include "mail/date.h"

/* --- nobody's networks ---------------------------------------------------------------
 */

/* The IANA registries of special-purpose addresses (RFC 6890 and its updates). */
static const struct {
	const char *net, *name;
} specials[] = {
	{ "0.0.0.0/8", "this-network" },
	{ "10.0.0.0/8", "private" },
	{ "100.64.0.0/10", "shared" },
	{ "127.0.0.0/8", "loopback" },
	{ "169.254.0.0/16", "link-local" },
	{ "172.16.0.0/12", "private" },
	{ "192.0.0.0/24", "protocol" },
	{ "192.0.2.0/24", "documentation" },
	{ "192.168.0.0/16", "private" },
	{ "198.18.0.0/15", "benchmarking" },
	{ "198.51.100.0/24", "documentation" },
	{ "203.0.113.0/24", "documentation" },
	{ "224.0.0.0/4", "multicast" },
	{ "240.0.0.0/4", "reserved" },
	{ "::/128", "unspecified" },
	{ "::1/128", "loopback" },
	{ "100::/64", "discard" },
	{ "2001:db8::/32", "documentation" },
	{ "3fff::/20", "documentation" },
	{ "fc00::/7", "unique-local" },
	{ "fe80::/10", "link-local" },
	{ "ff00::/8", "multicast" },
};

struct str geo_special(const struct ip *ip)
{
	for (size_t i = 0; i < COUNT(specials); i++) {
		struct ip_net net;

		if (ip_net_parse(str_c(specials[i].net), &net) && ip_in_net(ip, &net))
			return str_c(specials[i].name);
	}
	return STR_NONE;
}

/* --- asking all ------------------------------------------------------------------------
 */

static void compare(struct geo_answers *answers, const struct geo_answer *answer)
{
	for (uint32_t i = 0; i < answers->count; i++)
		if (answers->items[i].country.n && answer->country.n &&
		    !str_eq_nocase(answers->items[i].country, answer->country))
			answers->disagree = true;
}

void geo_ask(struct arena *arena, const struct geo_source *sources, uint32_t count,
	     const struct ip *ip, struct geo_answers *ret)
{
	*ret = (struct geo_answers){ .special = geo_special(ip) };
	for (uint32_t i = 0; i < count && ret->count < LIMIT_GEO_SOURCES; i++) {
		struct geo_answer answer = { .source = sources[i].name,
					     .as_of = sources[i].as_of };

		if (ret->special.n && !sources[i].own)
			continue;
		if (!sources[i].ask(&sources[i], arena, ip, &answer))
			continue;
		compare(ret, &answer);
		ret->items[ret->count++] = answer;
	}
}

/* --- MaxMind databases
 * -------------------------------------------------------------------- */

static struct str text_at(const struct mmdb *db, const struct mmdb_value *record,
			  const char *const *path)
{
	struct mmdb_value value;

	if (!mmdb_member(db, record, path, &value) || value.kind != MMDB_TEXT)
		return STR_NONE;
	return value.text;
}

static bool real_at(const struct mmdb *db, const struct mmdb_value *record,
		    const char *const *path, double most, double *ret)
{
	struct mmdb_value value;

	if (!mmdb_member(db, record, path, &value) || value.kind != MMDB_REAL ||
	    !(value.real >= -most && value.real <= most))
		return false;
	*ret = value.real;
	return true;
}

static bool number_at(const struct mmdb *db, const struct mmdb_value *record,
		      const char *const *path, uint64_t *ret)
{
	struct mmdb_value value;

	if (!mmdb_member(db, record, path, &value) || value.kind != MMDB_NUMBER ||
	    value.negative)
		return false;
	*ret = value.number;
	return true;
}

#define PATH(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void take_country(const struct mmdb *db, const struct mmdb_value *record,
			 struct geo_answer *ret)
{
	const char *const *const paths[] = { PATH("country", "iso_code"),
					     PATH("registered_country", "iso_code"),
					     PATH("country_code"), PATH("country") };

	for (size_t i = 0; i < COUNT(paths) && !ret->country.n; i++)
		ret->country = text_at(db, record, paths[i]);
}

static void take_network(const struct mmdb *db, const struct mmdb_value *record,
			 struct geo_answer *ret)
{
	const char *const *const names[] = { PATH("autonomous_system_organization"),
					     PATH("traits",
						  "autonomous_system_organization"),
					     PATH("as_name"),
					     PATH("organization"),
					     PATH("isp"),
					     PATH("traits", "isp") };
	uint64_t number = 0;

	if (!number_at(db, record, PATH("autonomous_system_number"), &number))
		number_at(db, record, PATH("traits", "autonomous_system_number"),
			  &number);
	ret->asn = number <= UINT32_MAX ? (uint32_t)number : 0;
	for (size_t i = 0; i < COUNT(names) && !ret->holder.n; i++)
		ret->holder = text_at(db, record, names[i]);
}

static void take_place(const struct mmdb *db, const struct mmdb_value *record,
		       struct geo_answer *ret)
{
	ret->city = text_at(db, record, PATH("city", "names", "en"));
	ret->region = text_at(db, record, PATH("subdivisions", "0", "names", "en"));
	ret->has_place =
	    real_at(db, record, PATH("location", "latitude"), 90, &ret->latitude) &&
	    real_at(db, record, PATH("location", "longitude"), 180, &ret->longitude);
	ret->has_radius =
	    number_at(db, record, PATH("location", "accuracy_radius"), &ret->radius_km);
}

static struct str prefix_of(struct arena *arena, const struct ip *ip, unsigned bits)
{
	struct ip first = *ip;
	struct str text;

	for (unsigned bit = bits; bit < (ip->kind == IP_V4 ? 32u : 128u); bit++)
		first.bytes[bit / 8] &= (uint8_t) ~(0x80 >> bit % 8);
	text = ip_text(arena, &first);
	return arena_printf(arena, "%.*s/%u", STR_ARG(text), bits);
}

static bool ask_mmdb(const struct geo_source *source, struct arena *arena,
		     const struct ip *ip, struct geo_answer *ret)
{
	const struct mmdb *db = &source->mmdb;
	struct mmdb_value record, truth;
	enum mmdb_found found;
	struct buf json;
	unsigned bits;

	found = mmdb_find(db, ip, &record, &bits);
	if (found != MMDB_FOUND) {
		ret->broken = found == MMDB_BROKEN;
		return ret->broken;
	}
	buf_init(&json, LIMIT_MMDB_JSON);
	if (mmdb_json(db, &record, &json) && !json.full)
		ret->record = arena_str(arena, buf_peek(&json));
	buf_fini(&json);
	ret->prefix = prefix_of(arena, ip, bits);
	ret->broken = !ret->record.n;
	/* half of a broken record is no fact */
	if (ret->broken)
		return true;
	take_country(db, &record, ret);
	take_network(db, &record, ret);
	take_place(db, &record, ret);
	ret->anycast = mmdb_member(db, &record, PATH("traits", "is_anycast"), &truth) &&
		       truth.kind == MMDB_TRUTH && truth.number;
	return true;
}

bool geo_mmdb_open(struct arena *arena, struct str bytes, struct str name,
		   struct geo_source *ret, struct err *err)
{
	struct geo_source source = { .own = true, .ask = ask_mmdb };
	char text[DATE_TEXT];

	if (!mmdb_open(bytes, &source.mmdb, err))
		return false;
	source.name = source.mmdb.type.n ? source.mmdb.type : name;
	if (source.mmdb.build_epoch)
		source.as_of = arena_str(
		    arena,
		    str_until(date_iso((int64_t)source.mmdb.build_epoch, text), 'T'));
	*ret = source;
	return true;
}
