/* attachment/drawn.c - see drawn.h. */
#include "attachment/drawn.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "link/html.h"

#include <stdio.h>

enum {
	LEAST = 20, /* modules of the smallest code: 21 */
	MOST = 200, /* of the largest: 177 */
	QUIET = 4,  /* modules of light around it */
	SCALE = 4,  /* pixels of a module, or of half a character's width */
};

/* Quarters of a character's cell that are dark: upper left 1, upper right 2, lower left
 * 4, lower right 8. -1: no such character. */
static int quarters(int32_t c)
{
	static const int8_t of_quadrants[] = { 4, 8, 1, 13, 9, 7, 11, 2, 6, 14 };

	switch (c) {
	case ' ':
	case 0xA0:
	case 0x2800:
	case 0x3000:
	case 0x2591: /* light shade */
		return 0;
	case 0x2588: /* full block */
	case 0x2589:
	case 0x25A0: /* black square */
	case 0x2B1B:
	case 0x2593: /* dark shade */
	case 0x2592:
		return 15;
	case 0x2580:
		return 3;
	case 0x2584:
		return 12;
	case 0x258C:
		return 5;
	case 0x2590:
		return 10;
	case 0x25A1: /* white square */
	case 0x2B1C:
		return 0;
	default:
		return c >= 0x2596 && c <= 0x259F ? of_quadrants[c - 0x2596] : -1;
	}
}

/* --- bitmaps --------------------------------------------------------------------------
 */

struct grid {
	uint8_t *dark;	/* rows of MOST * 2 */
	uint32_t light; /* rows, from the first, that were made light to be drawn on */
	uint32_t width, height, marks;
};

static struct str picture_of(struct arena *arena, const struct grid *grid)
{
	uint32_t width = (grid->width + 2 * QUIET) * SCALE;
	uint32_t height = (grid->height + 2 * QUIET) * SCALE;
	char head[40];
	int n = snprintf(head, sizeof head, "P5\n%u %u\n255\n", width, height);
	size_t size = (size_t)n + (size_t)width * height;
	char *out = arena_bytes(arena, size);

	memcpy(out, head, (size_t)n);
	memset(out + n, 0xFF, (size_t)width * height);
	for (uint32_t y = 0; y < grid->height; y++)
		for (uint32_t x = 0; x < grid->width; x++) {
			if (!grid->dark[(size_t)y * MOST * 2 + x])
				continue;
			for (uint32_t k = 0; k < SCALE; k++)
				memset(out + n +
					   (size_t)((y + QUIET) * SCALE + k) * width +
					   (x + QUIET) * SCALE,
				       0, SCALE);
		}
	return str_make(out, size);
}

static void clear(struct grid *grid)
{
	grid->light = grid->width = grid->height = grid->marks = 0;
}

/* Row `y` to draw on, light at first. A page has many tables, and most draw nothing. */
static uint8_t *row_of(struct grid *grid, uint32_t y)
{
	for (; grid->light <= y; grid->light++)
		memset(grid->dark + (size_t)grid->light * MOST * 2, 0, MOST * 2);
	return grid->dark + (size_t)y * MOST * 2;
}

/* Enough of both, and about as wide as high. `least` in what a module takes. */
static bool is_drawing(const struct grid *grid, uint32_t least)
{
	return grid->width >= least && grid->height >= least &&
	       grid->marks >= grid->width * grid->height / 8 &&
	       grid->marks <= grid->width * grid->height / 8 * 7 &&
	       grid->width < grid->height * 4 && grid->height < grid->width * 4;
}

static void keep(struct arena *arena, struct grid *grid, enum drawn_with with,
		 struct drawing *ret, uint32_t *count, uint32_t most)
{
	if (*count < most && is_drawing(grid, LEAST))
		ret[(*count)++] = (struct drawing){ with, picture_of(arena, grid),
						    grid->width, grid->height };
	clear(grid);
}

static bool begin(struct arena *arena, struct grid *grid)
{
	grid->dark = (uint8_t *)arena_bytes(arena, (size_t)MOST * 2 * MOST * 2);
	clear(grid);
	return true;
}

/* --- characters -----------------------------------------------------------------------
 */

/* Two rows of the grid for a line; a full block is as wide as high is half of it. False:
 * the line is words. */
static bool draw_line(struct grid *grid, struct str line)
{
	uint32_t x = 0, marks = 0, last = 0;
	uint8_t *upper, *lower;
	size_t length;

	if (grid->height + 2 > MOST * 2)
		return false;
	upper = row_of(grid, grid->height);
	lower = row_of(grid, grid->height + 1);
	for (; line.n; line = str_skip(line, length)) {
		int32_t c = utf8_decode(line, &length);
		int dark = c == '\r' ? 0 : quarters(c);

		if (dark < 0)
			return false;
		if (x + 1 >= MOST * 2)
			continue;
		/* A character is half as wide as high: its two halves are modules. */
		if ((dark & 3) && x < MOST * 2)
			upper[x] = 1;
		if ((dark & 12) && x < MOST * 2)
			lower[x] = 1;
		marks += ((dark & 3) != 0) + ((dark & 12) != 0);
		x++;
		if (dark)
			last = x;
	}
	if (marks == 0)
		return false;
	if (last > grid->width)
		grid->width = last;
	grid->height += 2;
	grid->marks += marks;
	return true;
}

enum { MARKS_LEAST = 64 }; /* fewer draw nothing that could be read */

static bool may_hold(struct str text)
{
	uint32_t count = 0;
	size_t at;

	while (count < MARKS_LEAST && (at = str_find(text, '\xE2')) != STR_NPOS) {
		text = str_skip(text, at + 1);
		count += text.n > 1 && (text.p[0] == '\x96' || text.p[0] == '\xAC');
	}
	return count >= MARKS_LEAST;
}

