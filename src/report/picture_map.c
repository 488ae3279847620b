/* report/picture_map.c - the world with the places of a report: circles as wide as the
 * places are uncertain, numbered, with the list below. */
#include "report/picture_map.h"

#include "check/registry_list.h"
#include "report/map.h"
#include "report/phrase.h"
#include "report/svg.h"

#include <stdlib.h>

enum { EDGE = 6, WIDTH = SVG_WIDTH - 2 * EDGE, KM_OF_DEGREE = 111 };
enum { SPAN = WORLD_EAST - WORLD_WEST, RISE = WORLD_NORTH - WORLD_SOUTH };
enum { HEIGHT = RISE * WIDTH / SPAN, LEAST = 30, MARK = 9, ASIDE = 12 };

static const struct svg_font line_font = { .size = SVG_SMALL, .paint = PAINT_INK };
static const struct svg_font soft_font = { .size = SVG_SMALL, .paint = PAINT_SOFT };

/* In tenths of a pixel. */
static int map_x(int longitude)
{
	return EDGE * 10 + (longitude - WORLD_WEST) * WIDTH * 10 / SPAN;
}

static int map_y(int latitude)
{
	return EDGE * 10 + (WORLD_NORTH - latitude) * WIDTH * 10 / SPAN;
}

/* --- land -------------------------------------------------------------------------- */

static void add_tenths(struct buf *out, int tenths)
{
	buf_printf(out, "%s%d", tenths < 0 ? "-" : "", abs(tenths) / 10);
	if (tenths % 10)
		buf_printf(out, ".%d", abs(tenths) % 10);
}

static void add_outline(struct buf *path, const struct world_outline *outline)
{
	int x = 0, y = 0;

	for (uint32_t i = 0; i < outline->count; i++) {
		int to_x = map_x(outline->points[i].longitude);
		int to_y = map_y(outline->points[i].latitude);

		buf_add_char(path, i ? 'l' : 'M');
		add_tenths(path, to_x - x);
		buf_add_char(path, ' ');
		add_tenths(path, to_y - y);
		x = to_x;
		y = to_y;
	}
	buf_add_char(path, 'z');
}

static void draw_land(struct svg *svg, const struct world *world)
{
	struct svg_look look = { .fill = PAINT_SUNK, .stroke = PAINT_SOFT, .width = 4 };
	struct buf path;

	buf_init(&path, LIMIT_PICTURE);
	for (uint32_t i = 0; i < world->outline_count; i++)
		add_outline(&path, &world->outlines[i]);
	svg_path(svg, buf_peek(&path), look);
	buf_fini(&path);
}

/* --- places ------------------------------------------------------------------------ */

/* In tenths of a pixel. */
static int radius_of(const struct map_place *place)
{
	return (int)(place->radius_km * 10 / KM_OF_DEGREE) * WIDTH * 10 / SPAN;
}

static void draw_circle(struct svg *svg, const struct map_place *place)
{
	struct svg_look look = { .fill = PAINT_BAD,
				 .stroke = PAINT_BAD,
				 .width = 12,
				 .dash = place->country ? 4 : 0,
				 .faint = true };
	int radius = radius_of(place);

	svg_circle(svg, map_x(place->at.longitude), map_y(place->at.latitude),
		   radius < LEAST ? LEAST : radius, look);
}

struct spot {
	int x, y;
};

/* Numbers stand at their places, beside a circle that they would hide; where two would
 * lie on one another, the later moves down. */
static struct spot spot_of(const struct map_place *place, const struct spot *taken,
			   uint32_t count)
{
	struct spot spot = { map_x(place->at.longitude) / 10,
			     map_y(place->at.latitude) / 10 };

	if (radius_of(place) < (MARK + 3) * 10) {
		spot.x += place->at.longitude > WORLD_EAST - 300 ? -ASIDE : ASIDE;
		spot.y -= spot.y > 3 * ASIDE ? ASIDE : -ASIDE;
	}
	for (uint32_t tries = 0; tries < count + 1; tries++) {
		bool free = true;

		for (uint32_t i = 0; i < count; i++)
			if (abs(taken[i].x - spot.x) < 2 * MARK + 1 &&
			    abs(taken[i].y - spot.y) < 2 * MARK + 1) {
				free = false;
				spot.y = taken[i].y + 2 * MARK + 1;
			}
		if (free)
			break;
	}
	return spot;
}

