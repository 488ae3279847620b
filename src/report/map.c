/* report/map.c - see map.h. */
#include "report/map.h"

#include "check/registry_list.h"

static bool is_anycast(const struct placed *one)
{
	for (uint32_t i = 0; i < one->places->count; i++)
		if (one->places->items[i].anycast)
			return true;
	return false;
}

/* The first with a place, else the first with a country. */
static const struct geo_answer *best_of(const struct geo_answers *places)
{
	const struct geo_answer *best = NULL;

	for (uint32_t i = 0; i < places->count; i++) {
		const struct geo_answer *one = &places->items[i];

		if (one->broken)
			continue;
		if (one->has_place)
			return one;
		if (!best && one->country.n)
			best = one;
	}
	return best;
}

static int tenths(double degrees)
{
	return (int)(degrees * 10 + (degrees < 0 ? -0.5 : 0.5));
}

/* False: nobody knows where it is. */
static bool locate(const struct world *world, const struct geo_answer *answer,
		   struct map_place *place)
{
	const struct world_country *country = world_country(world, answer->country);

	if (answer->has_place && answer->latitude >= -90 && answer->latitude <= 90 &&
	    answer->longitude >= -360 && answer->longitude <= 360) {
		place->at.latitude = (int16_t)tenths(answer->latitude);
		place->at.longitude = (int16_t)world_longitude(tenths(answer->longitude));
		place->radius_km = answer->has_radius && answer->radius_km < 20000
				       ? (uint32_t)answer->radius_km
				   : country ? country->radius_km
					     : 1000;
		return true;
	}
	if (!country)
		return false;
	place->country = true;
	place->at = country->middle;
	place->radius_km = country->radius_km;
	return true;
}

static struct map_place *same_place(struct map *map, const struct map_place *place)
{
	for (uint32_t i = 0; i < map->count; i++) {
		struct map_place *one = &map->items[i];

		if (one->why == place->why && one->radius_km == place->radius_km &&
		    one->at.latitude == place->at.latitude &&
		    one->at.longitude == place->at.longitude)
			return one;
	}
	return NULL;
}

static const char *nowhere(const struct placed *one, const struct geo_answer *answer)
{
	const struct network *network = one->address->network;

	if (is_anycast(one))
		return N_("in many places at once (anycast): drawn nowhere");
	if (network && network->kind == NETWORK_CDN)
		return N_("a CDN, in many places at once: drawn nowhere");
	return answer ? NULL : N_("nobody says where it is");
}

static void add(struct map *map, const struct inspection *in, const struct placed *one)
{
	const struct geo_answer *answer = best_of(one->places);
	struct map_place place = { .address = one->address, .answer = answer }, *same;

	place.why = nowhere(one, answer);
	if (!place.why && !locate(&in->env->tables->world, answer, &place))
		place.why = N_("nobody says where it is");
	same = same_place(map, &place);
	if (same) {
		same->more++;
		return;
	}
	if (map->count == MAP_PLACES) {
		map->left_out++;
		return;
	}
	if (!place.why)
		place.n = ++map->drawn;
	map->items[map->count++] = place;
}

void map_find(const struct inspection *in, struct map *ret)
{
	struct placed one;

	*ret = (struct map){ .count = 0 };
	for (uint32_t i = 0; placed_next(in, &i, &one);)
		if (!(one.address->roles & 1u << SEEN_OWN))
			add(ret, in, &one);
}

const char *map_role(const struct survey_address *address)
{
	static const struct {
		uint32_t roles;
		const char *word;
	} rows[] = {
		{ 1u << SEEN_CLIENT, N_("client") },
		{ SEEN_SITES, N_("link") },
		{ SEEN_WANTED, N_("asked for") },
		{ SEEN_SENDERS, N_("sender's side") },
		{ 1u << SEEN_BRAND, N_("the brand's own, for comparison") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (address->roles & rows[i].roles)
			return rows[i].word;
	return N_("seen");
}
