/* report/picture_timeline.c - what happened when, from top to bottom.
 *
 * Years and seconds stand side by side, so the scale is a broken one: a gap is drawn by
 * the logarithm of its length, and says how long it is. */
#include "report/picture_timeline.h"

#include "check/check.h"
#include "mail/date.h"
#include "report/phrase.h"
#include "report/svg.h"
#include "report/text.h"
#include "timeline/timeline.h"

enum { ROWS = 40, EDGE = 8, CLOCK = 172, AXIS = 190, TEXT = 208, DOT = 6 };
enum { MINUTE = 60, HOUR = 3600, DAY = 86400, YEAR = 31556952 };

static const struct svg_font time_font = { .size = SVG_SMALL,
					   .paint = PAINT_INK,
					   .anchor = SVG_END };
static const struct svg_font what_font = { .size = SVG_SMALL, .paint = PAINT_INK };
static const struct svg_font soft_font = { .size = SVG_SMALL, .paint = PAINT_SOFT };
static const struct svg_font head_font = {
	.size = SVG_SMALL, .paint = PAINT_SOFT, .anchor = SVG_END, .bold = true
};

struct sketch {
	struct svg svg;
	const struct inspection *in;
	const struct timeline *timeline;
	int y;
	bool now_drawn;
};

/* --- which ------------------------------------------------------------------------- */

static bool is_kind(const struct moment *moment, const char *kind)
{
	return strcmp(moment->kind, kind) == 0;
}

/* What makes the story; the rest stands in the table. */
static uint32_t weight_of(const struct moment *moment)
{
	if (moment->aside && !moment->impossible)
		return 0;
	if (moment->impossible || is_kind(moment, "handed-over") ||
	    is_kind(moment, "date") || is_kind(moment, "attempt") ||
	    is_kind(moment, "certificate"))
		return 4;
	if (is_kind(moment, "registered") || is_kind(moment, "visited") ||
	    is_kind(moment, "delivered") || is_kind(moment, "expires") ||
	    is_kind(moment, "free"))
		return 3;
	return is_kind(moment, "asked") ? 1 : 2;
}

/* The lightest are left out until the rest has room. */
static uint32_t least_weight(const struct timeline *timeline)
{
	uint32_t least = 1;

	for (; least < 4; least++) {
		uint32_t count = 0;

		for (uint32_t i = 0; i < timeline->count; i++)
			count += weight_of(&timeline->moments[i]) >= least;
		if (count <= ROWS)
			break;
	}
	return least;
}

/* --- gaps -------------------------------------------------------------------------- */

/* Pixels: a second and less has none, ten years have some sixty. */
static int height_of(int64_t seconds)
{
	int height = 0;

	for (; seconds > 1; seconds /= 2)
		height += 2;
	return height;
}

static void add_length(struct sketch *d, int64_t seconds)
{
	static const struct {
		int64_t from, unit, less;
		const char *text;
	} units[] = {
		{ 2 * (int64_t)YEAR, YEAR, YEAR, N_("{n} years") },
		{ 2 * DAY, DAY, DAY, N_("{n} days") },
		{ HOUR, HOUR, MINUTE, N_("{n} h {m} min") },
		{ 2 * MINUTE, MINUTE, 1, N_("{n} min {m} s") },
		{ 0, 1, 1, N_("{n} seconds") },
	};
	size_t i = 0;

	while (seconds < units[i].from)
		i++;
	{
		struct value values[] = {
			{ .key = "n",
			  .kind = VALUE_INT,
			  .number = seconds / units[i].unit },
			{ .key = "m",
			  .kind = VALUE_INT,
			  .number = seconds % units[i].unit / units[i].less },
		};

		phrase_add(d->in, d->svg.options, units[i].text, values, COUNT(values),
			   &d->svg.text);
	}
}