static void draw_number(struct svg *svg, uint32_t n, struct spot spot)
{
	static const struct svg_look disc = { .fill = PAINT_CARD,
					      .stroke = PAINT_BAD,
					      .width = 15 };
	static const struct svg_font font = {
		.size = SVG_SMALL, .paint = PAINT_BAD, .anchor = SVG_MIDDLE, .bold = true
	};

	svg_circle(svg, spot.x * 10, spot.y * 10, MARK * 10, disc);
	buf_printf(&svg->text, "%u", n);
	svg_text(svg, spot.x, spot.y + 5, buf_peek(&svg->text), font);
	buf_clear(&svg->text);
}

static void draw_places(struct svg *svg, const struct map *map)
{
	struct spot spots[MAP_PLACES];
	uint32_t count = 0;

	for (uint32_t i = 0; i < map->count; i++)
		if (map->items[i].n)
			draw_circle(svg, &map->items[i]);
	for (uint32_t i = 0; i < map->count; i++) {
		if (!map->items[i].n)
			continue;
		spots[count] = spot_of(&map->items[i], spots, count);
		draw_number(svg, map->items[i].n, spots[count]);
		count++;
	}
}

/* --- the list ---------------------------------------------------------------------- */

static void add_source(struct svg *svg, const struct geo_answer *answer)
{
	buf_add(&svg->text, STR(" ("));
	svg_outside(svg, answer->source, 40);
	if (answer->as_of.n) {
		buf_add(&svg->text, STR(", "));
		svg_outside(svg, answer->as_of, 20);
	}
	buf_add_char(&svg->text, ')');
}

static void add_where(struct svg *svg, const struct map_place *place)
{
	const struct geo_answer *answer = place->answer;

	if (place->why) {
		svg_our(svg, place->why);
		return;
	}
	svg_outside(svg, answer->country.n ? answer->country : STR("-"), 4);
	if (answer->city.n) {
		buf_add(&svg->text, STR(", "));
		svg_outside(svg, answer->city, 40);
	}
	buf_add(&svg->text, STR(": "));
	svg_our(svg, place->country ? N_("the network is registered there")
				    : N_("a database puts it there"));
	buf_printf(&svg->text, ", ±%u km", place->radius_km);
	add_source(svg, answer);
}

static int draw_row(struct svg *svg, const struct map_place *place, int y)
{
	struct svg_font font = line_font;

	font.bold = true;
	if (place->n)
		buf_printf(&svg->text, "%u", place->n);
	else
		buf_add(&svg->text, STR("–"));
	svg_line_made(svg, EDGE, y, 24, font);
	svg_outside(svg, place->address->text, 0);
	if (place->more)
		buf_printf(&svg->text, " (+%u)", place->more);
	buf_add(&svg->text, STR(", "));
	svg_our(svg, map_role(place->address));
	svg_describe_made(svg);
	y = svg_wrap_made(svg, EDGE + 26, y, WIDTH - 26, 2, font);
	add_where(svg, place);
	svg_describe_made(svg);
	return svg_wrap_made(svg, EDGE + 26, y, WIDTH - 26, 3, soft_font) + 4;
}

static bool draw(const struct inspection *in, const struct report_options *options,
		 bool alone, struct buf *out)
{
	struct map map;
	struct svg svg;
	int y = HEIGHT + 2 * EDGE + SVG_LEAD;

	map_find(in, &map);
	if (map.count == 0)
		return false;
	svg_begin(&svg, in, options, alone, picture_map.name);
	draw_land(&svg, &in->env->tables->world);
	draw_places(&svg, &map);
	svg_our(&svg, N_("Where networks are registered or databases put them, not where "
			 "anybody sits; a circle is as wide as the place is uncertain."));
	svg_describe_made(&svg);
	y = svg_wrap_made(&svg, EDGE, y, WIDTH, 0, soft_font) + 6;
	for (uint32_t i = 0; i < map.count; i++)
		y = draw_row(&svg, &map.items[i], y);
	if (map.left_out) {
		buf_printf(&svg.text, "… +%u", map.left_out);
		y = svg_wrap_made(&svg, EDGE, y, WIDTH, 1, soft_font);
	}
	svg_end(&svg, picture_map.title, SVG_WIDTH, y - 4, out);
	return true;
}

const struct picture picture_map = {
	.name = "map",
	.title = N_("Map of the places"),
	.draw = draw,
};
