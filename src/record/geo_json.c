/* record/geo_json.c - see geo_json.h. */
#include "record/geo_json.h"

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