/* Long gaps are broken: two strokes across the axis, with the length beside. */
static void draw_gap(struct sketch *d, int64_t seconds)
{
	struct svg_look axis = { .stroke = PAINT_SOFT, .width = 20 };
	struct svg_look broken = { .stroke = PAINT_SOFT, .width = 20, .dash = 2 };
	int height = height_of(seconds);

	if (height < SVG_LEAD) {
		svg_line(&d->svg, AXIS, d->y, AXIS, d->y + height, axis);
		d->y += height;
		return;
	}
	if (height < SVG_LEAD + 6)
		height = SVG_LEAD + 6;
	svg_line(&d->svg, AXIS, d->y, AXIS, d->y + height, broken);
	add_length(d, seconds);
	svg_line_made(&d->svg, TEXT, d->y + height / 2 + 1, SVG_WIDTH - TEXT - EDGE,
		      soft_font);
	d->y += height;
}

/* --- moments ----------------------------------------------------------------------- */

static void add_clock(struct sketch *d, const struct moment *moment)
{
	char text[DATE_TEXT];
	struct str utc = date_iso(moment->utc, text), day = str_until(utc, 'T');

	buf_add(&d->svg.text, day);
	if (moment->date_only)
		return;
	buf_add_char(&d->svg.text, ' ');
	buf_add(&d->svg.text, str_sub(utc, day.n + 1, day.n + 9));
}

/* Filled: seen by us or vouched for; hollow: claimed; hollow and dashed: guessed. */
static void draw_dot(struct sketch *d, const struct moment *moment)
{
	bool known = moment->grade == GRADE_OBSERVED || moment->grade == GRADE_VOUCHED;
	enum paint paint = moment->impossible		    ? PAINT_BAD
			   : is_kind(moment, "handed-over") ? PAINT_ODD
							    : PAINT_NOTE;
	struct svg_look look = {
		.fill = known ? paint : PAINT_CARD,
		.stroke = paint,
		.width = 20,
		.dash = moment->grade == GRADE_GUESSED ? 2 : 0,
	};

	svg_circle(&d->svg, AXIS * 10, (d->y + SVG_LEAD / 2) * 10, DOT * 10, look);
}

/* All questions of a moment stand as one; how many of which kind the table tells. */
static void add_sentence(struct sketch *d, const struct moment *moment)
{
	if (is_kind(moment, "asked"))
		svg_our(&d->svg, N_("Looked up in the DNS and in registries."));
	else
		phrase_statement(d->in, d->svg.options, &moment->what, &d->svg.text);
}

static void draw_moment(struct sketch *d, const struct moment *moment)
{
	struct svg_font font = what_font;
	struct svg_look axis = { .stroke = PAINT_SOFT, .width = 20 };
	int width = SVG_WIDTH - TEXT - EDGE, from = d->y, y = d->y + SVG_LEAD - 5;

	font.bold = is_kind(moment, "handed-over");
	add_clock(d, moment);
	svg_line_made(&d->svg, CLOCK, y, CLOCK - EDGE, time_font);
	add_sentence(d, moment);
	y = svg_wrap_made(&d->svg, TEXT, y, width, 3, font);
	if (moment->impossible) {
		svg_our(&d->svg, N_("cannot have been so"));
		buf_add(&d->svg.text, STR(": "));
		svg_our(&d->svg, moment->impossible);
		y = svg_wrap_made(
		    &d->svg, TEXT, y, width, 2,
		    (struct svg_font){ .size = SVG_SMALL, .paint = PAINT_BAD });
	}
	svg_line(&d->svg, AXIS, from, AXIS, y - SVG_LEAD + 7, axis);
	draw_dot(d, moment);
	d->y = y - SVG_LEAD + 7;
}

