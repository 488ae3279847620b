/* record/geo_json.c - see geo_json.h. */
#include "record/geo_json.h"

#include "base/json.h"
#include "base/json_read.h"

/* The next value as it is written. */
static struct str take_raw(struct json_walk *walk)
{
	struct str before;

	json_walk_peek(walk);
	before = walk->rest;
	if (!json_walk_skip(walk))
		return STR_NONE;
	return str_trim(str_sub(before, 0, before.n - walk->rest.n));
}

/* A text, or null. */
static void take_text(struct json_walk *walk, struct str *ret)
{
	if (json_walk_peek(walk) == '"')
		json_walk_text(walk, ret);
	else
		json_walk_skip(walk);
}

static bool take_true(struct json_walk *walk)
{
	return str_eq(take_raw(walk), STR("true"));
}

static void take_count(struct json_walk *walk, uint64_t *ret, bool *ret_there)
{
	*ret_there = str_to_u64(take_raw(walk), ret);
}

/* "-34.603700": without an exponent, as our writer has it. */
static bool take_degrees(struct json_walk *walk, double *ret)
{
	struct str text = take_raw(walk);
	bool negative = str_eat_char(&text, '-');
	struct str whole = str_until(text, '.'), rest = str_skip(text, whole.n + 1);
	double unit = 1;
	uint32_t number;

	if (!str_to_u32(whole, &number) || number > 180)
		return false;
	*ret = number;
	for (size_t i = 0; i < rest.n && i < 9; i++) {
		if (!ascii_is_digit(rest.p[i]))
			return false;
		unit /= 10;
		*ret += (rest.p[i] - '0') * unit;
	}
	*ret = negative ? -*ret : *ret;
	return true;
}

static void read_answer(struct json_walk *walk, struct geo_answer *ret)
{
	bool latitude = false, longitude = false, has_asn = false;
	uint64_t asn = 0;
	struct str key;

	for (json_walk_open(walk, '{'); json_walk_member(walk, &key);) {
		if (str_eq(key, STR("source")))
			take_text(walk, &ret->source);
		else if (str_eq(key, STR("as_of")))
			take_text(walk, &ret->as_of);
		else if (str_eq(key, STR("country")))
			take_text(walk, &ret->country);
		else if (str_eq(key, STR("holder")))
			take_text(walk, &ret->holder);
		else if (str_eq(key, STR("prefix")))
			take_text(walk, &ret->prefix);
		else if (str_eq(key, STR("city")))
			take_text(walk, &ret->city);
		else if (str_eq(key, STR("region")))
			take_text(walk, &ret->region);
		else if (str_eq(key, STR("asn")))
			take_count(walk, &asn, &has_asn);
		else if (str_eq(key, STR("latitude")))
			latitude = take_degrees(walk, &ret->latitude);
		else if (str_eq(key, STR("longitude")))
			longitude = take_degrees(walk, &ret->longitude);
		else if (str_eq(key, STR("radius_km")))
			take_count(walk, &ret->radius_km, &ret->has_radius);
		else if (str_eq(key, STR("anycast")))
			ret->anycast = take_true(walk);
		else if (str_eq(key, STR("broken")))
			ret->broken = take_true(walk);
		else
			json_walk_skip(walk);
	}
	ret->asn = has_asn && asn <= UINT32_MAX ? (uint32_t)asn : 0;
	ret->has_place = latitude && longitude;
}

static void read_answers(struct json_walk *walk, struct geo_answers *ret)
{
	for (json_walk_open(walk, '['); json_walk_item(walk);) {
		if (ret->count == LIMIT_GEO_SOURCES) {
			json_walk_skip(walk);
			continue;
		}
		read_answer(walk, &ret->items[ret->count]);
		ret->count += !walk->broken;
	}
}

bool geo_json_read(struct arena *arena, struct str json, struct geo_answers *ret)
{
	struct json_walk walk;
	struct str key;

	*ret = (struct geo_answers){ .count = 0 };
	json_walk_init(&walk, arena, json);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);) {
		if (str_eq(key, STR("special")))
			take_text(&walk, &ret->special);
		else if (str_eq(key, STR("answers")))
			read_answers(&walk, ret);
		else if (str_eq(key, STR("disagree")))
			ret->disagree = take_true(&walk);
		else
			json_walk_skip(&walk);
	}
	return json_walk_end(&walk);
}

/* --- writing --------------------------------------------------------------------------
 */

static void text_or_null(struct json *json, const char *key, struct str value)
{
	json_key_str_or_null(json, key, value.n ? value : STR_NONE);
}

void geo_json_members(struct json *json, const struct geo_answer *answer)
{
	json_key_str(json, "source", answer->source);
	text_or_null(json, "as_of", answer->as_of);
	text_or_null(json, "country", answer->country);
	if (answer->asn)
		json_key_int(json, "asn", answer->asn);
	else
		json_key_null(json, "asn");
	text_or_null(json, "holder", answer->holder);
	text_or_null(json, "prefix", answer->prefix);
	text_or_null(json, "city", answer->city);
	text_or_null(json, "region", answer->region);
	json_key(json, "latitude");
	if (answer->has_place)
		json_double(json, answer->latitude, 6);
	else
		json_null(json);
	json_key(json, "longitude");
	if (answer->has_place)
		json_double(json, answer->longitude, 6);
	else
		json_null(json);
	if (answer->has_radius && answer->radius_km < 100000)
		json_key_int(json, "radius_km", (int64_t)answer->radius_km);
	else
		json_key_null(json, "radius_km");
	json_key_bool(json, "anycast", answer->anycast);
}

static void add_answer(struct json *json, const struct geo_answer *answer)
{
	json_object(json);
	geo_json_members(json, answer);
	json_key_bool(json, "broken", answer->broken);
	json_key(json, "record");
	if (answer->record.n)
		json_made(json, answer->record);
	else
		json_null(json);
	json_object_end(json);
}

static void add_databases(struct json *json, const struct geo_source *sources,
			  uint32_t count)
{
	json_key(json, "databases");
	json_array(json);
	for (uint32_t i = 0; i < count; i++) {
		json_object(json);
		json_key_str(json, "source", sources[i].name);
		text_or_null(json, "as_of", sources[i].as_of);
		json_object_end(json);
	}
	json_array_end(json);
}

void geo_json_write(struct buf *out, struct arena *arena, struct str input,
		    const struct geo_answers *answers, const struct geo_source *sources,
		    uint32_t count)
{
	struct json json;
	struct ip ip;
	bool ok = ip_parse(input, &ip);

	json_init(&json, out);
	json_object(&json);
	json_key_str(&json, "input", input);
	json_key_str_or_null(&json, "address", ok ? ip_text(arena, &ip) : STR_NONE);
	text_or_null(&json, "special", answers->special);
	json_key(&json, "answers");
	json_array(&json);
	for (uint32_t i = 0; i < answers->count; i++)
		add_answer(&json, &answers->items[i]);
	json_array_end(&json);
	json_key_bool(&json, "disagree", answers->disagree);
	add_databases(&json, sources, count);
	json_object_end(&json);
	buf_add_char(out, '\n');
}
