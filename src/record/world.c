/* record/world.c - see world.h. */
#include "record/world.h"

#include <stdlib.h>

enum { WHOLE = 3600 };

static bool read_tenths(struct str *text, int least, int most, int16_t *ret)
{
	bool minus = str_eat_char(text, '-');
	size_t n = 0;
	uint32_t value;
	int tenths;

	while (n < text->n && ascii_is_digit(text->p[n]))
		n++;
	if (!str_to_u32(str_sub(*text, 0, n), &value) || value > WHOLE)
		return false;
	tenths = minus ? -(int)value : (int)value;
	if (tenths < least || tenths > most)
		return false;
	*text = str_skip(*text, n);
	*ret = (int16_t)tenths;
	return true;
}

static bool read_point(struct str *text, struct world_point *ret)
{
	return read_tenths(text, WORLD_WEST, WORLD_EAST, &ret->longitude) &&
	       str_eat_char(text, ',') && read_tenths(text, -900, 900, &ret->latitude);
}

static bool read_outline(struct arena *arena, struct str text, struct world *world)
{
	struct world_outline outline = { 0 };
	uint32_t cap = 0;

	while (text.n) {
		ARENA_GROW(arena, outline.points, outline.count, cap);
		if (!read_point(&text, &outline.points[outline.count++]) ||
		    (text.n && !str_eat_char(&text, ' ')))
			return false;
	}
	if (outline.count < 3)
		return false;
	ARENA_GROW(arena, world->outlines, world->outline_count, world->outline_cap);
	world->outlines[world->outline_count++] = outline;
	return true;
}

static bool read_country(struct arena *arena, struct str letters, struct str text,
			 struct world *world)
{
	struct world_country country = { .letters = letters };

	if (letters.n != 2 || !read_point(&text, &country.middle) ||
	    !str_eat_char(&text, ' ') || !str_to_u32(text, &country.radius_km))
		return false;
	ARENA_GROW(arena, world->countries, world->country_count, world->country_cap);
	world->countries[world->country_count++] = country;
	return true;
}

bool world_read(struct arena *arena, const struct str columns[3], struct world *world)
{
	if (str_eq(columns[0], STR("land")))
		return read_outline(arena, columns[2], world);
	return str_eq(columns[0], STR("country")) &&
	       read_country(arena, columns[1], columns[2], world);
}

const struct world_country *world_country(const struct world *world, struct str letters)
{
	for (uint32_t i = 0; i < world->country_count; i++)
		if (str_eq_nocase(world->countries[i].letters, letters))
			return &world->countries[i];
	return NULL;
}

int world_longitude(int tenths)
{
	tenths = (tenths - WORLD_WEST) % WHOLE;
	return tenths + (tenths < 0 ? WHOLE : 0) + WORLD_WEST;
}

/* Where the edge crosses the latitude; false: it does not. */
static bool crosses(struct world_point a, struct world_point b, int latitude,
		    int16_t *ret)
{
	int rise = b.latitude - a.latitude, run = b.longitude - a.longitude;

	if ((a.latitude > latitude) == (b.latitude > latitude))
		return false;
	*ret = (int16_t)(a.longitude + run * (latitude - a.latitude) / rise);
	return true;
}

static int compare(const void *a, const void *b)
{
	return *(const int16_t *)a - *(const int16_t *)b;
}

uint32_t world_shores(const struct world *world, int latitude, int16_t ret[WORLD_SHORES])
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < world->outline_count; i++) {
		const struct world_outline *outline = &world->outlines[i];
		struct world_point last = outline->points[outline->count - 1];

		for (uint32_t k = 0; k < outline->count; k++) {
			if (count < WORLD_SHORES &&
			    crosses(last, outline->points[k], latitude, &ret[count]))
				count++;
			last = outline->points[k];
		}
	}
	qsort(ret, count, sizeof *ret, compare);
	return count;
}

bool world_is_land(const int16_t shores[], uint32_t count, int longitude)
{
	uint32_t west = 0;

	while (west < count && shores[west] <= longitude)
		west++;
	return west % 2;
}