/* The moment of the report, between what was and what is to come. */
static void draw_now(struct sketch *d, int64_t before, int64_t after)
{
	int64_t clock = d->in->env->clock;
	struct svg_look line = { .stroke = PAINT_ODD, .width = 15, .dash = 6 };
	struct svg_font font = { .size = SVG_SMALL, .paint = PAINT_ODD };
	struct svg_font clock_font = font;
	struct moment now = { .utc = clock };

	clock_font.anchor = SVG_END;
	if (d->now_drawn || before > clock || after <= clock)
		return;
	d->now_drawn = true;
	draw_gap(d, clock - before);
	add_clock(d, &now);
	svg_line_made(&d->svg, CLOCK, d->y + SVG_LEAD - 5, CLOCK - EDGE, clock_font);
	svg_our(&d->svg, N_("this report; below it, what is to come"));
	d->y = svg_wrap_made(&d->svg, TEXT, d->y + SVG_LEAD - 5, SVG_WIDTH - TEXT - EDGE,
			     2, font);
	svg_line(&d->svg, 0, d->y - 10, SVG_WIDTH, d->y - 10, line);
	d->y -= 8;
}

static void draw_all(struct sketch *d)
{
	const struct timeline *timeline = d->timeline;
	uint32_t least = least_weight(timeline), drawn = 0, left = 0;
	int64_t before = INT64_MIN;

	for (uint32_t i = 0; i < timeline->count && drawn < ROWS; i++) {
		const struct moment *moment = &timeline->moments[i];

		if (weight_of(moment) < least ||
		    (is_kind(moment, "asked") && before == moment->utc))
			continue;
		if (drawn) {
			bool was_drawn = d->now_drawn;

			draw_now(d, before, moment->utc);
			if (!was_drawn && d->now_drawn)
				before = d->in->env->clock;
			draw_gap(d, moment->utc - before);
		}
		draw_moment(d, moment);
		before = moment->utc;
		drawn++;
	}
	for (uint32_t i = 0; i < timeline->count; i++)
		left += weight_of(&timeline->moments[i]) > 0 &&
			weight_of(&timeline->moments[i]) < least;
	if (left) {
		struct value value = { .key = "count",
				       .kind = VALUE_INT,
				       .number = left };

		phrase_add(d->in, d->svg.options, N_("… and {count} more moments"),
			   &value, 1, &d->svg.text);
		svg_line_made(&d->svg, TEXT, d->y + SVG_LEAD, SVG_WIDTH - TEXT,
			      soft_font);
		d->y += SVG_LEAD + 4;
	}
}

static void describe(struct sketch *d)
{
	for (uint32_t i = 0; i < d->timeline->count; i++) {
		if (weight_of(&d->timeline->moments[i]) < 4)
			continue;
		add_clock(d, &d->timeline->moments[i]);
		buf_add_char(&d->svg.text, ' ');
		phrase_statement(d->in, d->svg.options, &d->timeline->moments[i].what,
				 &d->svg.text);
		svg_describe_made(&d->svg);
		buf_clear(&d->svg.text);
	}
}

static void draw_head(struct sketch *d)
{
	buf_add(&d->svg.text, STR("UTC"));
	svg_line_made(&d->svg, CLOCK, d->y + SVG_LEAD - 5, CLOCK, head_font);
	svg_our(&d->svg, N_("filled: observed or vouched; hollow: claimed; dashed: "
			    "guessed. Gaps are not to scale."));
	d->y = svg_wrap_made(&d->svg, TEXT, d->y + SVG_LEAD - 5, SVG_WIDTH - TEXT - EDGE,
			     0, soft_font) -
	       4;
}

static bool draw(const struct inspection *in, const struct report_options *options,
		 bool alone, struct buf *out)
{
	struct sketch d = { .in = in, .timeline = timeline_of(in), .y = EDGE };

	if (d.timeline->count < 2)
		return false;
	svg_begin(&d.svg, in, options, alone, picture_timeline.name);
	describe(&d);
	draw_head(&d);
	draw_all(&d);
	svg_end(&d.svg, picture_timeline.title, SVG_WIDTH, d.y + EDGE, out);
	return true;
}

const struct picture picture_timeline = {
	.name = "timeline",
	.title = N_("What happened when"),
	.draw = draw,
};
