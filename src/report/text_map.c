/* report/text_map.c - the map in letters: land as dots, places as numbers. */
#include "report/inert.h"
#include "report/map.h"
#include "report/phrase.h"
#include "report/text.h"

/* A letter of braille is two dots wide and four high, about a square of dots. */
enum { LEFT = 2, WIDE = 2, HIGH = 4, WIDEST = 90 };
enum { SPAN = WORLD_EAST - WORLD_WEST, RISE = WORLD_NORTH - WORLD_SOUTH };

/* The four lines of dots of one row of letters. */
struct dots {
	int16_t shores[HIGH][WORLD_SHORES];
	uint32_t counts[HIGH];
	int step; /* tenths of a degree from dot to dot */
};

static void dots_of(const struct world *world, size_t row, size_t columns,
		    struct dots *ret)
{
	ret->step = SPAN / (int)(columns * WIDE);
	for (int y = 0; y < HIGH; y++)
		ret->counts[y] = world_shores(
		    world,
		    WORLD_NORTH - ((int)row * HIGH + y) * ret->step - ret->step / 2,
		    ret->shores[y]);
}

static uint32_t dots_at(const struct dots *dots, size_t column)
{
	static const uint32_t bits[HIGH][WIDE] = {
		{ 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 }
	};
	uint32_t made = 0;

	for (int y = 0; y < HIGH; y++)
		for (int x = 0; x < WIDE; x++) {
			int longitude = WORLD_WEST +
					((int)column * WIDE + x) * dots->step +
					dots->step / 2;

			if (world_is_land(dots->shores[y], dots->counts[y], longitude))
				made |= bits[y][x];
		}
	return made;
}

/* "1" … "9", "a", "b" …: one letter a place. */
static char mark_of(uint32_t n)
{
	return n < 10 ? (char)('0' + n) : (char)('a' + (n - 10));
}

static const struct map_place *place_at(const struct map *map, size_t column, size_t row,
					size_t columns)
{
	int step = SPAN / (int)columns;

	for (uint32_t i = 0; i < map->count; i++) {
		const struct map_place *place = &map->items[i];

		if (place->n &&
		    (place->at.longitude - WORLD_WEST) / step == (int)column &&
		    (WORLD_NORTH - place->at.latitude) / (2 * step) == (int)row)
			return place;
	}
	return NULL;
}

static void add_row(struct page *page, const struct map *map, size_t row, size_t columns)
{
	struct dots line;

	dots_of(&page->in->env->tables->world, row, columns, &line);
	buf_add_repeat(page->out, ' ', LEFT);
	for (size_t column = 0; column < columns; column++) {
		const struct map_place *place = place_at(map, column, row, columns);
		uint32_t dots = dots_at(&line, column);

		if (place)
			buf_add_char(&page->text, mark_of(place->n));
		else if (dots)
			buf_add_utf8(&page->text, 0x2800 + dots);
		else
			buf_add_char(&page->text, ' ');
		if (place || column + 1 == columns) {
			size_t n = page->text.n - (place ? 1 : 0);

			page_add(page, str_sub(buf_peek(&page->text), 0, n), STYLE_DIM);
			page_add(page, str_skip(buf_peek(&page->text), n), STYLE_BAD);
			buf_clear(&page->text);
		}
	}
	page_newline(page);
}

static void add_where(struct page *page, const struct map_place *place)
{
	const struct geo_answer *answer = place->answer;

	text_outside(page, answer->country.n ? answer->country : STR("-"), 4);
	if (answer->city.n) {
		buf_add(&page->text, STR(", "));
		text_outside(page, answer->city, 40);
	}
	buf_add(&page->text, STR(": "));
	buf_add(&page->text,
		page_our(page, place->country ? N_("the network is registered there")
					      : N_("a database puts it there")));
	buf_printf(&page->text, ", ±%u km (", place->radius_km);
	text_outside(page, answer->source, 40);
	if (answer->as_of.n) {
		buf_add(&page->text, STR(", "));
		text_outside(page, answer->as_of, 20);
	}
	buf_add_char(&page->text, ')');
}

static void add_place(struct page *page, const struct map_place *place)
{
	buf_add_char(&page->text, place->n ? mark_of(place->n) : '-');
	buf_add(&page->text, STR("  "));
	text_outside(page, place->address->text, 0);
	if (place->more)
		buf_printf(&page->text, " (+%u)", place->more);
	buf_add(&page->text, STR(", "));
	buf_add(&page->text, page_our(page, map_role(place->address)));
	buf_add(&page->text, STR(": "));
	if (place->why)
		buf_add(&page->text, page_our(page, place->why));
	else
		add_where(page, place);
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT + 3, STYLE_PLAIN);
}

void text_map(struct page *page)
{
	size_t columns =
	    page->width - 2 * LEFT > WIDEST ? WIDEST : page->width - 2 * LEFT;
	size_t rows = (size_t)RISE * columns / (2 * SPAN) + 1;
	struct map map;

	map_find(page->in, &map);
	if (map.count == 0)
		return;
	page_heading(page, N_("Where networks are registered"));
	for (size_t row = 0; map.drawn && row < rows; row++)
		add_row(page, &map, row, columns);
	for (uint32_t i = 0; i < map.count; i++)
		add_place(page, &map.items[i]);
	if (map.left_out) {
		buf_printf(&page->text, "… +%u", map.left_out);
		buf_add_repeat(page->out, ' ', LEFT);
		page_wrap_made(page, LEFT, LEFT, STYLE_DIM);
	}
}