bool drawn_in_page(struct str source)
{
	struct str rest = source;
	uint32_t count = 0;
	size_t at;

	if (may_hold(source))
		return true;
	while (count < MARKS_LEAST && (at = str_find(rest, '&')) != STR_NPOS) {
		rest = str_skip(rest, at + 1);
		count += str_starts(rest, STR("#96")) || str_starts(rest, STR("#x25"));
	}
	return count >= MARKS_LEAST;
}

uint32_t drawn_characters(struct arena *arena, struct str text, struct drawing *ret,
			  uint32_t most)
{
	struct grid grid;
	uint32_t count = 0;
	struct str line;

	if (!may_hold(text) || !begin(arena, &grid))
		return 0;
	while (count < most && str_split(&text, '\n', &line)) {
		/* A line of words undoes what it drew before the first letter. */
		if (draw_line(&grid, line))
			continue;
		grid.light = grid.height;
		keep(arena, &grid, DRAWN_CHARACTERS, ret, &count, most);
	}
	keep(arena, &grid, DRAWN_CHARACTERS, ret, &count, most);
	return count;
}

/* --- cells
 * ------------------------------------------------------------------------------
 */

/* "#000", "#1a1a1a", "black", "rgb(0,0,0)": dark or light; -1: says nothing. */
static int darkness(struct str colour)
{
	uint32_t sum = 0, digits = 0;

	colour = str_trim(colour);
	if (str_starts_nocase(colour, STR("black")) ||
	    str_starts_nocase(colour, STR("navy")))
		return 1;
	if (str_eat(&colour, STR("#"))) {
		while (digits < colour.n && digits < 6 &&
		       ascii_hex(colour.p[digits]) >= 0)
			digits++;
		if (digits != 3 && digits != 6)
			return -1;
		for (uint32_t i = 0; i < digits; i += digits / 3)
			sum += (uint32_t)ascii_hex(colour.p[i]);
		return sum < 21;
	}
	if (str_eat(&colour, STR("rgb"))) {
		uint32_t value = 0, values = 0;

		for (size_t i = 0; i < colour.n && values < 3; i++) {
			if (ascii_is_digit(colour.p[i])) {
				value =
				    (value * 10 + (uint32_t)(colour.p[i] - '0')) % 1000;
				digits++;
			} else if (digits) {
				sum += value;
				values++;
				value = digits = 0;
			}
		}
		return values == 3 ? sum < 330 : -1;
	}
	return colour.n ? 0 : -1;
}

static int cell_darkness(const struct html_token *cell)
{
	const struct html_attribute *colour = html_attribute_find(cell, STR("bgcolor"));
	const struct html_attribute *style = html_attribute_find(cell, STR("style"));
	size_t at;

	if (style) {
		at = str_find_str_nocase(style->value, STR("background"));
		if (at != STR_NPOS) {
			struct str rest = str_skip(style->value, at);
			struct str before, value;

			if (str_cut(rest, ':', &before, &value))
				return darkness(str_until(value, ';'));
		}
	}
	return colour ? darkness(colour->value) : -1;
}

static uint32_t span_of(const struct html_token *cell)
{
	const struct html_attribute *span = html_attribute_find(cell, STR("colspan"));
	uint32_t value;

	if (!span || !str_to_u32(str_trim(span->value), &value) || value == 0)
		return 1;
	return value > MOST ? MOST : value;
}

struct table {
	struct grid grid;
	uint32_t x;
	bool row;
};

static void end_row(struct table *table)
{
	if (table->row && table->x && table->grid.height + 1 < MOST * 2)
		table->grid.height++;
	table->row = false;
	table->x = 0;
}

static void draw_cell(struct table *table, const struct html_token *cell)
{
	struct grid *grid = &table->grid;
	uint8_t *row = row_of(grid, grid->height);
	int dark = cell_darkness(cell);

	for (uint32_t i = span_of(cell); i > 0 && table->x < MOST * 2; i--, table->x++) {
		row[table->x] = dark == 1;
		grid->marks += dark == 1;
	}
	if (table->x > grid->width)
		grid->width = table->x;
}

uint32_t drawn_cells(struct arena *arena, struct str source, struct drawing *ret,
		     uint32_t most)
{
	struct html_tokenizer *tokenizer;
	struct html_token token;
	struct table table = { 0 };
	struct str rest = source;
	uint32_t count = 0, cells = 0;
	size_t at;

	while (cells < LEAST * 8 &&
	       (at = str_find_str_nocase(rest, STR("<td"))) != STR_NPOS) {
		rest = str_skip(rest, at + 3);
		cells++;
	}
	if (cells < LEAST * 8 || !begin(arena, &table.grid))
		return 0;
	tokenizer = html_tokenizer_new(arena, source);
	html_tokenizer_reuse(tokenizer);
	while (count < most && html_next(tokenizer, &token)) {
		bool starts = token.kind == HTML_START_TAG;

		if (!starts && token.kind != HTML_END_TAG)
			continue;
		if (str_eq(token.name, STR("table"))) {
			end_row(&table);
			keep(arena, &table.grid, DRAWN_CELLS, ret, &count, most);
		} else if (str_eq(token.name, STR("tr"))) {
			end_row(&table);
			table.row = starts;
		} else if (starts && str_eq(token.name, STR("td"))) {
			draw_cell(&table, &token);
		}
	}
	end_row(&table);
	keep(arena, &table.grid, DRAWN_CELLS, ret, &count, most);
	return count;
}
